import { splitBlocks } from "../../src/markdown/split-blocks.ts";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { plainBlock } from "../../src/format/plain/block.ts";

/** A text by its blocks; undefined where it cannot be taken apart. */
export function byBlocks(markdown: string, style: (block: string) => string): string | undefined {
  const blocks = splitBlocks(markdown);
  return blocks && `${blocks.map(style).join("\n\n")}\n`;
}

/** A block by the long way. */
export const long = (block: string) => formatMarkdown(`${block}\n`).trimEnd();
/** A block by the short way, where it may take that. */
export const short = (block: string) => plainBlock(block.split("\n")) ?? long(block);
