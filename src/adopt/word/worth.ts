import { factsLength } from "./facts.ts";
import type { Match } from "./match.ts";
import type { SharedPiece } from "./piece.ts";

/** A text of which less is shared is better kept in one's own words. */
export const LEAST_SHARED = 10;

/** A partial that gives the beginning of a text. */
export interface Found {
  readonly piece: SharedPiece;
  readonly isWhole: boolean;
}

/**
 * How much an author need not write. What is the guide's own is written in either place, and a parameter's name is no
 * burden: it says what stands there.
 *
 * @param found a partial, and what must be said to it
 * @returns characters
 */
export function saved(found: Found): number {
  const { changes, facts } = found.piece;
  return sharedLength(found) - JSON.stringify(changes).length - factsLength(facts);
}

/** How much of the text is not said by parameters. */
function sharedLength({ piece: { lines, parameters } }: Found): number {
  const own = Object.values(parameters).map((value) => (typeof value === "string" ? value.length : 0));
  return lines.join("\n").length - own.reduce((sum, length) => sum + length, 0);
}

/**
 * How good a match is beside others.
 *
 * @param match what a partial gives as it stands
 * @returns characters, less for each parameter
 */
export function worth({ shared, parameters, facts }: Match): number {
  return shared - 25 * Object.keys(parameters).length - factsLength(facts);
}

/**
 * Whether a partial saves enough to be used.
 *
 * @param found the partial, and what must be said to it
 * @returns false where a text of one's own is better
 */
export function isWorthIt(found: Found): boolean {
  return saved(found) > 0 && sharedLength(found) > LEAST_SHARED;
}
