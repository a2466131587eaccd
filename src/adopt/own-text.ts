import type { Description } from "./describe/describe-guide.ts";

/** A section that many pages have in their authors' own words. */
export interface RecurringText {
  /** Its words in small letters, `…` for the image's name or title. */
  readonly heading: string;
  readonly pages: number;
  /** The share of all pages. */
  readonly share: number;
}

/** A section that fewer guides have, absolutely and of all, is no candidate for a partial. */
const FEWEST_GUIDES = 3;
const FEWEST_SHARE = 0.1;

/**
 * Lists the sections that many pages have, and that no partial says: what a maintainer may want to share.
 *
 * @param descriptions the adopted pages
 * @returns the sections, the commonest first
 */
export function findRecurringText(descriptions: readonly Description[]): readonly RecurringText[] {
  const counts = new Map<string, number>();
  for (const { parts } of descriptions) {
    const own = parts.flatMap((part) => (part.kind === "own" ? part.sections : []));
    for (const key of new Set(own.map((section) => section.key))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const fewest = Math.max(FEWEST_GUIDES, FEWEST_SHARE * descriptions.length);
  return [...counts]
    .filter(([key, count]) => key !== "" && count >= fewest)
    .sort((a, b) => b[1] - a[1])
    .map(([key, pages]) => ({
      heading: key.replace(/\{\{\w+\}\}/g, "…"),
      pages,
      share: pages / descriptions.length,
    }));
}

/**
 * How much of pages is raw: text that stands in no section of their layouts, and is copied as it is.
 *
 * @param descriptions the adopted pages
 * @returns the share of all characters
 */
export function rawShare(descriptions: readonly Description[]): number {
  let [raw, all] = [0, 0];
  for (const { kind, sections } of descriptions.flatMap(({ parts }) => parts)) {
    const length = sections.reduce((sum, { lines }) => sum + lines.join("\n").length, 0);
    all += length;
    if (kind === "own") raw += length;
  }
  return all === 0 ? 0 : raw / all;
}
