import type { Sentence } from "../guide/prose.ts";

/**
 * What a sentence speaks about: the image's runtime variants, its dev or compat variants, or something that the image's
 * definitions say nothing of, such as the upstream image, another image or a FIPS variant.
 */
export type Scope = "runtime" | "dev" | "compat" | "other";

const UPSTREAM =
  /\bnon-hardened\b|\bdocker official\b|\bofficial\b|\bupstream\b|\btraditional\b|\boriginal\b|\bstandard\s+(?:\S+\s+)?(?:image|variant|container)s?\b|\bcommunity\b|\bbitnami\b|\bpublic image\b|\bopen.?source\b|\btypical(?:ly used)? image/i;
const HARDENED = /(?<!non-)\bhardened\b|\bdhi\b/i;
const BUILD_TIME =
  /(?<!non-)\bdev(?:elopment)?\b(?!\w)|\bbuild-time\b|\bbuild(?:er)? (?:stages?|variants?|images?)\b|\bsdk\b/i;
const RUNTIME = /\bruntime\b|\bnon-dev\b|\bnon-sdk\b|\bproduction\b/i;

/**
 * Decides what a claim in a sentence is about: by the words before it, then by its column and row in a table, then by
 * the paragraph that introduces its list, then by its heading. Where nothing says otherwise a guide speaks about its
 * runtime image.
 *
 * @param sentence the sentence
 * @param claimAt where in the sentence the claim starts
 * @returns the scope
 */
export function scopeOf(sentence: Sentence, claimAt: number): Scope {
  const before = sentence.text.slice(0, claimAt);
  const { cell } = sentence.prose;
  if (cell) {
    if (UPSTREAM.test(cell.columnHead) && !HARDENED.test(cell.columnHead)) return "other";
    if (/^non-?hardened|^(?:docker )?official|\bnon-hardened\b/i.test(cell.columnHead)) return "other";
  }
  const own = scopeOfText(sentence.text, before);
  if (own) return own;
  if (cell) return scopeOfText(cell.columnHead, cell.columnHead) ?? scopeOfRow(cell.rowHead);
  return (
    scopeOfText(sentence.prose.intro, sentence.prose.intro) ??
    scopeOfHeadings(sentence.prose.headings) ??
    "runtime"
  );
}

function scopeOfText(text: string, before: string): Scope | undefined {
  if (UPSTREAM.test(before)) return "other";
  if (/\bfips\b/i.test(before) && !RUNTIME.test(before)) return "other";
  if (RUNTIME.test(before)) return "runtime";
  if (/\bcompat\b/i.test(before)) return "compat";
  if (BUILD_TIME.test(before)) return "dev";
  // "No shell in runtime variants": the claim comes first.
  const after = text.slice(before.length);
  if (/\b(?:in|for|on|from)\b[^.;,]*\bruntime\b/i.test(after)) return "runtime";
  if (/\b(?:in|for|on|from)\b[^.;,]*(?<!non-)\bdev\b/i.test(after)) return "dev";
  return undefined;
}

function scopeOfRow(rowHead: string): Scope {
  return scopeOfText(rowHead, rowHead) ?? "runtime";
}

function scopeOfHeadings(headings: readonly string[]): Scope | undefined {
  const nearest = headings.at(-1) ?? "";
  if (/\bfips\b/i.test(nearest)) return "other";
  return scopeOfText(nearest, nearest);
}
