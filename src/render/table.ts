import { splitMarks, stripMarks } from "../markdown/origin.ts";
import { splitRow } from "../markdown/table-row.ts";

/** A change to a table's row, found by its first cell. */
export interface TableEdit {
  readonly key: string;
  readonly omit: boolean;
  /** The cells behind the first; an empty one keeps what the row says. */
  readonly cells: readonly unknown[];
  /** The first cell of a row that is added. */
  readonly row: unknown;
  /** For which versions and variants it is. */
  readonly when: { readonly given: boolean };
}

/** Words a text that is for some versions or variants alone. */
export type Label = (when: TableEdit["when"], text: string) => string;

/** Rows that a descriptor leaves out and the shared table does not have: most likely they are misspelt. */
export class UnknownRowError extends Error {
  override readonly name = "UnknownRowError";
  readonly edits: readonly TableEdit[];
  /** The first cells of the shared rows. */
  readonly rows: readonly string[];

  constructor(edits: readonly TableEdit[], rows: readonly string[]) {
    super(`no row is called ${edits.map(({ key }) => key).join(", ")}`);
    this.edits = edits;
    this.rows = rows;
  }
}

/** How many lines of a table are no rows: the head and the line below it. */
const HEAD = 2;

/**
 * Works changes into a table: a change whose key is the first cell of a row changes that row or leaves it out; any other
 * adds a row at the end. What is for some versions or variants alone is a row below the one of its key, which stays, and
 * has its cells where it says nothing itself; the last cell says for which.
 *
 * @param table the shared table, as Markdown with outer pipes, marks included; a line that does not start with a pipe
 *   continues the row above it, so that a template can wrap long rows
 * @param edits the changes
 * @param label words a cell that is for some versions or variants alone
 * @returns the table with the changes, one line a row
 * @throws UnknownRowError where a row is left out that is not there
 */
export function changeTable(table: string, edits: readonly TableEdit[], label: Label = (_, text) => text): string {
  const lines = joinRows(table);
  const rows = lines.slice(HEAD);
  const names = rows.map((line) => stripMarks(splitRow(line)[0] ?? ""));
  const unknown = edits.filter(({ omit, key }) => omit && !names.includes(escapeCell(key)));
  if (unknown.length > 0) throw new UnknownRowError(unknown, names);
  const width = splitRow(lines[0] ?? "").length - 1;
  /** Rows that are for some versions or variants alone: no other change is about them. */
  const conditional = new Set<string>();
  for (const edit of edits) {
    const { given: isConditional } = edit.when;
    const key = escapeCell(edit.key);
    const isOfKey = (line: string) => stripMarks(splitRow(line)[0] ?? "") === key;
    const index = rows.findIndex((line) => isOfKey(line) && !conditional.has(line));
    const shared = splitRow(rows[index] ?? "").slice(1);
    if (edit.omit) rows.splice(index, 1);
    else {
      const cells = Array.from({ length: width }, (_, index) => {
        const own = escapeCell(String(edit.cells[index] ?? ""));
        const cell = own === "" ? (shared[index] ?? "") : own;
        return isConditional && index === width - 1 ? escapeCell(label(edit.when, cell)).trim() : cell;
      });
      const [mark, first] = splitMarks(String(edit.row));
      const row = `${mark}| ${[escapeCell(first), ...cells].join(" | ")} |`;
      if (isConditional) conditional.add(row);
      const last = rows.findLastIndex(isOfKey);
      if (isConditional) rows.splice(last < 0 ? rows.length : last + 1, 0, row);
      else rows.splice(index < 0 ? rows.length : index, index < 0 ? 0 : 1, row);
    }
  }
  return `${[...lines.slice(0, HEAD), ...rows].join("\n")}\n`;
}

function joinRows(table: string): string[] {
  const rows: string[] = [];
  for (const line of table.split("\n")) {
    const text = stripMarks(line).trim();
    // A pipe alone closes a row whose last words came from a partial, which ends with a line break.
    if (text.startsWith("|") && text !== "|") rows.push(line);
    else if (text !== "") rows.push(`${rows.pop() ?? ""} ${text}`);
  }
  return rows;
}

/**
 * Makes a text fit for a table cell: one line, its pipes escaped, inside code as well (GitHub's tables want it so).
 *
 * @param text inline Markdown
 * @returns the text with every bare `|` escaped
 */
export function escapeCell(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replace(/\\[\s\S]|\|/g, (match) => (match === "|" ? "\\|" : match));
}
