import type { Code, Root } from "mdast";
import { visit } from "unist-util-visit";

import { FENCE } from "../../markdown/fence.ts";

/** A line of code and where it stands in the guide. */
export interface CodeLine {
  readonly text: string;
  /** The offset of its first character in the guide. */
  readonly offset: number;
}

/** A fenced or indented code block. */
export interface CodeBlock {
  /** The first word after the fence, in lower case; empty where there is none. */
  readonly lang: string;
  readonly fenced: boolean;
  /** False for a fence that runs into the end of the guide or of its list item. */
  readonly closed: boolean;
  readonly value: string;
  readonly lines: readonly CodeLine[];
  /** The offsets of the whole block, fences included. */
  readonly start: number;
  readonly end: number;
}

/**
 * Lists the code blocks of a guide.
 *
 * @param lineStarts the offset at which each line starts
 */
export function codeBlocksOf(tree: Root, lines: readonly string[], lineStarts: readonly number[]): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  visit(tree, "code", (node: Code) => {
    const { position } = node;
    if (position?.start.offset === undefined || position.end.offset === undefined) return;
    const opening = (lines[position.start.line - 1] ?? "").slice(position.start.column - 1);
    const fence = FENCE.exec(opening)?.[2];
    const closing = (lines[position.end.line - 1] ?? "").trimEnd();
    const first = position.start.line - (fence === undefined ? 1 : 0);
    blocks.push({
      lang: (node.lang ?? "").toLowerCase(),
      fenced: fence !== undefined,
      closed: fence === undefined || (position.end.line > position.start.line && closing.endsWith(fence)),
      value: node.value,
      lines: node.value.split("\n").map((text, index) => {
        const line = (lines[first + index] ?? "").replace(/\r$/, "");
        return { text, offset: (lineStarts[first + index] ?? 0) + Math.max(0, line.length - text.length) };
      }),
      start: position.start.offset,
      end: position.end.offset,
    });
  });
  return blocks;
}

/** Whether a block is YAML by its language. */
export function isYamlBlock({ lang }: CodeBlock): boolean {
  return ["yaml", "yml", "docker-compose", "compose"].includes(lang);
}

/** Whether a sample leaves something out, with `...` or `[...]` on a line of its own or in a comment. */
export function isElided(text: string): boolean {
  return /^[ \t]*(?:(?:#|\/\/|-)[ \t]*)?\[?(?:\.{3}|…)/m.test(text) || /(?:\.{3}|…)\s*$/m.test(text);
}

/**
 * Finds the offset in the guide of an index in a block's value.
 *
 * @param index an index, as regular expressions and parsers give it
 */
export function offsetAt(block: CodeBlock, index: number): number {
  const before = block.value.slice(0, index).split("\n");
  return offsetInBlock(block, before.length, (before.at(-1)?.length ?? 0) + 1);
}

/**
 * Finds the offset in the guide of a position in a block's value.
 *
 * @param line the line in its value, counted from 1
 * @param column the column in that line, counted from 1
 * @returns the offset in the guide; that of the block where there is no such line
 */
export function offsetInBlock(block: CodeBlock, line: number, column: number): number {
  const found = block.lines[line - 1] ?? block.lines.at(-1);
  return found === undefined ? block.start : found.offset + Math.min(Math.max(column - 1, 0), found.text.length);
}
