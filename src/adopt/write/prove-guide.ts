import type { Identity } from "../read/identity.ts";
import { disown, type Piece, type SharedPiece } from "../word/piece.ts";
import type { ComposedGuide } from "./compose.ts";
import type { Proof } from "./prove.ts";

/** A guide that came back. */
export interface ProvedGuide {
  readonly identity: Identity;
  readonly pieces: readonly Piece[];
  readonly composed: ComposedGuide;
  /** The guide as it came back. */
  readonly proof: Extract<Proof, { text: string }>;
}

/** How many sections are given back one by one before all with changes are. */
const MOST_DISOWNED = 12;

/**
 * Finds out how much of a guide can be shared so that it comes back: a section in which it does not is given back to its
 * author's own words, and the guide is made again.
 *
 * @param text the guide in house style
 * @param identity what it calls its image
 * @param pieces its pieces
 * @param make writes the descriptor and makes the guide from it
 * @returns what came back; the last proof where nothing did, not even the guide in its own words
 */
export function proveGuide(
  text: string,
  identity: Identity,
  pieces: readonly Piece[],
  make: (identity: Identity, pieces: readonly Piece[]) => { readonly composed: ComposedGuide; readonly proof: Proof },
): ProvedGuide | Proof {
  const own: readonly Piece[] = [{ kind: "own", lines: text.replace(/\n+$/, "").split("\n") }];
  // At last even its references stay as they are.
  const plain: Identity = { ...identity, registry: "public", canonical: (part) => part };
  const without: readonly (readonly [Identity, readonly Piece[]])[] = [
    [identity, disown(pieces.map(withoutParts), ({ changes }) => changes.length === 0)],
    [identity, own],
    [plain, own],
  ];

  let current = pieces;
  for (let turn = 0; turn <= MOST_DISOWNED; turn += 1) {
    const { composed, proof } = make(identity, current);
    if ("text" in proof && proof.text === text) return { identity, pieces: current, composed, proof };
    const culprit =
      "text" in proof
        ? pieceAt(current, firstDifference(proof.text, text))
        : // A descriptor that is refused says no line of the guide: look for the section without which it is not.
          current.find(
            (piece): piece is SharedPiece =>
              piece.kind === "shared" &&
              "text" in
                make(
                  identity,
                  disown(current, (each) => each !== piece),
                ).proof,
          );
    if (!culprit) break;
    // The use cases go first, then the section that lists them.
    current = culprit.useCases
      ? current.map((piece) => (piece === culprit ? withoutParts(piece) : piece))
      : disown(current, (piece) => piece !== culprit);
  }
  let last: Proof = { problems: [] };
  for (const [as, less] of without) {
    const { composed, proof } = make(as, less);
    if ("text" in proof && proof.text === text) return { identity: as, pieces: less, composed, proof };
    last = proof;
  }
  return last;
}

/** A section whose use cases are its author's own words. */
function withoutParts(piece: Piece): Piece {
  if (piece.kind === "own") return piece;
  const { useCases: _, ...section } = piece;
  return section;
}

/** The first line in which two texts differ. */
function firstDifference(a: string, b: string): number {
  const [one, other] = [a.split("\n"), b.split("\n")];
  return one.findIndex((line, index) => line !== other[index]);
}

/** The shared section that a line stands in, or that stands before or behind it. */
function pieceAt(pieces: readonly Piece[], line: number): SharedPiece | undefined {
  let start = 0;
  const index = pieces.findIndex(({ lines }) => {
    start += lines.length + 1;
    return line < start;
  });
  const near = [pieces[index], pieces[index - 1], pieces[index + 1]];
  return near.find((piece) => piece?.kind === "shared");
}
