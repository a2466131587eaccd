import { placesIn, usualEnd } from "../files/line-ends.ts";
import type { FixableFinding } from "./rule.ts";
import type { Edit } from "./rule.ts";

/** What mending one guide gave. */
export interface FixedText {
  readonly text: string;
  /** How many findings were mended. */
  readonly count: number;
}

/**
 * Applies the edits of findings to a guide's text. A finding is mended as a whole or not at all; of two that touch each
 * other the first wins, and another run mends the second. All else stays as it is, line ends and a byte order mark, too.
 *
 * @param text the guide's file, as it was when the findings were made
 */
export function applyFixes(text: string, findings: readonly FixableFinding[]): FixedText {
  const applied: Edit[] = [];
  let count = 0;
  for (const { edits = [] } of findings) {
    if (edits.length === 0 || edits.some((edit) => applied.some((other) => overlaps(edit, other)))) continue;
    applied.push(...edits);
    count += 1;
  }
  const placeOf = placesIn(text);
  const lineEnd = usualEnd(text);
  const fixed = applied
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce(
      (result, { start, end, text: replacement }) =>
        result.slice(0, placeOf(start)) + replacement.replaceAll("\n", lineEnd) + result.slice(placeOf(end)),
      text,
    );
  return { text: fixed, count };
}

/** Two insertions at one place overlap as well: their order would be chance. */
function overlaps(a: Edit, b: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
