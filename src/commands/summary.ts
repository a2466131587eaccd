import type { Counts } from "../build/choose-guides.ts";
import { firstNames } from "../findings/suggest.ts";

/**
 * The one line that ends a run: `2 guides: 1 changed, 1 same, 0 errors in 0.2 s`.
 *
 * @param counts what happened
 * @param errors how many errors there are
 * @param seconds how long it took
 * @returns the line
 */
export function summarize(counts: Counts, errors: number, seconds: number): string {
  const parts = (["new", "changed", "same", "removed", "failed"] as const)
    .filter((key) => counts[key] > 0)
    .map((key) => `${counts[key]} ${key}`);
  const list = [...parts, plural(errors, "error")].join(", ");
  return `${plural(counts.guides, "guide")}: ${list} in ${seconds.toFixed(1)} s`;
}

/**
 * Names the guides that a build removed: `1 removed: app`.
 *
 * @param names their names
 * @returns the line
 */
export function removedLine(names: readonly string[]): string {
  return `${names.length} removed: ${firstNames(names)}`;
}

/**
 * A number with its noun.
 *
 * @param count how many there are
 * @param noun the noun in the singular
 * @returns `1 guide`, `2 guides`
 */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
