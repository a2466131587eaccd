import { htmlBlockNames, htmlRawNames } from "micromark-util-html-tag-name";

/** What must not start a line of a paragraph because it would be read as another block, each with its construct. */
const lineStarts: ReadonlyArray<{ readonly construct: string; readonly pattern: RegExp }> = [
  { construct: "thematic break", pattern: /^(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/ },
  { construct: "fenced code", pattern: /^(?:`{3,}[^`]*$|~~~)/ },
  { construct: "footnote definition", pattern: /^\[\^[^\s\]]+\]:/ },
  { construct: "HTML comment, declaration or instruction", pattern: /^<(?:!--|![a-z]|!\[CDATA\[|\?)/i },
  { construct: "raw HTML element", pattern: new RegExp(`^<(?:${htmlRawNames.join("|")})(?=[\\s>]|$)`, "i") },
  { construct: "HTML block element", pattern: new RegExp(`^</?(?:${htmlBlockNames.join("|")})(?=[\\s/>]|$)`, "i") },
];

/** To Prettier, dollars open a formula at the start of any line; to us, at the start of a text, only where they stand alone. */
const formula = /^\${2,}[^$]*$/;
const loneDollars = /^\${2,}$/;

const FENCE = /^(?:`{3,}|~{3,})/;

/** The line below a heading, if it is not the first. */
const underline = /^(?:=+|-+)$/;

/** The second line of a table, if it has as many cells as the line before. */
const delimiterRow = /^\|? *:?-+:? *(?:\| *:?-+:? *)*\|?$/;

/** One whole HTML tag: alone on the first line, it starts a block. */
const wholeTag = /^<(?:\/[a-z][\da-z-]*\s*|[a-z][\da-z-]*(?:\s[^<>]*)?\/?)>$/i;

/** An odd number of backslashes: at the end of a line the last one is a hard break. */
const lineEnd = /(?:^|[^\\])(?:\\\\)*\\$/;

/**
 * Tells whether a line of a paragraph, were it not the first, would be read as the start of another block. Prettier
 * itself keeps `#`, `>`, `1.` and bullets away from a line's start; these are the ones it does not look at.
 *
 * @param line one line
 * @param previous the line before
 * @returns whether the line must stay with the one before
 */
export function isUnsafeLine(line: string, previous: string): boolean {
  return startsBlock(line) || formula.test(line) || underline.test(line) || startsTable(line, previous);
}

/**
 * Tells whether a line would be read as the second one of a table.
 *
 * @param line one line
 * @param previous the line before
 * @returns whether it is a row of dashes with as many cells
 */
export function startsTable(line: string, previous: string): boolean {
  return delimiterRow.test(line) && /[|:]/.test(line) && countCells(line) === countCells(previous);
}

/**
 * Tells whether the first line of a paragraph, if it ends where it does, would be read as the start of another block.
 *
 * @param line one line
 * @returns whether the next word must stay on the line
 */
export function isUnsafeFirstLine(line: string): boolean {
  return startsBlock(line) || loneDollars.test(line) || wholeTag.test(line);
}

function startsBlock(line: string): boolean {
  return lineStarts.some(({ pattern }) => pattern.test(line));
}

function countCells(row: string): number {
  const inner = row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).length;
}

/**
 * Escapes what would start a block at the start of a paragraph. In the source, something else kept it from starting one:
 * deeper indentation, or no blank line.
 *
 * @param text a paragraph
 * @returns the text, which is read as text
 */
export function escapeStart(text: string): string {
  return text
    .replace(/^(?:>|(?:[*+-]|#{1,6})(?=[ \n]|$)|-{3,}$)/, "\\$&")
    .replace(/^(\d{1,9})(?=[.)](?:[ \n]|$))/, "$1\\");
}

/**
 * Escapes what would start a block, or end one as a heading, at the start of a line that is not ours to move.
 *
 * @param text a text after a hard break
 * @returns the text, which is read as text
 */
export function escapeLineStart(text: string): string {
  // Alone on their line, these start no list below a text.
  if (/^(?:[*+]|\d{1,9}[.)])$/.test(text)) return text;
  if (FENCE.test(text)) return text.replace(FENCE, (fence) => fence.replace(/./g, "\\$&"));
  const line = text.replaceAll("\n", " ");
  if (startsBlock(line) || underline.test(line) || delimiterRow.test(line)) return `\\${text}`;
  return escapeStart(text);
}

/**
 * Tells whether a word at the end of a line would make the line ending a hard break.
 *
 * @param word the last word of a line
 * @returns whether the next word must stay on the line
 */
export function isUnsafeLineEnd(word: string): boolean {
  return lineEnd.test(word);
}
