import type { Emphasis, Nodes, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { phrasingIn } from "../phrasing.ts";
import { isPunctuation } from "../words.ts";

const blank = /[\p{Space_Separator}\t\n\f\r]/u;

/** `_` by preference; `*` where a word touches it, since `_` means nothing within a word. */
export function emphasis(node: Emphasis, parent: Parents | undefined, state: State, info: Info): string {
  const marker = node.data?.marker ?? (needsAsterisk(parent, state) ? "*" : "_");
  return marker + phrasingIn("emphasis", node, state, info) + marker;
}

function needsAsterisk(parent: Parents | undefined, state: State): boolean {
  if (state.stack.includes("emphasis")) return true;
  const index = state.indexStack.at(-1) ?? 0;
  if (touchesWord(parent?.children[index - 1], parent?.children[index + 1])) return true;
  return parent?.type === "strong" && parent.data?.touchesWord === true;
}

/**
 * Tells whether a word stands right before or after a span.
 *
 * @param before the node before the span
 * @param after the node after it
 * @returns whether either is a text with a word at that side
 */
export function touchesWord(before: Nodes | undefined, after: Nodes | undefined): boolean {
  return isWord(wrappedText(before)?.at(-1)) || isWord(wrappedText(after)?.at(0));
}

function wrappedText(node: Nodes | undefined): string | undefined {
  return node?.type === "text" && !node.data?.verbatim ? node.value : undefined;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && !blank.test(character) && !isPunctuation(character);
}
