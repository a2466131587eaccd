import { withoutClosedFences } from "./self-contained.ts";

/** Far more than anybody reads, far fewer than a program that follows each into the next can take. */
const MOST_IN_LINE = 100;
/** More than anybody leaves open in a paragraph, fewer than keep a parser busy for long. */
const MOST_OPEN = 300;

/** A line that opens one quote or list in the other; but not one of dashes or asterisks alone, which is a break. */
const DEEP_LINE = new RegExp(
  String.raw`^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){${MOST_IN_LINE}}(?![-* \t]*$)`,
  "m",
);

/** A bracket that opens or closes, and where a paragraph ends with all that is open in it: an empty line, or an item. */
const BRACKET = /\\.|[[\]]|\n(?:[ \t>]*\r?\n| {0,3}[-*+] )/g;

/**
 * Whether a line of a text opens a hundred quotes or lists in each other, or a paragraph three hundred brackets. How many
 * a program can take depends on what it did before; a text must be refused or taken whatever that was. And how long a
 * parser takes for brackets grows with the cube of their number: 18 KB of them keep it busy for eight seconds.
 *
 * @param text a Markdown text
 * @returns whether it is to be refused
 */
export function isTooDeep(text: string): boolean {
  return DEEP_LINE.test(text) || (text.length > MOST_OPEN && opensTooMany(withoutClosedFences(text) ?? text));
}

function opensTooMany(text: string): boolean {
  let open = 0;
  for (const [mark] of text.matchAll(BRACKET)) {
    if (mark === "[") open += 1;
    else if (mark === "]") open = Math.max(0, open - 1);
    else if (mark.startsWith("\n")) open = 0;
    if (open > MOST_OPEN) return true;
  }
  return false;
}
