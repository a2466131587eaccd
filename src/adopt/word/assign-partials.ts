import type { Identity } from "../read/identity.ts";
import { blockStarts, partOf, type Unit } from "../read/units.ts";
import { findCandidates } from "./candidates.ts";
import { GuideMatcher, type PieceContext } from "./guide-matcher.ts";
import type { Piece } from "./piece.ts";

/** A guide's pieces, and what of it no partial gives. */
export interface Assigned {
  /** The pieces in their order; joined by an empty line they are the guide. */
  readonly pieces: readonly Piece[];
  /** The author's own words, cut as the guide's units are. */
  readonly own: readonly Unit[];
}

/**
 * Makes the function that finds the partials which give a guide's sections, and pieces within them.
 *
 * @param context the project's templates
 * @returns a function from a guide's units to its pieces
 */
export function createAssigner(context: PieceContext): (identity: Identity, units: readonly Unit[]) => Assigned {
  const candidates = findCandidates(context.templates, context.only);
  return (identity, units) => {
    const matcher = new GuideMatcher(identity, context);
    matcher.state(units.flatMap((unit) => (context.existing.get(unit) ?? []).flatMap(({ facts }) => [...facts])));
    const pieces: Piece[] = [];
    const own: Unit[] = [];
    const addOwn = (unit: Unit) => {
      const last = pieces.at(-1);
      own.push(unit);
      if (last?.kind === "own") pieces[pieces.length - 1] = { kind: "own", lines: [...last.lines, "", ...unit.lines] };
      else pieces.push({ kind: "own", lines: unit.lines });
    };
    /** Words a unit from its first leaf on, or from the first block on with which a partial begins. */
    const word = (unit: Unit, leavesBefore = 0): void => {
      for (const start of blockStarts(unit)) {
        const part = start === 0 ? unit : partOf(unit, start);
        const names = part.level === 0 ? candidates.beginningLike(part) : part.level === 1 ? [] : candidates.like(part);
        if (names.length === 0) continue;
        const place = `${part.guide} ${part.place} ${leavesBefore + start}`;
        const found = matcher.remembered(place, names, () => matcher.best(part, names, place));
        if (!found) continue;
        if (start > 0) addOwn(partOf(unit, 0, start));
        pieces.push(found.piece);
        matcher.state(found.piece.facts);
        const next = part.leaves.findIndex((leaf) => leaf.start >= found.piece.lines.length);
        if (next > 0) word(partOf(part, next), leavesBefore + start + next);
        return;
      }
      addOwn(unit);
    };
    for (const unit of units) {
      const existing = context.existing.get(unit);
      if (existing) pieces.push(...existing);
      else word(unit);
    }
    return { pieces, own };
  };
}
