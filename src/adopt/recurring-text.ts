import type { Description } from "./describe/describe-guide.ts";

/** A section that many guides have in their authors' own words. */
export interface RecurringText {
  /** Its words in small letters, `…` for the image's name or title. */
  readonly heading: string;
  readonly guides: number;
  /** The share of all guides. */
  readonly share: number;
}

/** A section that fewer guides have, absolutely and of all, is no candidate for a partial. */
const FEWEST_GUIDES = 3;
const FEWEST_SHARE = 0.1;

/**
 * Lists the sections that many guides have, and that no partial says: what a maintainer may want to share.
 *
 * @param descriptions the adopted guides
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
    .map(([key, guides]) => ({
      heading: key.replace(/\{\{\w+\}\}/g, "…"),
      guides,
      share: guides / descriptions.length,
    }));
}
