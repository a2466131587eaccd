import { isWords, readPhrasing } from "./phrasing.ts";

const DELIMITER = /^\|(?: *:?-+:? *\|)+$/;
const NARROWEST = 3;

/**
 * Writes a table with outer pipes and plain cells.
 *
 * @param lines its rows
 * @returns the table in house style; undefined where it is not plain
 */
export function plainTable(lines: readonly string[]): string | undefined {
  const [head = "", delimiters = ""] = lines;
  if (!DELIMITER.test(delimiters)) return undefined;
  const alignments = split(delimiters).map((cell) => cell.trim());
  const rows: string[][] = [];
  for (const line of [head, ...lines.slice(2)]) {
    const row = readRow(line);
    if (row?.length !== alignments.length) return undefined;
    rows.push(row);
  }
  const widths = alignments.map((_, column) => Math.max(NARROWEST, ...rows.map((row) => row[column]?.length ?? 0)));
  const written = rows.map((row) => write(row.map((cell, column) => pad(cell, widths[column], alignments[column]))));
  written.splice(1, 0, write(alignments.map((cell, column) => delimiter(cell, widths[column] ?? NARROWEST))));
  return written.join("\n");
}

function split(line: string): string[] {
  return line.slice(1, -1).split("|");
}

function readRow(line: string): string[] | undefined {
  if (line.length < 2 || !line.endsWith("|") || line.includes("\\")) return undefined;
  const texts = split(line);
  if (isWords(line.slice(1, -1).replaceAll("|", " "))) return texts.map(oneBlank);
  const cells: string[] = [];
  for (const cell of texts) {
    const text = cell.trim();
    const units = text === "" ? [] : readPhrasing(text);
    if (!units) return undefined;
    cells.push(units.join(" "));
  }
  return cells;
}

const oneBlank = (cell: string) => cell.trim().replace(/ {2,}/g, " ");

const write = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

function delimiter(cell: string, width: number): string {
  return (cell.startsWith(":") ? ":" : "-") + "-".repeat(width - 2) + (cell.endsWith(":") ? ":" : "-");
}

function pad(text: string, width = NARROWEST, alignment = ""): string {
  const blanks = width - text.length;
  const isRight = alignment.endsWith(":");
  const before = !isRight ? 0 : alignment.startsWith(":") ? Math.floor(blanks / 2) : blanks;
  return " ".repeat(before) + text + " ".repeat(blanks - before);
}
