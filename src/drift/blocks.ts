import { cutLeaves, type Leaf } from "../markdown/leaves.ts";
import { stripMarks } from "../markdown/origin.ts";
import { readRow } from "../markdown/table-row.ts";

/*
 * A section's text, cut to the blocks that drift speaks of: a heading, a paragraph, an item, a row, a sample. They are
 * cut before the house style is applied, so what tells two blocks apart is what the style does not decide.
 */

/** A block of a section. */
export interface Block extends Leaf {
  /** Its number in the section, from 1; the first cell of a table's row. */
  readonly hint: number | string;
  /** What two spellings of one block have in common: see {@link keyOf}. */
  readonly key: string;
}

/**
 * Cuts a section to its blocks.
 *
 * @param text its Markdown, with the marks of its lines' origins or without
 * @returns the blocks in their order; `start` and `end` count its lines from 0
 */
export function blocksOf(text: string): Block[] {
  const leaves = cutLeaves(stripMarks(text).split("\n"));
  return leaves.map((leaf, index) => ({ ...leaf, hint: hintOf(leaf, index), key: keyOf(leaf) }));
}

function hintOf({ kind, text }: Leaf, index: number): number | string {
  const cell = kind === "row" ? readRow(text)[0] : undefined;
  return cell === undefined || cell === "" ? index + 1 : cell;
}

/**
 * What a block says, whatever the width of its lines, the level of a heading, the marker of an item and the signs of
 * emphasis. Code stays as it is.
 *
 * @param leaf the block
 * @returns the key: equal for two spellings of which the house style makes one
 */
export function keyOf({ kind, text }: Pick<Leaf, "kind" | "text">): string {
  switch (kind) {
    case "code":
      return `code ${text.replace(/[^\S\n]+$/gm, "")}`;
    case "heading":
      return `heading ${plain(text.replace(/^#+ +/, "").replace(/ +#+ *$/, ""))}`;
    case "item":
      return plain(text.replace(/^[*+-] /, "- ").replace(/^\d+[.)] /, "1. "));
    case "raw":
      return plain(text.replace(/^ *>(?: *>)* ?/gm, " "));
    default:
      return plain(text);
  }
}

/** One line, without escapes, and with one sign for emphasis. What stands in ticks keeps its signs. */
function plain(text: string): string {
  return text
    .split(/(`+[^`]+`+)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\\(?=[!-/:-@[-`{-~])/g, "").replace(/\*/g, "_")))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * Writes blocks as an entry has them: a line each, code as it is, an empty line where one stands before a block.
 *
 * @param run blocks, one behind the other
 * @returns their text, without the first one's indentation
 */
export function runText(run: readonly Leaf[]): string {
  const margin = run[0]?.indent ?? 0;
  return run
    .map(({ text, indent, gap }, index) => {
      const own = text.replace(/^/gm, " ".repeat(Math.max(0, indent - margin))).replace(/^ +$/gm, "");
      return (index > 0 && gap ? "\n" : "") + own;
    })
    .join("\n");
}
