import { fill, readPhrasing } from "./phrasing.ts";
import { plainTable } from "./table.ts";

/** The style's print width; as in ../wrap.ts, which belongs to the long way and is not loaded for this one. */
const PRINT_WIDTH = 120;

const FENCE = /^(`{3,})([A-Za-z0-9+-]*)$/;
const HEADING = /^(#{1,6}) (?=\S)/;
const ITEM = /^(?:(-) |([1-9])\. )(?=\S)/;
/** What may open a paragraph: a letter, a link, a code span, strong emphasis. */
const PARAGRAPH = /^(?:[A-Za-z[\x60"'(]|\*\*[A-Za-z0-9]|\d+(?![\d.)]))/;

/**
 * Writes a block of Markdown in house style without a syntax tree, if it is of a plain kind: a heading, a fence, a
 * paragraph, a table, or a list of these that is tight throughout or loose throughout.
 *
 * @param lines the block's lines, none before it or behind it empty
 * @param shift the columns that a list around it takes
 * @returns the block as `formatMarkdown` would write it; undefined where that must decide
 */
export function plainBlock(lines: readonly string[], shift = 0): string | undefined {
  const [first = ""] = lines;
  if (FENCE.test(first)) return plainFence(lines);
  if (ITEM.test(first)) return shift === 0 ? plainList(lines) : undefined;
  if (first.startsWith("|")) return plainTable(lines);
  const [heading] = HEADING.exec(first) ?? [];
  if (heading !== undefined) {
    const units = lines.length === 1 ? readPhrasing(first.slice(heading.length)) : undefined;
    return units && heading + units.join(" ");
  }
  if (!PARAGRAPH.test(first) || lines.includes("")) return undefined;
  // A further line could open another block, or be the underline of a heading.
  if (lines.some((line, index) => index > 0 && !PARAGRAPH.test(line.trimStart()))) return undefined;
  const units = readPhrasing(lines.join("\n"));
  return units && fill(units, PRINT_WIDTH - shift);
}

function plainFence(lines: readonly string[]): string | undefined {
  const [, fence = ""] = FENCE.exec(lines[0] ?? "") ?? [];
  const inner = lines.slice(1, -1);
  if (inner.length === 0 || lines.at(-1) !== fence || fence.length > 3) return undefined;
  return inner.some((line) => line.includes("```") || /[ \t]$|\t/.test(line)) ? undefined : lines.join("\n");
}

function plainList(lines: readonly string[]): string | undefined {
  const items = splitItems(lines);
  if (!items) return undefined;
  const [first] = items;
  const isOrdered = first?.number !== undefined;
  if (items.some(({ number }) => (number !== undefined) !== isOrdered)) return undefined;
  const isNumbered =
    items.every(({ number }) => number === 1) || items.every(({ number }, index) => number === index + 1);
  if (isOrdered && !isNumbered) return undefined;
  const isTight = !lines.includes("");
  // Between the two, what decides is what stands between which items: that is for the long way.
  if (!isTight && items.some(({ hasBlankAfter }, index) => !hasBlankAfter && index < items.length - 1))
    return undefined;

  const marker = ({ number }: Item) => (number === undefined ? "- " : `${number}. `);
  const written: string[] = [];
  for (const item of items) {
    const indent = " ".repeat(marker(item).length);
    const blocks: string[] = [];
    for (const block of splitAtBlanks(item.lines)) {
      const text = block.length > 0 ? plainBlock(block, indent.length) : undefined;
      if (text === undefined) return undefined;
      blocks.push(text);
    }
    if (blocks.length === 0 || (isTight && blocks.length > 1)) return undefined;
    written.push(marker(item) + blocks.join("\n\n").replace(/\n(?=[^\n])/g, `\n${indent}`));
  }
  return written.join(isTight ? "\n" : "\n\n");
}

interface Item {
  readonly number: number | undefined;
  readonly lines: string[];
  hasBlankAfter: boolean;
}

function splitItems(lines: readonly string[]): Item[] | undefined {
  const items: Item[] = [];
  let item: Item | undefined;
  for (const line of lines) {
    const [marker, , digit] = ITEM.exec(line) ?? [];
    if (marker !== undefined) {
      item = {
        number: digit === undefined ? undefined : Number(digit),
        lines: [line.slice(marker.length)],
        hasBlankAfter: false,
      };
      items.push(item);
    } else if (!item) return undefined;
    else if (line === "") {
      item.hasBlankAfter = true;
      item.lines.push("");
    } else {
      const width = item.number === undefined ? 2 : 3;
      if (line.slice(0, width).trim() !== "" || line.length <= width) return undefined;
      item.hasBlankAfter = false;
      item.lines.push(line.slice(width));
    }
  }
  for (const { lines: own } of items) while (own.at(-1) === "") own.pop();
  return items;
}

/** The blocks of an item; an empty line within a fence does not part it. */
function splitAtBlanks(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  let block: string[] = [];
  let inFence = false;
  for (const line of lines) {
    if (line.startsWith("```")) inFence = !inFence;
    if (line === "" && !inFence) {
      if (block.length > 0) blocks.push(block);
      block = [];
    } else block.push(line);
  }
  return [...blocks, block];
}
