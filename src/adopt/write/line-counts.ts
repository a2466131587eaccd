import type { SectionEdits } from "../../guide/edits.ts";
import { originsOfLines, stripMarks } from "../../markdown/origin.ts";
import type { RenderedSection } from "../../render/rendered-section.ts";

/** How many lines of a guide partials word, as they are (`shared`) or with changes (`near`), and how many its author. */
export interface LineCounts {
  readonly shared: number;
  readonly near: number;
  readonly own: number;
}

/**
 * Counts the lines of a guide by where they come from, about.
 *
 * @param sections the guide's sections
 * @param edits what its descriptor changes about them
 * @returns the counts; an empty line is counted with the line before it
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
  const counts = { shared: 0, near: 0, own: 0 };
  for (const { name, partial, marked } of sections) {
    const worded: keyof LineCounts =
      partial === undefined ? "own" : changed.has(name ?? partial.name) ? "near" : "shared";
    const lines = stripMarks(marked).trimEnd().split("\n");
    const origins = originsOfLines(marked);
    // What the house style does to the lines is little beside what it would take to follow it.
    lines.forEach((line, index) => {
      if (line.trim() === "") return;
      const isTemplates = origins[index]?.line.every(({ kind }) => kind === "template") ?? true;
      const isLast = (lines[index + 1] ?? "").trim() === "";
      counts[isTemplates ? worded : "own"] += isLast ? 2 : 1;
    });
  }
  return counts;
}
