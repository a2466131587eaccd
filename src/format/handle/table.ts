import type { Parents, Table, TableCell } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { phrasingIn } from "../phrasing.ts";
import { widthOf } from "../width.ts";

interface Cell {
  readonly text: string;
  readonly width: number;
}

const narrowest = 3;

/** Columns as wide as their widest cell, however wide that is. */
export function table(node: Table, _parent: Parents | undefined, state: State, info: Info): string {
  const rows = node.children.map((row) => row.children.map((cell) => writeCell(cell, state, info)));
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, { width }] of row.entries()) widths[column] = Math.max(widths[column] ?? narrowest, width);
  }
  const [header = [], ...body] = rows;
  const alignments = node.align ?? [];
  const delimiters = header.map((_, column) => delimiter(alignments[column], widths[column] ?? narrowest));
  const lines = [header, ...body].map((row) =>
    row.map((cell, column) => pad(cell, widths[column], alignments[column])),
  );
  lines.splice(1, 0, delimiters);
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function writeCell(cell: TableCell, state: State, info: Info): Cell {
  const text = phrasingIn("tableCell", cell, state, info);
  return { text, width: widthOf(text) };
}

type Alignment = NonNullable<Table["align"]>[number] | undefined;

function delimiter(alignment: Alignment, width: number): string {
  const left = alignment === "center" || alignment === "left" ? ":" : "-";
  const right = alignment === "center" || alignment === "right" ? ":" : "-";
  return left + "-".repeat(width - 2) + right;
}

function pad(cell: Cell, columnWidth = narrowest, alignment: Alignment): string {
  const blanks = columnWidth - cell.width;
  const before = alignment === "right" ? blanks : alignment === "center" ? Math.floor(blanks / 2) : 0;
  return " ".repeat(before) + cell.text + " ".repeat(blanks - before);
}
