import { htmlBlockNames, htmlRawNames } from "micromark-util-html-tag-name";

/** What must not start a line of a paragraph because it would interrupt the paragraph, each with its construct. */
const lineStarts: ReadonlyArray<{ readonly construct: string; readonly pattern: RegExp }> = [
  { construct: "setext heading underline", pattern: /^(?:=+|-+)$/ },
  { construct: "thematic break", pattern: /^(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/ },
  { construct: "fenced code", pattern: /^(?:```[^`]*$|~~~)/ },
  { construct: "table delimiter row", pattern: /^\|? *:?-+:? *(?:\| *:?-+:? *)*\|?$/ },
  { construct: "footnote definition", pattern: /^\[\^[^\s\]]+\]:/ },
  { construct: "math", pattern: /^\${2,}[^$]*$/ },
  { construct: "template tag", pattern: /^(?:\{\{.*\}\}|\{%.*%\})$/ },
  { construct: "HTML comment, declaration or instruction", pattern: /^<(?:!--|![a-z]|!\[CDATA\[|\?)/i },
  { construct: "raw HTML element", pattern: new RegExp(`^<(?:${htmlRawNames.join("|")})(?=[\\s>]|$)`, "i") },
  { construct: "HTML block element", pattern: new RegExp(`^</?(?:${htmlBlockNames.join("|")})(?=[\\s/>]|$)`, "i") },
];

/** An odd number of backslashes: at the end of a line the last one is a hard break. */
const lineEnd = /(?:^|[^\\])(?:\\\\)*\\$/;

/**
 * Tells whether a line of a paragraph, were it not the first, would be read as the start of another block. Prettier
 * itself keeps `#`, `>`, `1.` and bullets away from a line's start; these are the ones it does not look at.
 *
 * @param line one line
 * @returns whether the line must stay with the one before
 */
export function isUnsafeLine(line: string): boolean {
  return lineStarts.some(({ pattern }) => pattern.test(line));
}

/**
 * Tells whether a text at the end of a line would make the line ending a hard break.
 *
 * @param text what stands before the line ending
 * @returns whether the next word must stay on the line
 */
export function isUnsafeLineEnd(text: string): boolean {
  return lineEnd.test(text);
}
