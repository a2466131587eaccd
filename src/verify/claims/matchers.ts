import { type Sentence, sentencesOf } from "../parsed/prose.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import { type ClaimScope, scopeOf } from "./scope.ts";
import { headsOthers, isAboutOthers, isOfAnother, isOpen, isSupposed, mayBeImage, subjectOf } from "./subject.ts";

/** A statement that a definition can confirm or deny. */
export interface Claim {
  readonly start: number;
  readonly end: number;
  /** The words that make the claim. */
  readonly text: string;
  readonly scope: ClaimScope;
  /** Hedged claims ("typically") speak about hardened images at large, so they are not plainly false. */
  readonly hedged: boolean;
  /** "By default, runtime images …" is what hardened images are like: of some of an image's variants it may be false. */
  readonly general: boolean;
  /** "If the image has no shell" does not say that it has none. */
  readonly conditional: boolean;
  readonly sentence: Sentence;
}

/** How one kind of claim is worded. */
export interface ClaimPatterns {
  /** What the claim is about: a text without these words makes none. */
  readonly topic: RegExp;
  /** Each matches the words that make the claim. */
  readonly forms: readonly RegExp[];
}

/**
 * Finds the claims of one kind in a guide's prose, table cells and list items. Headings make no claims: they name what
 * the text below them speaks about; so does the first cell of a row, unless the rest of the row is silent on the matter.
 *
 * @param patterns what the claim may look like
 * @returns the claims in their order, at most one a sentence
 */
export function claimsOf(guide: ParsedGuide, { topic, forms }: ClaimPatterns): Claim[] {
  return guide.prose.flatMap((prose) => {
    if (prose.kind === "heading" || prose.cell?.isHead || !topic.test(prose.plain)) return [];
    if (prose.cell?.columnIndex === 0 && topic.test(prose.cell.rowText)) return [];
    return sentencesOf(prose).flatMap((sentence) => {
      const match = firstMatch(sentence.text, forms);
      // A question claims nothing.
      if (match === undefined || sentence.text.endsWith("?")) return [];
      const start = sentence.start + match.index;
      const subject = subjectOf(sentence.text.slice(0, match.index));
      return {
        start,
        end: start + match[0].length,
        text: match[0].replace(/\s+/g, " "),
        scope:
          isAboutOthers(subject.trim() === "" ? lastSentence(prose.intro) : subject, guide) ||
          (/^(?:it|they)\b/i.test(subject) && isAboutOthers(subjectOf(sentence.previous), guide)) ||
          isOfAnother(sentence.text.slice(match.index + match[0].length), guide) ||
          !mayBeImage(subject, guide) ||
          [prose.cell?.rowHead, prose.cell?.columnHead].some((head) => headsOthers(head ?? "", guide))
            ? "other"
            : scopeOf(sentence, subject, match.index + match[0].length),
        hedged: /\b(?:typically|usually|generally|most|may|might|can)\b/i.test(
          `${prose.intro} ${sentence.text.slice(0, match.index)}`,
        ),
        general: /\b(?:by\s+default|typically|usually|generally)\b/i.test(`${prose.intro} ${sentence.text}`),
        conditional:
          isOpen(subject) || isSupposed(sentence.text.slice(0, match.index), sentence.text.slice(match.index)),
        sentence,
      };
    });
  });
}

/** What introduces a list is the sentence in front of it. */
function lastSentence(text: string): string {
  return text.split(/(?<=[.!?])\s+/).at(-1) ?? "";
}

function firstMatch(text: string, patterns: readonly RegExp[]): RegExpExecArray | undefined {
  const matches = patterns.map((pattern) => pattern.exec(text)).filter((match) => match !== null);
  return matches.sort((a, b) => a.index - b.index)[0];
}

const NOT = String.raw`(?:\b(?:do|does|did|will)\s+not|\b(?:do|does|did)n['’]t|\bwon['’]t|\bcannot|\bnot|\bnever)`;
const HAVE = String.raw`(?:contains?|includes?|has|have|ships?(?:\s+with)?|provides?|bundles?|comes?\s+with|installs?|expect)`;
const FILLER = String.raw`(?:\s+(?:an?|any|the|either|common|system|full|interactive|standard))*`;

/**
 * Makes the patterns of a denial: that the image has no such thing.
 *
 * @param thing the thing's name, as an expression
 */
export function denialsOf(thing: string): ClaimPatterns {
  // "a shell or a package manager", "shell, package manager, or editor": the thing may come later in a short list.
  const list = String.raw`(?:(?:(?!\b(?:but|except|only|because|so)\b)[\w/().-]+,?\s+){0,4}?(?:and|or|nor|,)\s+(?:an?\s+|any\s+)?(?:(?:debian|alpine|system)\s+)?)?`;
  const forms = [
    new RegExp(String.raw`${NOT}\s+(?:\w+ly\s+)?${HAVE}${FILLER}\s+${list}${thing}`, "i"),
    new RegExp(String.raw`\b(?:${HAVE}|is|are|there['’]s)\s+no\s+${list}${thing}`, "i"),
    new RegExp(String.raw`^(?:there\s+(?:is|are)\s+)?no\s+${list}${thing}`, "i"),
    new RegExp(String.raw`\bexcludes?\s+${list}${thing}`, "i"),
    new RegExp(String.raw`\bships?\s+without\s+${list}${thing}`, "i"),
  ];
  return { topic: new RegExp(thing, "i"), forms };
}
