import { plainBlocks } from "./inner-blocks.ts";
import { isListItem, ITEM, type WriteBlock } from "./line-kinds.ts";

/** What starts a list right behind text: an ordered one only from 1. */
const INTERRUPTS = /^(?:-|1\.) (?=\S)/;
/** A list that stands further in would be read once for each list around it. */
const DEEPEST = 16;

/**
 * Writes a plain list.
 *
 * @param lines its lines, none before it or behind it empty
 * @param shift the columns that what stands around it takes
 * @param write writes a block in it
 * @returns the list in house style; undefined where it is not plain
 */
export function plainList(lines: readonly string[], shift: number, write: WriteBlock): string | undefined {
  if (shift > DEEPEST) return undefined;
  const items = splitItems(lines);
  if (!items || !isCounted(items)) return undefined;
  const isTight = !lines.includes("");
  // Between the two, what decides is what stands between which items: that is for the long way.
  if (!isTight && items.some(({ hasBlankAfter }, index) => !hasBlankAfter && index < items.length - 1))
    return undefined;
  const written: string[] = [];
  for (const item of items) {
    if (isListItem(item.lines[0] ?? "")) return undefined;
    const marker = item.number === undefined ? "- " : `${item.number}. `;
    const inner = shift + marker.length;
    const text = isTight ? plainItem(item.lines, inner, write) : plainBlocks(item.lines, inner, write);
    if (text === undefined) return undefined;
    written.push(marker + text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(marker.length)}`));
  }
  return written.join(isTight ? "\n" : "\n\n");
}

/** Bullets; or numbers that are all 1, or count from any on. */
function isCounted(items: readonly Item[]): boolean {
  const start = items[0]?.number;
  if (start === undefined) return items.every(({ number }) => number === undefined);
  return items.every(({ number }) => number === 1) || items.every(({ number }, index) => number === start + index);
}

/** What stands in a tight item: one block, or a text and the tight list below it. */
function plainItem(lines: readonly string[], shift: number, write: WriteBlock): string | undefined {
  const nested = lines.findIndex((line, index) => index > 0 && INTERRUPTS.test(line));
  if (nested < 0 || lines.some((line) => line.startsWith("```"))) return write(lines, shift);
  const text = write(lines.slice(0, nested), shift);
  const list = plainList(lines.slice(nested), shift, write);
  return text === undefined || list === undefined ? undefined : `${text}\n${list}`;
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
