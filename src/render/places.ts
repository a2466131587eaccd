import type { Prose } from "../guide/prose.ts";
import { textOf } from "./template-error.ts";

/*
 * A value within one line is inline Markdown, whatever stands around it: it opens no block where it begins a line, and
 * closes nothing that the template has opened.
 */

/** Where on a line a value stands. */
export interface Place {
  readonly startsLine: boolean;
  readonly endsHeading: boolean;
  /** The mark of the emphasis that the value begins or ends, or "". */
  readonly afterMark: string;
  readonly beforeMark: string;
  readonly beforeSign: boolean;
  readonly link: "text" | "destination" | undefined;
}

/** A word of the model that is given to a partial's parameter: unlike a literal there, it is no Markdown of a template. */
export class Word {
  readonly text: string;

  /** @param text the word */
  constructor(text: string) {
    this.text = text;
  }

  /** Called where a template prints it. */
  toString(): string {
    return this.text;
  }
}

/** What may stand before a line's first word: blanks, and the marks of quotes and list items. */
export const LEAD = /^(?:\s|>|(?:[-+*]|\d{1,9}[.)])\s)*$/;

/**
 * Finds out where a value stands.
 *
 * @param before the template's line up to it
 * @param after what the template says behind it
 * @param startsLine whether the value may be the first on its line
 * @returns the place; undefined where nothing could happen to the value, as within code
 */
export function placeAt(before: string, after: string, startsLine: boolean): Place | undefined {
  if ((before.match(/`/g)?.length ?? 0) % 2 === 1) return undefined;
  const [afterMark = ""] = /[*_~]$/.exec(before) ?? [];
  const [beforeMark = ""] = /^[*_~]/.exec(after) ?? [];
  const endsHeading = /^\s*#{1,6}\s/.test(before) && /^[ \t]*(?:\n|$)/.test(after);
  const link = /\]\([^\s()]*$/.test(before) ? "destination" : /\[[^\]]*$/.test(before) ? "text" : undefined;
  const beforeSign = /^[!-/:-@[-_{-~\n]/.test(after) && !endsHeading;
  const isPlain = !startsLine && !endsHeading && !beforeSign && link === undefined && afterMark === "";
  return isPlain ? undefined : { startsLine, endsHeading, afterMark, beforeMark, beforeSign, link };
}

/**
 * Prints a value at its place.
 *
 * @param value what the template prints
 * @param isWord whether a text is a word of the model
 * @param place where it is printed
 * @returns the text; what may hold whole blocks, and a template's own words, as they are
 */
export function printAt(value: unknown, isWord: boolean, place: Place): string {
  if (isInline(value)) return value.print(fit(value.text, place));
  return (isWord && typeof value === "string") || value instanceof Word ? fit(String(value), place) : textOf(value);
}

function isInline(value: unknown): value is Prose {
  return typeof value === "object" && value !== null && "isInline" in value && value.isInline === true;
}

const BLOCK_TAGS =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|" +
  "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|" +
  "menuitem|nav|noframes|ol|optgroup|option|p|param|pre|script|search|section|style|summary|table|tbody|td|textarea|" +
  "tfoot|th|thead|title|tr|track|ul";

/** What opens another block than a paragraph: a backslash goes before the last sign of each match. */
const OPENERS = [
  /^\d{1,9}[.)](?=\s|$)/,
  /^[-+*](?=\s|$)/,
  /^#(?=#{0,5}(?:\s|$))/,
  /^>/,
  // A line below a heading, between blocks, or below a table's head.
  /^=(?==*\s*$)/,
  /^([-*_])(?=[ \t]*(?:\1[ \t]*)+$)/,
  /^(?=[^-]*-)[|:-](?=[-|: \t]*$)/,
  // A definition, a footnote, a task, an alert.
  /^\[(?=(?:\\.|[^\]\\])+\]:|[ \txX]\](?:\s|$)|!\w+\]\s*$)/,
  new RegExp(`^<(?=[!?]|/?(?:${BLOCK_TAGS})(?:\\s|/?>|$)|/?[a-z][^>]*>\\s*$)`, "i"),
];

function fit(value: string, place: Place): string {
  let text = value;
  if (place.startsLine) text = withoutBlock(text.trimStart());
  if (place.endsHeading) text = text.replace(/(?<=^|\s)#+\s*$/, "\\$&");
  if (place.link === "destination") return text.replace(/[\s()<>\\]/g, encode);
  if (place.link === "text" && leavesLink(text)) text = text.replace(/\\.|[[\]]/g, (sign) => sign.padStart(2, "\\"));
  if (place.beforeMark !== "") text = text.replace(/(?<=^|\s)([*_~])\1*$/, escapeAll);
  if (place.afterMark !== "") text = text.replace(/^([*_~])\1*(?=\s|$)/, escapeAll);
  // A backslash would take the template's next sign for itself, or break the line.
  return place.beforeSign ? text.replace(/(?<!\\)(?:\\\\)*\\$/, "$&\\") : text;
}

function withoutBlock(text: string): string {
  if (/^(?:`{3,}[^`]*$|~{3})/.test(text)) return text.replace(/^[`~]+/, escapeAll);
  for (const opener of OPENERS)
    if (opener.test(text)) return text.replace(opener, (opens) => `${opens.slice(0, -1)}\\${opens.slice(-1)}`);
  return text;
}

/** Whether brackets of a text would end the link around it, or make another one. */
function leavesLink(text: string): boolean {
  let depth = 0;
  for (const [sign] of text.replace(/\\./g, "").matchAll(/[[\]]/g)) {
    depth += sign === "[" ? 1 : -1;
    if (depth < 0) return true;
  }
  return depth !== 0 || /(?<!!)\[[^\]]*\]\(/.test(text);
}

const escapeAll = (signs: string) => signs.replace(/./g, "\\$&");
const encode = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
