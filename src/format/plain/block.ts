import { isListItem, isText } from "./line-kinds.ts";
import { plainList } from "./list.ts";
import { fill, readPhrasing } from "./phrasing.ts";
import { plainQuote } from "./quote.ts";
import { plainTable } from "./table.ts";

/** The style's print width; as in ../wrap.ts, which belongs to the long way and is not loaded for this one. */
const PRINT_WIDTH = 120;

const FENCE = /^(`{3,})([A-Za-z0-9+-]*)$/;
const HEADING = /^(#{1,6}) (?=\S)/;

/**
 * Writes a block of Markdown in house style without a syntax tree, if it is of a plain kind: a heading, a fence, a
 * paragraph, a table, a quote of these, or a list of them that is tight throughout or loose throughout.
 *
 * @param lines the block's lines, none before it or behind it empty
 * @param shift the columns that a list around it takes
 * @returns the block as `formatMarkdown` would write it; undefined where that must decide
 */
export function plainBlock(lines: readonly string[], shift = 0): string | undefined {
  const [first = ""] = lines;
  if (FENCE.test(first)) return plainFence(lines);
  if (isListItem(first)) return plainList(lines, shift, plainBlock);
  if (first.startsWith(">")) return plainQuote(lines, shift, plainBlock);
  if (first.startsWith("|")) return plainTable(lines);
  const [heading] = HEADING.exec(first) ?? [];
  if (heading !== undefined) {
    const units = lines.length === 1 ? readPhrasing(first.slice(heading.length)) : undefined;
    return units && heading + units.join(" ");
  }
  if (!isText(first) || lines.includes("")) return undefined;
  // A further line could open another block, or be the underline of a heading.
  if (lines.some((line, index) => index > 0 && !isText(line.trimStart()))) return undefined;
  const units = readPhrasing(lines.join("\n"));
  return units && fill(units, PRINT_WIDTH - shift);
}

function plainFence(lines: readonly string[]): string | undefined {
  const [, fence = ""] = FENCE.exec(lines[0] ?? "") ?? [];
  const inner = lines.slice(1, -1);
  if (inner.length === 0 || lines.at(-1) !== fence || fence.length > 3) return undefined;
  return inner.some((line) => line.includes("```") || /[ \t]$|\t/.test(line)) ? undefined : lines.join("\n");
}
