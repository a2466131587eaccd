import { plainBlocks } from "./inner-blocks.ts";
import type { WriteBlock } from "./line-kinds.ts";

const QUOTED = /^>(?: (?=\S)|$)/;

/**
 * Writes a plain quote: each of its lines is marked as such.
 *
 * @param lines its lines
 * @param shift the columns that what stands around it takes
 * @param write writes a block in it
 * @returns the quote in house style; undefined where it is not plain
 */
export function plainQuote(lines: readonly string[], shift: number, write: WriteBlock): string | undefined {
  if (!lines.every((line) => QUOTED.test(line))) return undefined;
  const inner = lines.map((line) => line.slice(2));
  // However deep quotes stand in each other: that is for the long way.
  if (inner.some((line) => line.startsWith(">"))) return undefined;
  return plainBlocks(inner, shift + 2, write)
    ?.replace(/^(?=.)/gm, "> ")
    .replace(/^$/gm, ">");
}
