import type { Op } from "./op.ts";

/** What a value stands for. */
export type Taken = Extract<Op, { kind: "capture" }>["takes"];

/**
 * Tells what a value stands for by what is around it: all that its block has for leaves, all within a fence for a sample,
 * its own line in a fence for lines, and its own line of a paragraph for words.
 *
 * @param nodes the statements among which it stands
 * @param index its place there
 * @param isInSample whether a fence is open before the first of them
 * @returns what it takes of a text
 */
export function whatIsTaken(nodes: readonly hbs.AST.Statement[], index: number, isInSample: boolean): Taken {
  const [before = "", after = ""] = [textOf(nodes[index - 1]), textOf(nodes[index + 1])];
  if (!/\n *$/.test(before) || !/^\n/.test(after)) return "words";
  // What stands behind an indent is no whole sample.
  if (/^\n(?:`{3}|~{3})/.test(after) && !before.endsWith(" ")) return "sample";
  if (isInSample !== opensSample(nodes, index)) return /\n\n *$/.test(before) ? "paragraph" : "lines";
  return /\S *\n *$/.test(before) ? "words" : "leaves";
}

/**
 * Tells whether statements open a fence that they do not close.
 *
 * @param nodes the statements
 * @param index the one before which they end
 * @returns true where what follows stands in a sample, or behind one where they stand in one
 */
export function opensSample(nodes: readonly hbs.AST.Statement[], index: number): boolean {
  const fences = nodes.slice(0, index).flatMap((node) => (textOf(node) ?? "").match(/^ *(?:`{3}|~{3})/gm) ?? []);
  return fences.length % 2 === 1;
}

function textOf(node: hbs.AST.Statement | undefined): string | undefined {
  return node?.type === "ContentStatement" ? (node as hbs.AST.ContentStatement).value : undefined;
}
