/*
 * Tags that a text names without asking anybody to pull them now: what was, and what others have.
 */

/** Right before a tag: it is where something began or ended. */
const BOUND =
  /\b(?:before|since|until|prior to|up to|(?:earlier|older|lower|newer|later|higher|greater) than|(?:upgrad|updat|migrat|mov|switch)\w* from|starting (?:from|with|in)|(?:previous|old|older|former|earlier)(?: [a-z]+)?)[\s`"'(*_]*$/i;
/** Behind one, and anywhere in its sentence. */
const BEHIND = /^[`"')*_\s]*(?:and|or) (?:later|newer|above|earlier|older|below)\b/i;
const PAST = /\b(?:no longer|deprecated|removed|retired|obsolete|end[- ]of[- ]life|EOL|introduced|superseded)\b/i;
const FOREIGN = /\b(?:upstream|official|community|non-?hardened|legacy|format|pattern|scheme)\b/i;

/** What stands beside a digest is that digest's: an `@` joins the two, and then the reference says it itself. */
const DIGEST = /(?<!@)\bsha256:[\da-f]/;
/** What Docker prints of a pull. */
const PRINTED_DIGEST = /^\s*Digest: sha256:/m;

/** Whether a sentence tells of a tag as of what was, as of a bound, or as that of a digest. */
export function isOfThePast(text: string, start: number, end: number): boolean {
  const { before, sentence, after } = around(text, start, end);
  return BOUND.test(before) || BEHIND.test(after) || PAST.test(sentence) || DIGEST.test(sentence);
}

/** Whether a sentence or a row speaks of another image's tags, so that a bare one may be that's. */
export function isOfOthers(text: string, start: number, name: string): boolean {
  const { sentence } = around(text, start, start);
  if (FOREIGN.test(sentence)) return true;
  const named = [...sentence.matchAll(/\b(?:dhi\.io|dhi|[\w.-]+\.[a-z]{2,}(?:\/[\w.-]+)*)\/(?:dhi-)?([\w.-]*\w)/g)];
  return named.length > 0 && !named.some(([, repository]) => repository === name);
}

/**
 * Whether a sample has a tag as what there was before, as a comment on its line or above says, or as that of a digest,
 * which its line or the output of Docker names.
 */
export function isReplaced(text: string, start: number): boolean {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const end = text.indexOf("\n", start);
  const own = text.slice(from, end < 0 ? undefined : end);
  const above = text.slice(text.lastIndexOf("\n", from - 2) + 1, Math.max(0, from - 1));
  if (DIGEST.test(own) || PRINTED_DIGEST.test(text)) return true;
  return OLD_COMMENT.test(own) || (/^\s*(?:#|\/\/|--|<!--)/.test(above) && OLD_COMMENT.test(above));
}

const OLD_COMMENT =
  /(?:^|\s)(?:#|\/\/|--(?=\s)|<!--).*\b(?:before|old|older|previous|previously|deprecated|wrong|outdated)\b/i;

/** Where a sentence ends and another begins; `e.g.` ends none. */
const SENTENCE_END = /(?<=[.!?][)"'*_`]*)(?<!\b(?:e\.g|i\.e|etc|vs|ca)\.)\s+(?=["'(*_`]*[A-Z\d])|\n{2,}/g;

/** The sentence around a tag; of a row, the row. */
function around(text: string, start: number, end: number) {
  const isRow = /^\s*\|/.test(text);
  const ends = isRow ? [] : [...text.matchAll(SENTENCE_END)].map(({ index }) => index);
  const from = ends.findLast((index) => index < start) ?? 0;
  const to = ends.find((index) => index >= end) ?? text.length;
  return {
    // Without the repository of the reference that the tag ends.
    before: text
      .slice(from, start)
      .replace(/[^\s`"'(]+:$/, "")
      .replace(/\s+/g, " "),
    sentence: text.slice(from, to).replace(/\s+/g, " "),
    after: text.slice(end, to),
  };
}

/** Whether a heading is that of a section about what was. */
export function isAboutThePast(heading: string): boolean {
  return PAST.test(heading) || PAST_SECTION.test(heading);
}

const PAST_SECTION =
  /\b(?:change ?log|release notes|(?:version|release) history|(?:previous|old|older) (?:versions?|releases?|tags?))\b|^#*\s*history\s*$/i;
