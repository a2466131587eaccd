import { cutLeaves } from "../markdown/leaves.ts";
import { mark, originsOfLines, splitMarks, stripMarks, type Origin } from "../markdown/origin.ts";
import type { Block } from "./blocks.ts";

/** Blocks that another text takes the place of. */
export interface Replacement {
  /** The blocks, one behind the other. */
  readonly run: readonly Block[];
  /** What the shared text of the run was recorded as, cut to blocks. */
  readonly shared: readonly Block[];
  readonly text: string;
  /** Where the text stands. */
  readonly origin: Origin;
}

const ITEM = /^( *)([-*+]|\d+[.)])( +)/;

/**
 * Puts other texts in the place of blocks.
 *
 * @param marked a section's Markdown with its marks
 * @param replacements what is replaced; no two of them the same blocks
 * @returns the section, each new line marked as the template's and as drift
 */
export function replaceBlocks(marked: string, replacements: readonly Replacement[]): string {
  const lines = marked.split("\n");
  const origins = originsOfLines(marked);
  // From the last to the first, so that the numbers of lines hold.
  for (const replacement of [...replacements].sort((a, b) => startOf(b) - startOf(a))) {
    const { run, origin } = replacement;
    const [start, end] = [startOf(replacement), run.at(-1)?.end ?? 0];
    const template = origins[start]?.line.filter(({ kind }) => kind === "template") ?? [];
    const text = linesOf(replacement, lines.slice(start, end).map(stripMarks));
    const isOther = cutLeaves(text)[0]?.kind !== run[0]?.kind;
    const before = isOther && start > 0 && stripMarks(lines[start - 1] ?? "").trim() !== "" ? [""] : [];
    const after = isOther && end < lines.length && stripMarks(lines[end] ?? "").trim() !== "" ? [""] : [];
    const marks = [...template, origin].map(mark).join("");
    const [first = "", ...rest] = text;
    // What follows may have counted on from the lines that are gone.
    const next = lines[end];
    if (next !== undefined && splitMarks(next.trimStart())[0] === "")
      lines[end] = (origins[end]?.line ?? []).map(mark).join("") + next;
    lines.splice(start, end - start, ...before, marks + first, ...rest, ...after);
  }
  return lines.join("\n");
}

const startOf = ({ run }: Replacement): number => run[0]?.start ?? 0;

/** The new lines, as deep as the old ones, with their markers. */
function linesOf({ run, shared, text }: Replacement, old: readonly string[]): string[] {
  const indent = " ".repeat(run[0]?.indent ?? 0);
  const own = text.split("\n");
  const margin = own[0]?.search(/\S/) ?? 0;
  const lines = own.map((line) => line.slice(Math.min(margin, Math.max(0, line.search(/\S/)))));
  shiftHeadings(lines, run, shared);
  const [, , marker = "", blanks = ""] = ITEM.exec(old[0] ?? "") ?? [];
  const [whole = "", , written = ""] = ITEM.exec(lines[0] ?? "") ?? [];
  const isSameList = marker !== "" && written !== "" && /^\d/.test(marker) === /^\d/.test(written);
  if (isSameList && lines.length === 1) lines[0] = marker + blanks + (lines[0] ?? "").slice(whole.length);
  else if (isSameList && marker.length === 1 && marker !== written && !/^ *(?:```|~~~)/m.test(text))
    for (const [index, line] of lines.entries())
      if (line.startsWith(`${written} `)) lines[index] = marker + line.slice(written.length);
  return lines.map((line) => (line === "" ? "" : indent + line));
}

/** A section may stand deeper than it did. */
function shiftHeadings(lines: string[], run: readonly Block[], shared: readonly Block[]): void {
  const levelOf = (blocks: readonly Block[]) => blocks.find(({ kind }) => kind === "heading")?.text.search(/[^#]/) ?? 0;
  const by = levelOf(run) - levelOf(shared);
  if (by === 0 || levelOf(shared) === 0) return;
  for (const { kind, start } of cutLeaves(lines)) {
    if (kind !== "heading") continue;
    const line = lines[start] ?? "";
    const level = line.search(/[^#]/);
    lines[start] = "#".repeat(Math.max(1, Math.min(6, level + by))) + line.slice(level);
  }
}
