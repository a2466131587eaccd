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
      /** The lines that it stands for. */
      readonly lines: readonly string[];
    }
  | { readonly kind: "own"; readonly lines: readonly string[] };

/** A part of a guide that a partial words. */
export type SharedPiece = Extract<Piece, { kind: "shared" }>;

/**
 * Gives some of a guide's shared sections back to its author's own words.
 *
 * @param pieces the guide's pieces
 * @param isKept whether a shared section stays shared
 * @returns the pieces, texts of the author that meet as one
 */
export function disown(
  pieces: readonly Piece[],
  isKept: (piece: SharedPiece, next: Piece | undefined) => boolean,
): readonly Piece[] {
  const result: Piece[] = [];
  pieces.forEach((piece, index) => {
    const last = result.at(-1);
    if (piece.kind === "shared" && isKept(piece, pieces[index + 1])) result.push(piece);
    else if (last?.kind === "own")
      result[result.length - 1] = { kind: "own", lines: [...last.lines, "", ...piece.lines] };
    else result.push({ kind: "own", lines: piece.lines });
  });
  return result;
}
