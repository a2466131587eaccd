import { wordExpression } from "../../search/words.ts";
import { make } from "../dom.ts";

/** So much of a text is shown, in characters, and so much of it before a word that fits. */
const SHOWN = 170;
const BEFORE = 50;

/** A text with its words marked. */
export function marked(text: string, words: readonly string[]): (Node | string)[] {
  const expression = wordExpression(words);
  if (!expression) return [text];
  return text.split(expression).map((piece, index) => (index % 2 === 1 ? make("mark", {}, piece) : piece));
}

/** What stands around a word that fits, with all of them marked: around the longest, which says most. */
export function snippet(text: string, words: readonly string[]): (Node | string)[] {
  const places = words
    .toSorted((one, other) => other.length - one.length)
    .map((word) => text.search(wordExpression([word]) ?? ""));
  const first = places.find((place) => place !== -1) ?? -1;
  const start = first > BEFORE ? text.indexOf(" ", first - BEFORE) + 1 : 0;
  const end = text.length > start + SHOWN ? text.lastIndexOf(" ", start + SHOWN) : text.length;
  const shown = text.slice(start, end > start ? end : start + SHOWN);
  return marked(`${start > 0 ? "… " : ""}${shown}${end < text.length ? " …" : ""}`, words);
}
