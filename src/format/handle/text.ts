import type { Parents, Text } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { escapeAttention } from "../attention.ts";
import { escapeLineStart, isUnsafeLineEnd } from "../unsafe.ts";
import { fillEnd, hardBreak, keptBreak, softBreak } from "../wrap.ts";
import { type Piece, type Word, splitWords } from "../words.ts";

/** What would start a block, were it the first word of a line. */
const startsBlock = /^>|^(?:[*+-]|#{1,6}|\d+[.)])$/;

/** A text is its own source; only the spaces between its words are ours. */
export function text(node: Text, parent: Parents | undefined, state: State, _info: Info): string {
  if (node.data?.verbatim) return node.value.replaceAll("\n", hardBreak);
  const pieces = splitWords(node.value);
  const label = node.data?.label === true;
  const fixed = !mayBreak(state);
  const escapes =
    !label &&
    !node.data?.unescaped &&
    state.stack.some((construct) => construct === "emphasis" || construct === "strong");
  const startsSpan = state.indexStack.at(-1) === 0 && (parent?.type === "emphasis" || parent?.type === "strong");
  let written = "";
  for (const [index, piece] of pieces.entries()) {
    if (piece.type === "space") written += label ? labelSpace(piece.value, fixed) : space(pieces, index, fixed);
    else written += escapes ? escapeAttention(pieces, index, startsSpan) : piece.value;
  }
  if (followsBreak(parent, state.indexStack.at(-1) ?? 0, written)) written = escapeLineStart(written);
  return state.stack.includes("headingSetext") ? written + fillEnd : written;
}

/** Whether the text follows a hard break, and its first word does not go on in the next node. */
function followsBreak(parent: Parents | undefined, index: number, written: string): boolean {
  if (parent?.children[index - 1]?.type !== "break") return false;
  return /[ \n]/.test(written) || index + 1 === parent.children.length;
}

/** Whether lines may end here: not in a table, a link's text or a heading of one line. */
function mayBreak(state: State): boolean {
  return !state.stack.some(
    (construct) => construct === "tableCell" || construct === "link" || construct === "headingAtx",
  );
}

function labelSpace(value: string, fixed: boolean): string {
  if (value === "") return "";
  return fixed ? " " : softBreak;
}

function space(pieces: readonly Piece[], index: number, fixed: boolean): string {
  const left = wordAt(pieces, index - 1);
  const right = wordAt(pieces, index + 1);
  const value = pieces[index]?.value;
  if (value === "") return "";
  const touches = touchesCjk(left) || touchesCjk(right);
  const mixed = isMixed(left, right) || isMixed(right, left);
  if (value === "\n" && touches && !mixed) return keptBreak;
  if (fixed) return " ";
  if (left && isUnsafeLineEnd(left.value)) return " ";
  const next = pieces[index + 2];
  if (right && startsBlock.test(right.value) && !(next?.type === "space" && next.value === "")) return " ";
  return !left || !right || mixed || !touches ? softBreak : " ";
}

function wordAt(pieces: readonly Piece[], index: number): Word | undefined {
  const piece = pieces[index];
  return piece?.type === "word" ? piece : undefined;
}

function touchesCjk(word: Word | undefined): boolean {
  return word?.script === "cj" || word?.script === "punctuation";
}

/** Korean puts spaces between words, also beside a Chinese character. */
function isMixed(one: Word | undefined, other: Word | undefined): boolean {
  return one?.script === "hangul" && other?.script === "cj";
}
