import { partOf, type Unit } from "../read/units.ts";
import type { SharedPiece } from "./piece.ts";

/** A stretch of a use case: its text up to the next heading. */
export interface Stretch {
  readonly unit: Unit;
  /** How many leaves of the unit that it was cut from stand before it. */
  readonly leavesBefore: number;
}

/**
 * Finds where each use case stands that a section lists.
 *
 * @param piece the section, as a partial words it from the field `useCases`
 * @param units the units that it covers
 * @returns for each use case, what stands below its heading; undefined for a section that lists none
 */
export function cutUseCases({ facts, level }: SharedPiece, units: readonly Unit[]): Stretch[][] | undefined {
  const listed = facts.get("useCases");
  if (!Array.isArray(listed)) return undefined;
  const useCases: Stretch[][] = [];
  for (const unit of units) {
    const starts = unit.leaves.flatMap(({ kind, text }, index) =>
      kind === "heading" && levelOf(text) === level + 1 ? [index] : [],
    );
    const below = starts.length === 0 && levelOf(unit.leaves[0]?.text ?? "") > level + 1;
    if (below) useCases.at(-1)?.push({ unit, leavesBefore: 0 });
    starts.forEach((start, index) => {
      const end = starts[index + 1] ?? unit.leaves.length;
      useCases.push(end > start + 1 ? [{ unit: partOf(unit, start + 1, end), leavesBefore: start + 1 }] : []);
    });
  }
  return useCases.length === listed.length ? useCases : undefined;
}

function levelOf(line: string): number {
  return /^#*/.exec(line)?.[0].length ?? 0;
}
