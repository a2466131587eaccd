import { splitRow } from "./table-row.ts";

/*
 * A guide in house style, cut to the pieces that are compared: sections, and in a section its leaves: paragraphs, list
 * items, table rows, code samples. House style is so regular that lines tell: no Markdown parser is needed, and what a
 * line does not tell the proof finds.
 */

export type LeafKind = "heading" | "paragraph" | "item" | "row" | "rule" | "code" | "raw";

/** The smallest piece that is compared. */
export interface Leaf {
  readonly kind: LeafKind;
  /** The blanks before it: how deep it stands in lists. */
  readonly indent: number;
  /** Whether an empty line stands before it. */
  readonly gap: boolean;
  /** Its text: a paragraph's on one line, a table row's without padding; the marker of a list item included. */
  readonly text: string;
  /** Its first line in the section, from 0, and the line behind its last. */
  readonly start: number;
  readonly end: number;
}

/** A heading and the text below it, up to the next heading of any level. */
export interface Section {
  /** The level of its heading; 0 for the text before the first heading. */
  readonly level: number;
  readonly heading: string;
  /** All its lines, its heading included. */
  readonly lines: readonly string[];
}

const FENCE = /^(\s*(?:[-*+>] |\d+[.)] )*)(`{3,}|~{3,})/;
const HEADING = /^(#{1,6}) (.*)$/;
const ITEM = /^( *)([-*+]|\d+[.)]) +/;

/**
 * Cuts a guide at its headings.
 *
 * @param text a guide in house style
 * @returns its sections in their order; joined by an empty line they are the guide
 */
export function cutSections(text: string): Section[] {
  const sections: Section[] = [];
  let lines: string[] = [];
  let level = 0;
  let heading = "";
  let fence: string | undefined;
  const close = () => {
    while (lines.length > 0 && lines.at(-1)?.trim() === "") lines.pop();
    if (lines.length > 0) sections.push({ level, heading, lines });
  };
  for (const line of text.split("\n")) {
    fence = fenceAfter(line, fence);
    const match = fence === undefined ? HEADING.exec(line) : null;
    if (!match) {
      if (lines.length > 0 || line.trim() !== "") lines.push(line);
      continue;
    }
    close();
    lines = [line];
    level = match[1]?.length ?? 0;
    heading = match[2] ?? "";
  }
  close();
  return sections;
}

/** The fence that is open behind a line. */
function fenceAfter(line: string, open: string | undefined): string | undefined {
  const [, , fence] = FENCE.exec(line) ?? [];
  if (fence === undefined) return open;
  if (open === undefined) return fence;
  const closes = fence[0] === open[0] && fence.length >= open.length && line.trim() === fence;
  return closes ? undefined : open;
}

/**
 * Cuts lines to leaves.
 *
 * @param lines lines in house style, headings included
 * @returns the leaves in their order
 */
export function cutLeaves(lines: readonly string[]): Leaf[] {
  const leaves: Leaf[] = [];
  let gap = false;
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? "";
    if (line.trim() === "") {
      gap = true;
      index += 1;
      continue;
    }
    const kind = kindOf(line);
    const end = endOf(lines, index, kind);
    const own = lines.slice(index, end);
    leaves.push({ kind, indent: line.search(/\S/), gap, text: textOf(own, kind), start: index, end });
    gap = false;
    index = end;
  }
  return leaves;
}

function kindOf(line: string): LeafKind {
  const text = line.trimStart();
  if (HEADING.test(line)) return "heading";
  if (FENCE.test(line)) return "code";
  if (text.startsWith("|")) return /^\|(?: *:?-+:? *\|)+$/.test(text) ? "rule" : "row";
  if (/^[<>]/.test(text)) return "raw";
  return ITEM.test(line) ? "item" : "paragraph";
}

function endOf(lines: readonly string[], start: number, kind: LeafKind): number {
  let index = start + 1;
  if (kind === "heading" || kind === "row" || kind === "rule") return index;
  if (kind === "code") {
    let fence = fenceAfter(lines[start] ?? "", undefined);
    while (index < lines.length && fence !== undefined) fence = fenceAfter(lines[index++] ?? "", fence);
    return index;
  }
  while (index < lines.length) {
    const line = lines[index] ?? "";
    if (line.trim() === "") break;
    if (kind !== "raw" && kindOf(line) !== "paragraph") break;
    index += 1;
  }
  return index;
}

function textOf(lines: readonly string[], kind: LeafKind): string {
  const [first = "", ...rest] = lines;
  switch (kind) {
    case "row":
      return `| ${splitRow(first).join(" | ")} |`.replace(/ {2,}/g, " ");
    case "rule":
      return `| ${splitRow(first)
        .map((cell) => cell.replace(/-+/, "---"))
        .join(" | ")} |`;
    case "code":
    case "raw": {
      const indent = first.search(/\S/);
      return lines.map((line) => line.slice(Math.min(indent, Math.max(0, line.search(/\S/))))).join("\n");
    }
    default:
      // A line break that is meant stays one.
      return rest
        .reduce((text, line) => `${text}${/(?:\\| {2})$/.test(text) ? "\n" : " "}${line.trim()}`, first.trim())
        .replace(/^([-*+]|\d+[.)]) +/, "$1 ");
  }
}
