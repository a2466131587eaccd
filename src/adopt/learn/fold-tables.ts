import type { Block, FieldTexts, Inline } from "./learned-partial.ts";
import { settle, settleInlines, toUsual } from "./settle.ts";

/** How many rows of the smaller of two tables must be called alike for both to be one table. */
const ALIKE = 0.5;
/** How many guides must word a row in another way for the table to have both, and not the commoner one alone. */
const OFTEN = 0.2;

/**
 * Finds the tables that a descriptor has a field for: those that have rows in common with a table which the project's
 * partials change by that field. Rows that come and go, and rows of a guide's own, are then the field's.
 *
 * @param blocks what a partial consists of
 * @param tables the tables that have fields
 * @param guides how many guides the partial is learned from
 * @returns the blocks, such tables folded to one block each
 */
export function foldTables(blocks: readonly Block[], tables: FieldTexts["tables"], guides: number): Block[] {
  const result: Block[] = [];
  for (let index = 0; index < blocks.length;) {
    const end = endOfTable(blocks, index);
    const table = end > index ? fold(blocks.slice(index, end), tables, guides) : undefined;
    result.push(...(table ? [table] : blocks.slice(index, Math.max(end, index + 1))));
    index = Math.max(end, index + 1);
  }
  return result;
}

/** The block behind a table that begins at a place; the place itself where none does. */
function endOfTable(blocks: readonly Block[], start: number): number {
  const [head, rule] = [blocks[start], blocks[start + 1]];
  if (!head || !rule || !isMadeOf(head, "row") || !isMadeOf(rule, "rule")) return start;
  let end = start + 2;
  while (end < blocks.length && goesOn(blocks[end])) end += 1;
  return end;
}

function isMadeOf(block: Block, kind: Block["kind"]): boolean {
  return block.kind === "choice" ? block.blocks.every((each) => each.kind === kind) : block.kind === kind;
}

function goesOn(block: Block | undefined): boolean {
  if (block?.kind === "slot") return block.difference.words[0]?.startsWith("rows") ?? false;
  return block !== undefined && isMadeOf(block, "row");
}

function fold(blocks: readonly Block[], tables: FieldTexts["tables"], guides: number): Block | undefined {
  const [head, rule, ...body] = blocks;
  if (!head || !rule) return undefined;
  const rows = body.flatMap((row) => rowOf(row, guides));
  const usualHead = usualOf(head);
  const keys = rows.map((row) => keyOf(usualOf(row)));
  const cells = countCells(usualHead);
  const found = tables.find((table) => {
    const alike = keys.filter((key) => table.keys.includes(key)).length;
    return countCells(table.head) === cells && alike >= ALIKE * Math.min(keys.length, table.keys.length);
  });
  if (!found || rows.length === 0) return undefined;
  const ownHead = withoutSwitch(usualBlock(head));
  const inlines: readonly Inline[] = givesHead(found.head, usualHead)
    ? [{ kind: "text", text: found.head }]
    : "inlines" in ownHead
      ? ownHead.inlines
      : [];
  const gap = "gap" in head && head.gap;
  const headRow: Block = { kind: "row", indent: 0, gap: false, inlines };
  return { kind: "table", field: found.field, rows: [headRow, rule, ...rows], gap };
}

/** A row that most guides have; the others leave it out. */
function rowOf(block: Block, guides: number): Block[] {
  if (block.kind === "slot") return [];
  if (block.kind !== "choice") {
    const isUsual = !("switch" in block) || block.switch?.usual === "true";
    return isUsual ? [withKey(withoutSwitch(block))] : [];
  }
  const [other, ...rest] = block.blocks;
  const usual = usualBlock(block);
  const others = "switch" in (other ?? usual) ? countTrue(other ?? usual) : 0;
  const isBoth = rest.length === 1 && !block.hasRest && others >= OFTEN * guides;
  const isOneRow = new Set(block.blocks.map((each) => keyOf(usualOf(each)))).size === 1;
  return isBoth && isOneRow ? [{ ...block, blocks: block.blocks.map(withKey) }] : rowOf(usual, guides);
}

function countTrue(block: Block): number {
  const values = "switch" in block ? [...(block.switch?.values.values() ?? [])] : [];
  return values.filter((value) => value === "true").length;
}

/** A row is known by its first cell, which therefore no parameter changes. */
function withKey(block: Block): Block {
  if (!("inlines" in block)) return block;
  let isKey = true;
  const inlines = block.inlines.flatMap((inline): Inline[] => {
    const [settled = inline] = isKey ? settleInlines([inline], toUsual) : [inline];
    if (isKey && settled.kind === "text" && / \|/.test(settled.text)) isKey = false;
    return [settled];
  });
  return { ...block, inlines };
}

function withoutSwitch(block: Block): Block {
  if (!("switch" in block)) return block;
  const { switch: _, ...always } = block;
  return always;
}

function usualBlock(block: Block): Block {
  return block.kind === "choice" ? (block.blocks.at(-1) ?? block) : block;
}

/** What a row usually says. */
function usualOf(block: Block): string {
  const [settled] = settle([withoutSwitch(usualBlock(block))], toUsual);
  const inlines = settled && "inlines" in settled ? settled.inlines : [];
  return inlines.map((inline) => ("text" in inline ? inline.text : "")).join("");
}

function keyOf(row: string): string {
  return row.split("|")[1]?.trim() ?? "";
}

function countCells(row: string): number {
  return row.split("|").length;
}

/** Whether a head that names facts can be the one that is wanted. */
function givesHead(head: string, wanted: string): boolean {
  const parts = head.split(/\{\{#if [\w.]+\}\}.*?\{\{\/if\}\}/);
  const source = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[^|{}]+?");
  return parts.length > 1 && new RegExp(`^${source}$`).test(wanted);
}
