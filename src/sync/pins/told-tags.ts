/*
 * Tags that a text names without asking anybody to pull them now. In doubt a tag is rolled: a person reads the diff.
 */

/** Right before a tag: it is where something began or ended. */
const BOUND =
  /\b(?:before|since|until|than|old(?:er)?|previous|(?:upgrad|updat|migrat|mov|switch)\w* from)[\s`"'(*_]*$/i;
/** In its sentence, or in the heading of its section. */
const PAST =
  /\b(?:no longer|deprecated|removed|(?:and|or) (?:later|newer|above|earlier|older|below)|change ?log|release notes)\b/i;
/** Whose tags may look like the page's own. */
const FOREIGN = /\b(?:upstream|official)\b/i;
const REPOSITORY = /\b(?:dhi|[\w.-]+\.[a-z]{2,}(?:\/[\w.-]+)*)\/(?:dhi-)?([\w.-]*\w)/g;
/** What stands beside a digest is that digest's: an `@` joins the two, and then the reference says it itself. */
const DIGEST = /(?<!@)\bsha256:[\da-f]/;
/** Where a sentence ends and another begins; `e.g.` ends none. */
const SENTENCE_END = /(?<=[.!?][)"'*_`]*)(?<!\be\.g\.)\s+(?=["'(*_`]*[A-Z\d])|\n{2,}/g;

/** Cuts a paragraph into its sentences; a row is one. */
export function sentencesOf(text: string): { readonly start: number; readonly text: string }[] {
  const starts = [0, ...(text.startsWith("|") ? [] : [...text.matchAll(SENTENCE_END)].map(({ index }) => index))];
  return starts.map((start, index) => ({ start, text: text.slice(start, starts[index + 1]) }));
}

/** Whether a sentence or a heading tells of what was; of a tag in it, as of a bound or as that of a digest. */
export function isOfThePast(sentence: string, start = 0): boolean {
  const before = sentence.slice(0, start).replace(/[^\s`"'(]+:$/, "");
  return BOUND.test(before) || PAST.test(sentence) || hasDigest(sentence);
}

/** Whether a sentence or a row speaks of another image's tags, so that a bare one may be that's. */
export function isOfOthers(sentence: string, name: string): boolean {
  const named = [...sentence.matchAll(REPOSITORY)];
  return FOREIGN.test(sentence) || (named.length > 0 && !named.some(([, repository]) => repository === name));
}

/** Whether the comment above a line of a sample says that it is what there was: `# Before`. */
export function isReplaced(sample: string, start: number): boolean {
  const above = sample.slice(0, start).split("\n").at(-2) ?? "";
  return /^[ \t]*(?:#|\/\/)/.test(above) && BOUND.test(above.replace(/:[ \t]*$/, ""));
}

/** Whether a text shows a digest: what a tag meant on one day. */
export function hasDigest(text: string): boolean {
  return DIGEST.test(text);
}
