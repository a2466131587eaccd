import type { Cell, Sentence } from "../parsed/prose.ts";
import { anyOf } from "../parsed/any-of.ts";

/**
 * What a sentence speaks about: the image's runtime variants, its dev or compat variants, or something that the image's
 * definitions say nothing of, such as the upstream image, another image or a FIPS variant.
 */
export type ClaimScope = "runtime" | "dev" | "compat" | "other";

const UPSTREAM = anyOf(
  /\bnon-hardened\b/i,
  /\bdocker official\b/i,
  /\bofficial\b/i,
  /\bupstream\b/i,
  /\btraditional\b/i,
  /\boriginal\b/i,
  /\bstandard\s+(?:\S+\s+)?(?:image|variant|container)s?\b/i,
  /\bcommunity\b/i,
  /\bbitnami\b/i,
  /\bpublic image\b/i,
  /\bopen.?source\b/i,
  /\btypical(?:ly used)? image/i,
);
const HARDENED = /(?<!non-)\bhardened\b|\bdhi\b/i;
const BUILD_TIME =
  /(?<!non-|\.)\bdev(?:elopment)?\b(?!\w)|\bbuild-time\b|\bbuild(?:er)? (?:stages?|variants?|images?)\b|\bsdk\b/i;
const RUNTIME = /\bruntime\b|\bnon-dev\b|\bnon-sdk\b|\bproduction\b/i;

const PRONOUN = /^(?:they|these|those|it|both)\b/i;

/** What a list item is about, where it begins with that: "Dev (`:1-dev`) — includes a shell. Runs as root." */
const LABEL = /^(.{1,120}?)(?:\s*[—–]|\s-\s|:\s)/;

/**
 * Decides what a claim in a sentence is about: by the words before it, then by those right after it, then by its column
 * and row in a table, then by what its list item begins with, then by the paragraph that introduces the list, then by
 * its heading. Where nothing says otherwise a guide speaks about its runtime image.
 *
 * @param before what the sentence says before the claim
 * @param to where in the sentence the claim ends
 */
export function scopeOf(sentence: Sentence, before: string, to: number): ClaimScope {
  const { cell, intro, headings } = sentence.prose;
  if (cell && isOtherColumn(cell)) return "other";
  return (
    scopeOfSubject(before) ??
    scopeOfPlace(sentence.text.slice(to)) ??
    (PRONOUN.test(sentence.text) ? scopeOfSubject(sentence.previous) : undefined) ??
    (cell ? (scopeOfSubject(cell.columnHead) ?? scopeOfSubject(cell.rowHead)) : undefined) ??
    (intro === "" ? undefined : scopeOfSubject(LABEL.exec(sentence.prose.plain)?.[1] ?? "")) ??
    scopeOfSubject(intro) ??
    (cell ? undefined : scopeOfSubject(headings.at(-1) ?? "")) ??
    "runtime"
  );
}

/** In a comparison only the column of the hardened image speaks about it. */
function isOtherColumn({ columnHead, columnIndex, heads }: Cell): boolean {
  if (UPSTREAM.test(columnHead)) return true;
  return columnIndex > 0 && heads.some((head) => HARDENED.test(head)) && !HARDENED.test(columnHead);
}

function scopeOfSubject(text: string): ClaimScope | undefined {
  if (UPSTREAM.test(text)) return "other";
  if (RUNTIME.test(text)) return "runtime";
  if (/\bfips\b/i.test(text)) return "other";
  if (BUILD_TIME.test(text)) return "dev";
  return /\bcompat\b/i.test(text) ? "compat" : undefined;
}

/** "No shell in runtime variants": the claim comes first, and then where it holds. */
function scopeOfPlace(after: string): ClaimScope | undefined {
  const place = /^[\w\s,/-]{0,40}?\b(?:in|for|on|from)\b([^.;()]*)/i.exec(after)?.[1] ?? "";
  return scopeOfSubject(place);
}
