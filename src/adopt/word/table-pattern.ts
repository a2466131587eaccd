import type { Op } from "./op.ts";

/** How many rows of a table are its head. */
const HEAD = 2;

/**
 * Makes a shared table a pattern: each row may be there as it is, be left out or be changed, and rows may be added.
 *
 * @param body the table's ops
 * @param table the fact that changes it
 * @param id gives each op its number
 * @returns the ops
 */
export function tableOps(body: readonly Op[], table: string, id: () => number): readonly Op[] {
  let heads = 0;
  const rowsOf = (ops: readonly Op[]): Op[] => {
    const result: Op[] = [];
    let row: Op[] | undefined;
    const close = () => {
      if (!row) return;
      const [first] = row;
      const key = first?.kind === "literal" ? /^\| (.*?) \|/.exec(first.text)?.[1] : undefined;
      heads += 1;
      if (heads <= HEAD || key === undefined) result.push(...row);
      else result.push({ id: id(), kind: "row", isAdded: false, table, key, ops: row });
      row = undefined;
    };
    for (const op of ops) {
      if (op.kind === "branch" && startsWithRow(op.then)) {
        close();
        result.push({ ...op, then: rowsOf(op.then), otherwise: rowsOf(op.otherwise) });
        continue;
      }
      // Where a tag stood is no text.
      if (op.kind !== "literal" || op.text === "") {
        if (row) row.push(op);
        else result.push(op);
        continue;
      }
      for (const part of op.written.split(/(?<=\n)(?=\|)/)) {
        const literal: Op = { ...op, id: id(), written: part, text: part.replace(/\s+/g, " ") };
        if (part.startsWith("| ")) {
          close();
          row = [literal];
        } else if (row) row.push(literal);
        else result.push(literal);
      }
    }
    close();
    return result;
  };
  const added = (number: number): Op => {
    let rest: Op | undefined;
    const key = String(number);
    return { id: id(), kind: "row", isAdded: true, table, key, ops: [], rest: () => (rest ??= added(number + 1)) };
  };
  return [...rowsOf(body), added(0)];
}

function startsWithRow(ops: readonly Op[]): boolean {
  const [first] = ops.filter((op) => op.kind !== "literal" || op.text.trim() !== "");
  return first?.kind === "literal" && first.text.trimStart().startsWith("| ");
}
