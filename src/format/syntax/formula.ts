import type { Root } from "mdast";
import type { CompileContext, Extension as FromMarkdownExtension } from "mdast-util-from-markdown";
import type { Math } from "mdast-util-math";
import { math } from "micromark-extension-math";
import type { Code, Construct, Effects, Extension, State, TokenizeContext } from "micromark-util-types";
import { columnAt } from "../indent.ts";
import { visit } from "unist-util-visit";

declare module "mdast-util-math" {
  interface MathData {
    /** How many rows of dollars it has: one, if it is never closed. */
    fences?: number;
  }
}

const dollar = 36;

const { flow, text } = math({ singleDollarTextMath: false });
const block = flow?.[dollar] as Construct;

/**
 * Formulas between `$$`, as a micromark extension.
 *
 * @param mayOpen tells whether the dollars at an offset may begin a formula of several lines
 * @returns the extension
 */
export function formulas(mayOpen: (offset: number) => boolean): Extension {
  return { flow: { [dollar]: { ...block, tokenize } }, text };

  function tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    const { offset } = this.now();
    const open = block.tokenize.call(this, effects, ok, nok);
    return (code: Code) => (mayOpen(offset) ? open(code) : nok(code));
  }
}

/** Counts the rows of dollars of a formula. */
export const formulaFences: FromMarkdownExtension = { exit: { mathFlowFenceSequence: countFence } };

function countFence(this: CompileContext): void {
  const node = this.stack.findLast((entry): entry is Math => entry.type === "math");
  if (node) node.data = { ...node.data, fences: (node.data?.fences ?? 0) + 1 };
}

/**
 * Tells quickly whether dollars may begin a formula: whether a row of dollars follows that could close it.
 *
 * @param source the whole text
 * @param offset where the dollars stand
 * @returns false where they are text for sure
 */
export function mayOpenFormula(source: string, offset: number): boolean {
  const { opener, prefix, lines } = linesFrom(source, offset);
  const size = opener.search(/[^$]|$/);
  const end = lines.findIndex((line) => {
    const [, before = "", closer = ""] = /^([ \t>]*)(\$*)[ \t]*$/.exec(line) ?? [];
    return closer.length >= size && countQuotes(before) === countQuotes(prefix);
  });
  return end >= 0 && isFormula(opener, prefix, lines.slice(0, end + 1));
}

/**
 * Finds what is no formula, though it begins like one.
 *
 * @param tree a tree
 * @param source what it was made from
 * @returns the offsets of the dollars
 */
export function findTexts(tree: Root, source: string): number[] {
  const offsets: number[] = [];
  visit(tree, "math", (node) => {
    const start = node.position?.start.offset;
    if (start === undefined) return;
    const { opener, prefix, lines } = linesFrom(source, start, node.position?.end.offset);
    if (node.data?.fences !== 2 || !isFormula(opener, prefix, lines)) offsets.push(start);
  });
  return offsets;
}

/** Over an empty line, a formula goes on only if nothing stands beside its dollars, and those that close it stand below. */
function isFormula(opener: string, prefix: string, lines: readonly string[]): boolean {
  if (!lines.some((line) => /^[ \t>]*$/.test(line))) return true;
  const closer = lines.at(-1) ?? "";
  const isBelow = columnAt(closer, closer.indexOf("$")) === columnAt(prefix, prefix.length);
  return isBelow && /^\$+[ \t]*$/.test(opener);
}

function linesFrom(source: string, start: number, end?: number) {
  const [opener = "", ...lines] = source.slice(start, end).split("\n");
  return { opener, prefix: source.slice(source.lastIndexOf("\n", start - 1) + 1, start), lines };
}

function countQuotes(prefix: string): number {
  return prefix.split(">").length;
}
