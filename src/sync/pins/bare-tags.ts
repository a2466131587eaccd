import { compareNumbers, readVersion } from "../../versions.ts";
import type { Pin, PinnedRepository } from "./pin.ts";
import { isOfOthers } from "./told-tags.ts";

/** A stretch of a paragraph: code, or plain text. */
export interface Word {
  readonly start: number;
  readonly text: string;
  readonly isCode: boolean;
}

const SUFFIX = String.raw`-[a-z](?:[a-z0-9.]*[a-z0-9])?`;
const SUFFIXED = new RegExp(String.raw`^v?\d+(?:\.\d+)*(?:${SUFFIX})+$`);
const VERSION = /^v?\d+(?:\.\d+)+$/;
/** A tag that names a distribution is told from versions by that. */
const distributed = (before: string) =>
  new RegExp(
    String.raw`(?<![${before}])v?\d+(?:\.\d+)*(?:${SUFFIX})*?-(?:debian|alpine)\d+(?:\.\d+)?(?:${SUFFIX})*(?![\w/:@=+<$[-]|\.\w)`,
    "g",
  );
const IN_WORDS = distributed(String.raw`\w./:@=+<>-`);
/** A sample sets options and variables: `--tag=1.4.0-debian13`. */
const IN_SAMPLES = distributed(String.raw`\w./:@+<>-`);

/**
 * Finds tags without their repository in a paragraph or a row. A version alone is one where it stands beside a tag of its
 * line: `1.5`, `1.5-debian13`.
 *
 * @param text the paragraph
 * @param words its words
 * @param repository the page's image
 */
export function bareTags(text: string, words: readonly Word[], repository: PinnedRepository): Pin[] {
  const suffixed = words.flatMap(({ text: word, start, isCode }): Pin[] => {
    if (!isCode) return [...word.matchAll(IN_WORDS)].map((found) => ({ start: start + found.index, tag: found[0] }));
    return SUFFIXED.test(word) ? [{ start, tag: word }] : [];
  });
  const own = suffixed.filter(({ start }) => !isOfOthers(text, start, repository.name));
  const versions = words.flatMap(({ text: tag, start, isCode }) =>
    isCode && VERSION.test(tag) && own.some((one) => isOfSameLine(one.tag, tag)) ? [{ start, tag }] : [],
  );
  return [...own, ...versions];
}

function isOfSameLine(a: string, b: string): boolean {
  const [one, other] = [readVersion(a), readVersion(b)];
  return one !== undefined && other !== undefined && compareNumbers(one.numbers, other.numbers) === 0;
}

/**
 * Finds tags with a distribution in a sample that names no image but the page's own, or none at all.
 *
 * @param text the sample
 * @param repository the page's image
 */
export function bareTagsInSample(text: string, { name }: PinnedRepository): Pin[] {
  const images = [...text.matchAll(IMAGE)].map(
    ({ groups }) => groups?.["path"]?.split("/").at(-1)?.replace(/^dhi-/, "") ?? "",
  );
  if (images.some((image) => image !== name)) return [];
  return [...text.matchAll(IN_SAMPLES)].map((found) => ({ start: found.index, tag: found[0] }));
}

/** What a sample pulls: behind a key or an instruction, from our registry, or with a tag that has a distribution. */
const IMAGE =
  /(?:\b(?:image|repository)["']?(?::[ \t]*|[ \t]*=[ \t]*)["']?|\bFROM[ \t]+|(?<![\w./-])(?=(?:dhi\.io|dhi)\/)|(?<![\w./-])(?=[\w./-]+:v?\d[\w.]*-(?:debian|alpine)))(?<path>[\w./-]*[\w-])/g;
