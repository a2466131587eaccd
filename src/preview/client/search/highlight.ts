import escapeStringRegexp from "escape-string-regexp";
import { make } from "../dom.ts";

/** So much of a text is shown, in characters, and so much of it before the first word that fits. */
const SHOWN = 170;
const BEFORE = 50;

/** An expression for words, each whole; undefined for none. */
export function wordExpression(words: readonly string[]): RegExp | undefined {
  if (words.length === 0) return undefined;
  const longestFirst = words
    .toSorted((one, other) => other.length - one.length)
    .map((word) => escapeStringRegexp(word));
  return new RegExp(`(?<![\\p{L}\\p{N}])(${longestFirst.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

/** A text with its words marked. */
export function marked(text: string, words: RegExp | undefined): (Node | string)[] {
  if (!words) return [text];
  return text.split(words).map((piece, index) => (index % 2 === 1 ? make("mark", {}, piece) : piece));
}

/** What stands around the first word that fits, with the words marked. */
export function snippet(text: string, words: RegExp | undefined): (Node | string)[] {
  const first = words ? text.search(words) : -1;
  const start = first > BEFORE ? text.indexOf(" ", first - BEFORE) + 1 : 0;
  const end = text.length > start + SHOWN ? text.lastIndexOf(" ", start + SHOWN) : text.length;
  const shown = text.slice(start, end > start ? end : start + SHOWN);
  return marked(`${start > 0 ? "… " : ""}${shown}${end < text.length ? " …" : ""}`, words);
}
