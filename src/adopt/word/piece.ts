import type { Facts } from "./facts.ts";
import type { Change } from "./make-changes.ts";
import type { Match } from "./match.ts";

/** A part of one guide: worded by a partial, or in the author's own words. */
export type Piece =
  | {
      readonly kind: "shared";
      readonly partial: string;
      readonly level: number;
      readonly parameters: Match["parameters"];
      /** What it says about the image that a descriptor has fields for. */
      readonly facts: Facts;
      /** How its words differ from the partial's. */
      readonly changes: readonly Change[];
      /** For each use case that it lists, its pieces, where partials say some of them. */
      readonly useCases?: readonly (readonly Piece[])[];
      /** The lines that it stands for. */
      readonly lines: readonly string[];
    }
  | { readonly kind: "own"; readonly lines: readonly string[] };

/** A part of a guide that a partial words. */
export type SharedPiece = Extract<Piece, { kind: "shared" }>;

/**
 * Finds all that partials word, within use cases, too.
 *
 * @param pieces a guide's pieces
 * @returns the pieces that partials word
 */
export function sharedIn(pieces: readonly Piece[]): readonly SharedPiece[] {
  return pieces.flatMap((piece) => (piece.kind === "own" ? [] : [piece, ...sharedIn((piece.useCases ?? []).flat())]));
}

/**
 * Calls partials by other names, within use cases, too.
 *
 * @param pieces a guide's pieces
 * @param nameOf gives a partial's new name
 * @returns the pieces with these names
 */
export function renamePartials(pieces: readonly Piece[], nameOf: (partial: string) => string): readonly Piece[] {
  return pieces.map((piece) => {
    if (piece.kind === "own") return piece;
    const useCases = piece.useCases?.map((useCase) => renamePartials(useCase, nameOf));
    return { ...piece, partial: nameOf(piece.partial), ...(useCases && { useCases }) };
  });
}

/**
 * Adds lines of the author's own; texts that meet are one.
 *
 * @param pieces the pieces before them, to which they are added
 * @param lines the lines
 */
export function addOwn(pieces: Piece[], lines: readonly string[]): void {
  const last = pieces.at(-1);
  if (last?.kind === "own") pieces[pieces.length - 1] = { kind: "own", lines: [...last.lines, "", ...lines] };
  else pieces.push({ kind: "own", lines });
}

/**
 * Gives some of a guide's shared sections back to its author's own words.
 *
 * @param pieces the guide's pieces
 * @param isKept whether a shared section stays shared
 * @returns the pieces, texts of the author that meet as one
 */
export function disown(pieces: readonly Piece[], isKept: (piece: SharedPiece) => boolean): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind === "shared" && isKept(piece)) result.push(piece);
    else addOwn(result, piece.lines);
  }
  return result;
}
