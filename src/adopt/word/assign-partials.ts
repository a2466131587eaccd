import type { Identity } from "../read/identity.ts";
import { blockStarts, partOf, type Unit } from "../read/units.ts";
import { findCandidates } from "./candidates.ts";
import { GuideMatcher, type PieceContext } from "./guide-matcher.ts";
import { addOwn, sharedIn, type Piece, type SharedPiece } from "./piece.ts";
import { cutUseCases } from "./use-cases.ts";

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
  const candidates = findCandidates(context.templates, context.only, context.pairs);
  return (identity, units) => {
    const matcher = new GuideMatcher(identity, context);
    matcher.state(units.flatMap((unit) => (context.existing.get(unit) ?? []).flatMap(({ facts }) => [...facts])));
    const own: Unit[] = [];
    /** Words a unit from its first leaf on, or from the first block on with which a partial begins. */
    const word = (pieces: Piece[], unit: Unit, leavesBefore = 0): void => {
      for (const start of blockStarts(unit)) {
        const part = start === 0 ? unit : partOf(unit, start);
        const names = part.level === 0 ? candidates.beginningLike(part) : part.level === 1 ? [] : candidates.like(part);
        if (names.length === 0) continue;
        const place = `${part.guide} ${part.place} ${leavesBefore + start}`;
        const found = matcher.remembered(place, names, () => matcher.best(part, names, place));
        if (!found) continue;
        if (start > 0) leave(pieces, partOf(unit, 0, start));
        pieces.push(found.piece);
        matcher.state(found.piece.facts);
        const next = part.leaves.findIndex((leaf) => leaf.start >= found.piece.lines.length);
        if (next > 0) word(pieces, partOf(part, next), leavesBefore + start + next);
        return;
      }
      leave(pieces, unit);
    };
    const leave = (pieces: Piece[], unit: Unit) => {
      own.push(unit);
      addOwn(pieces, unit.lines);
    };
    /** Finds partials within the use cases that a section lists. */
    const withUseCases = (piece: SharedPiece, covered: readonly Unit[]): SharedPiece => {
      const useCases = cutUseCases(piece, covered)?.map((stretches) => {
        const pieces: Piece[] = [];
        for (const { unit, leavesBefore } of stretches) word(pieces, unit, leavesBefore);
        return pieces;
      });
      return useCases && sharedIn(useCases.flat()).length > 0 ? { ...piece, useCases } : piece;
    };
    const pieces: Piece[] = [];
    units.forEach((unit, index) => {
      const existing = context.existing.get(unit);
      if (!existing) return word(pieces, unit);
      const end = units.findIndex((next, at) => at > index && context.existing.get(next)?.length !== 0);
      const covered = units.slice(index, end < 0 ? undefined : end);
      pieces.push(...existing.map((piece) => withUseCases(piece, covered)));
    });
    return { pieces, own };
  };
}
