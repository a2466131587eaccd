import { similarity, tokensOf } from "../learn/wordings.ts";
import type { Unit } from "../read/units.ts";
import type { Facts, FactValue } from "./facts.ts";
import type { LeafPattern } from "./leaf-patterns.ts";
import type { Op, Pattern } from "./op.ts";

/** How much of a row must be equal for its words to be changed, and not the row as a whole. */
const ALIKE = 0.5;

/**
 * Reads back how a guide's table differs from a partial's by whole rows: rows that it leaves out, words quite otherwise, or
 * has besides at its end. Words within a row are left to changes.
 *
 * @param patterns the partial's leaves
 * @param unit the text
 * @returns the facts that put these rows in; none where the partial has no table with a field
 */
export function tableFacts(patterns: readonly LeafPattern[], unit: Unit): Facts {
  const shared = patterns.filter(({ table }) => table !== undefined);
  const field = shared[0]?.table;
  if (field === undefined) return new Map();
  const keys = new Set(shared.map(({ text }) => cellsOf(text)[0]));
  const rows = unit.leaves.filter(({ kind }) => kind === "row").map(({ text }) => cellsOf(text));
  const last = rows.findLastIndex(([key]) => keys.has(key));
  if (last < 0) return new Map();
  const changes = [
    ...[...keys].flatMap((key) => (rows.some(([own]) => own === key) ? [] : [{ key: key ?? "", omit: true }])),
    ...rows.flatMap(([key = "", ...cells], index) => {
      const like = shared.filter(({ text }) => cellsOf(text)[0] === key);
      const text = `| ${[key, ...cells].join(" | ")} |`;
      const isLike = like.some((row) => row.match(text) || similarity(row.tokens, tokensOf(text)) >= ALIKE);
      const isOwn = like.length > 0 ? !isLike : index > last;
      return isOwn ? [{ key, ...Object.fromEntries(cells.map((cell, at) => [`cell${at + 1}`, cell])) }] : [];
    }),
  ];
  return changes.length === 0 ? new Map() : new Map<string, FactValue>([[field, changes]]);
}

/**
 * Tells whether so many of a table's shared rows are another in a guide that it is a table of its own.
 *
 * @param pattern the partial that has the table
 * @param facts what the guide says
 * @returns true where more than half of the rows are left out or worded otherwise
 */
export function isOwnTable({ ops }: Pattern, facts: Facts): boolean {
  const rows = rowsIn(ops);
  return [...facts].some(([name, value]) => {
    const keys = new Set(rows.flatMap(({ table, key }) => (table === name ? [key] : [])));
    const changed = Array.isArray(value) ? (value as readonly { readonly key?: string }[]) : [];
    return keys.size > 0 && changed.filter(({ key = "" }) => keys.has(key)).length * 2 > keys.size;
  });
}

function rowsIn(ops: readonly Op[]): Extract<Op, { kind: "row" }>[] {
  return ops.flatMap((op) => {
    if (op.kind === "branch") return [...rowsIn(op.then), ...rowsIn(op.otherwise)];
    return op.kind === "row" && !op.isAdded ? [op] : [];
  });
}

function cellsOf(row: string): string[] {
  return row
    .slice(row.indexOf("|") + 1, row.lastIndexOf("|"))
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
}
