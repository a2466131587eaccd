import { isWords, readPhrasing } from "./phrasing.ts";

const DELIMITER = /^\|(?: *:?-+:? *\|)+$/;
const NARROWEST = 3;
/** A code span within a cell. */
const CODE = /`[!-_a-{}~](?:[ -_a-{}~]*[!-_a-{}~])?`(?!`)/g;

/**
 * Writes a table with outer pipes and plain cells.
 *
 * @param lines its rows
 * @returns the table in house style; undefined where it is not plain
 */
export function plainTable(lines: readonly string[]): string | undefined {
  const delimiters = lines[1] ?? "";
  if (!DELIMITER.test(delimiters)) return undefined;
  const alignments = cellsOf(delimiters);
  const rows = readRows(lines);
  if (!rows) return undefined;
  const widths: number[] = [];
  for (const row of rows) {
    if (row.length !== alignments.length) return undefined;
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? NARROWEST, cell.length);
  }
  const written: string[] = [];
  for (const [index, row] of rows.entries()) {
    if (index === 1) written.push(write(alignments, widths, delimiter));
    written.push(write(row, widths, (cell, width, column) => pad(cell, width, alignments[column])));
  }
  if (rows.length === 1) written.push(write(alignments, widths, delimiter));
  return written.join("\n");
}

/** The cells of the rows in house style; most tables are plain throughout, and need no look at each cell. */
function readRows(lines: readonly string[]): string[][] | undefined {
  if (lines.some((line) => line.length < 2 || !line.startsWith("|") || !line.endsWith("|") || line.includes("\\")))
    return undefined;
  const rows: string[][] = [];
  let text = "";
  for (const [index, line] of lines.entries()) {
    if (index === 1) continue;
    const row = cellsOf(line);
    rows.push(row);
    text += `|${row.join("|")}`;
  }
  const read = isWords(text.replace(CODE, "x").replaceAll("|", " ")) ? oneBlanks : readCells;
  const cells: string[][] = [];
  for (const row of rows) {
    const own = read(row);
    if (!own) return undefined;
    cells.push(own);
  }
  return cells;
}

function readCells(row: readonly string[]): string[] | undefined {
  const cells: string[] = [];
  for (const text of row) {
    const units = text === "" ? [] : readPhrasing(text);
    if (!units) return undefined;
    cells.push(units.join(" "));
  }
  return cells;
}

/** What stands between the pipes, without the blanks around it. */
function cellsOf(line: string): string[] {
  // Lists grow one by one throughout this file: V8 tells lists apart by how they were made.
  const cells: string[] = [];
  for (const cell of line.slice(1, -1).split("|")) cells.push(cell.trim());
  return cells;
}

/** Words have one blank between them; those in a code span are left alone. */
function oneBlanks(row: readonly string[]): string[] {
  const cells: string[] = [];
  for (const cell of row)
    cells.push(
      cell.includes("  ") ? cell.replace(/`[^`]*`| {2,}/g, (found) => (found.startsWith("`") ? found : " ")) : cell,
    );
  return cells;
}

function write(
  cells: readonly string[],
  widths: readonly number[],
  fit: (cell: string, width: number, column: number) => string,
): string {
  let row = "|";
  for (const [column, cell] of cells.entries()) row += ` ${fit(cell, widths[column] ?? NARROWEST, column)} |`;
  return row;
}

function delimiter(cell: string, width: number): string {
  return (cell.startsWith(":") ? ":" : "-") + "-".repeat(width - 2) + (cell.endsWith(":") ? ":" : "-");
}

function pad(text: string, width: number, alignment = ""): string {
  if (!alignment.endsWith(":")) return text.padEnd(width);
  return alignment.startsWith(":")
    ? text.padStart(text.length + Math.floor((width - text.length) / 2)).padEnd(width)
    : text.padStart(width);
}
