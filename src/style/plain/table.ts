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
  const [head = "", delimiters = "", ...others] = lines;
  if (!DELIMITER.test(delimiters)) return undefined;
  const alignments = cellsOf(delimiters);
  const rows = readRows([head, ...others]);
  if (!rows?.every((row) => row.length === alignments.length)) return undefined;
  const widths = alignments.map((_, column) => {
    let width = NARROWEST;
    for (const row of rows) width = Math.max(width, row[column]?.length ?? 0);
    return width;
  });
  const written = rows.map((row) => write(row.map((cell, column) => pad(cell, widths[column], alignments[column]))));
  written.splice(1, 0, write(alignments.map((cell, column) => delimiter(cell, widths[column]))));
  return written.join("\n");
}

/** The cells in house style; most tables are plain throughout, and need no look at each cell. */
function readRows(lines: readonly string[]): string[][] | undefined {
  if (lines.some((line) => line.length < 2 || !line.endsWith("|") || line.includes("\\"))) return undefined;
  const rows = lines.map(cellsOf);
  const text = rows.flat().join("|");
  if (isWords(text.replace(CODE, "x").replaceAll("|", " "))) return rows.map((row) => row.map(oneBlank));
  const read: string[][] = [];
  for (const row of rows) {
    const cells = readCells(row);
    if (!cells) return undefined;
    read.push(cells);
  }
  return read;
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
const cellsOf = (line: string) =>
  line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());

/** Words have one blank between them; those in a code span are left alone. */
const oneBlank = (cell: string) =>
  cell.includes("  ") ? cell.replace(/`[^`]*`| {2,}/g, (found) => (found.startsWith("`") ? found : " ")) : cell;

const write = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

function delimiter(cell: string, width = NARROWEST): string {
  return (cell.startsWith(":") ? ":" : "-") + "-".repeat(width - 2) + (cell.endsWith(":") ? ":" : "-");
}

function pad(text: string, width = NARROWEST, alignment = ""): string {
  if (!alignment.endsWith(":")) return text.padEnd(width);
  return alignment.startsWith(":")
    ? text.padStart(text.length + Math.floor((width - text.length) / 2)).padEnd(width)
    : text.padStart(width);
}
