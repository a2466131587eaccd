/*
 * Tags that a text names without asking anybody to pull them now. In doubt a tag is rolled: the diff is read by a person.
 */

/** Right before a tag: it is where something began or ended. */
const BOUND =
  /\b(?:before|since|until|up to|than|(?:upgrad|updat|migrat|mov|switch)\w* from|starting (?:from|with)|previous|older)[\s`"'(*_]*$/i;
const PAST = /\b(?:no longer|deprecated|removed|end of life|(?:and|or) (?:later|newer|above|earlier|older|below))\b/i;
/** Of a section, what was. */
const PAST_SECTION = /^#*\s*(?:change ?log|release notes|(?:(?:version|release) )?history|(?:previous|old|older) .*)$/i;
/** Whose tags may look like the page's own. */
const FOREIGN = /\b(?:upstream|official|legacy|format)\b/i;
const REPOSITORY = /\b(?:dhi|[\w.-]+\.[a-z]{2,}(?:\/[\w.-]+)*)\/(?:dhi-)?([\w.-]*\w)/g;
const OLD_COMMENT = /^[ \t]*(?:#|\/\/)[ \t]*(?:before|old|previous(?:ly)?)\b[ \t]*(?:[:(].*)?\n.*$(?![^])/im;
/** What stands beside a digest is that digest's: an `@` joins the two, and then the reference says it itself. */
const DIGEST = /(?<!@)\bsha256:[\da-f]/;

/** Where a sentence ends and another begins; `e.g.` ends none. */
const SENTENCE_END = /(?<=[.!?][)"'*_`]*)(?<!\be\.g\.)\s+(?=["'(*_`]*[A-Z\d])|\n{2,}/g;

/** Cuts a paragraph into its sentences; a row is one. */
export function sentencesOf(text: string): { readonly start: number; readonly text: string }[] {
  const starts = [0, ...(text.startsWith("|") ? [] : [...text.matchAll(SENTENCE_END)].map(({ index }) => index))];
  return starts.map((start, index) => ({ start, text: text.slice(start, starts[index + 1]) }));
}

/** Whether a sentence tells of a tag in it as of what was, as of a bound, or as that of a digest. */
export function isOfThePast(sentence: string, start: number): boolean {
  const before = sentence.slice(0, start).replace(/[^\s`"'(]+:$/, "");
  return BOUND.test(before) || PAST.test(sentence) || hasDigest(sentence);
}

/** Whether a sentence or a row speaks of another image's tags, so that a bare one may be that's. */
export function isOfOthers(sentence: string, name: string): boolean {
  const named = [...sentence.matchAll(REPOSITORY)];
  return FOREIGN.test(sentence) || (named.length > 0 && !named.some(([, repository]) => repository === name));
}

/** Whether a comment above says that a line of a sample is what there was before. */
export function isReplaced(sample: string, start: number): boolean {
  return OLD_COMMENT.test(sample.slice(0, start));
}

/** Whether a text shows a digest: what a tag meant on one day. */
export function hasDigest(text: string): boolean {
  return DIGEST.test(text);
}

/** Whether a heading is that of a section about what was. */
export function isAboutThePast(heading: string): boolean {
  return PAST_SECTION.test(heading);
}
