import { isListItem, isText, type WriteBlock } from "./line-kinds.ts";

/**
 * Writes the blocks within an item or a quote. A list among them is tight, for a loose one looks like several, and stands
 * below a text, for elsewhere the blank line before it may go.
 *
 * @param lines the lines, without what they are indented or quoted by
 * @param shift the columns that what stands around them takes
 * @param write writes one block
 * @returns the blocks in house style, with empty lines between them; undefined where one is not plain
 */
export function plainBlocks(lines: readonly string[], shift: number, write: WriteBlock): string | undefined {
  const written: string[] = [];
  let previous: string | undefined;
  for (const block of splitAtBlanks(lines)) {
    const [first = ""] = block;
    if (isListItem(first) && previous !== undefined && !isText(previous)) return undefined;
    const text = write(block, shift);
    if (text === undefined) return undefined;
    written.push(text);
    previous = first;
  }
  return written.join("\n\n");
}

/** An empty line within a fence does not part blocks. */
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
