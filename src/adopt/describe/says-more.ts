import { similarity } from "../../markdown/similarity.ts";
import type { Identity } from "../read/identity.ts";

/* Whether a published text says something of its image that the shared one does not, or words the same. */

/** Texts that have so much in common are one text; what is another in it is no reason to copy the rest. */
const NEARLY = 0.85;
const DENIALS = /\b(?:no|not|never|without|except|unless|only)\b|n['’]t\b/gi;
/** Words with a capital, where no sentence begins. */
const NAMES = /(?<=[\p{L},] )\p{Lu}[\p{L}\p{N}]*/gu;

/**
 * Tells whether a text has a number or code that another has not.
 *
 * @param shared the shared text
 * @param published the published one
 */
export function statesMore(shared: string, published: string): boolean {
  const stated = published.match(/`[^`\n]+`|\d[\w.]*/g) ?? [];
  return stated.some((each) => !shared.includes(each.replaceAll("`", "")));
}

/**
 * Tells whether a text says what another says but for a word or two, which neither name something nor deny it.
 *
 * @param shared the shared text
 * @param published the published one
 * @param identity the image: who names it speaks of it alone
 */
export function saysNearlySame(
  shared: string,
  published: string,
  { name, title }: Pick<Identity, "name" | "title">,
): boolean {
  const counts = (text: string) => [countOf(text, name), countOf(text, title), text.match(DENIALS)?.length ?? 0];
  return (
    similarity(shared, published) >= NEARLY &&
    (published.match(NAMES) ?? []).every((each) => shared.includes(each)) &&
    counts(shared).join() === counts(published).join()
  );
}

/**
 * Counts the words of a text.
 *
 * @param text a block
 * @returns their number
 */
export function countWords(text: string): number {
  return text.split(/\s+/).length;
}

const countOf = (text: string, words: string): number => text.split(words).length - 1;
