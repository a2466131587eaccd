import type { SectionEdits } from "../../guide/model.ts";
import { stripMarks } from "../../provenance/origin.ts";
import type { RenderedSection } from "../../render/render.ts";
import { formatMarkdown } from "../../style/index.ts";
import type { Piece } from "../word/piece.ts";

/** How many lines of a guide partials word, as they are (`shared`) or with changes (`near`), and how many its author. */
export interface LineCounts {
  readonly shared: number;
  readonly near: number;
  readonly own: number;
}

/**
 * Counts the lines of a guide by who words them.
 *
 * @param pieces the guide's pieces
 * @returns the counts; the empty line behind each piece is counted with it
 */
export function linesOfPieces(pieces: readonly Piece[]): LineCounts {
  return count(
    pieces.map((piece) => ({
      key: piece.kind === "own" ? "own" : piece.changes.length > 0 ? "near" : "shared",
      lines: piece.lines.length,
    })),
  );
}

/**
 * Counts the lines of a guide that the project gives already.
 *
 * @param sections the guide's sections
 * @param edits what its descriptor changes about them
 * @returns the counts, as {@link linesOfPieces} has them
 */
export function linesOfSections(sections: readonly RenderedSection[], edits: SectionEdits): LineCounts {
  const changed = new Set(
    [
      ...edits.changes.map(({ name }) => name),
      ...edits.add.map(({ content }) =>
        "partial" in content && content.changes.length > 0 ? content.partial : undefined,
      ),
    ].filter((name) => name !== undefined),
  );
  return count(
    sections.map(({ name, partial, marked }) => ({
      key: partial === undefined ? "own" : changed.has(name ?? partial.name) ? "near" : "shared",
      lines: formatMarkdown(stripMarks(marked)).trimEnd().split("\n").length,
    })),
  );
}

function count(parts: readonly { readonly key: keyof LineCounts; readonly lines: number }[]): LineCounts {
  const counts = { shared: 0, near: 0, own: 0 };
  for (const { key, lines } of parts) counts[key] += lines + 1;
  return counts;
}
