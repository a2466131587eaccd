/** Far more than anybody reads, far fewer than a program that follows each into the next can take. */
const MOST_IN_LINE = 100;
/** More than code of many colours leaves open in a paragraph, fewer than keep a parser busy for a second. */
const MOST_OPEN = 300;

/** A line that opens one quote or list in the other; but not one of dashes or asterisks alone, which is a break. */
const DEEP_LINE = new RegExp(
  String.raw`^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){${MOST_IN_LINE}}(?![-* \t]*$)`,
  "m",
);

/** What opens a bracket or an emphasis, what closes one, and what ends a paragraph with all that is open in it. */
const MARK = /(?<open>\[|(?<![^\s\p{P}])[*_]+(?=\S))|(?<close>\]|(?<=\S)[*_]+)|\n[ \t]*\n/gu;

/**
 * Whether a line of a text opens a hundred quotes or lists in each other, or a paragraph three hundred brackets or
 * emphases. How many a program can take depends on what it did before; a text must be refused or taken whatever that was.
 * And how long a parser takes for brackets and emphases grows with the cube of their number: 18 KB of them keep it busy
 * for eight seconds.
 *
 * @param text a Markdown text
 * @returns whether it is to be refused
 */
export function isTooDeep(text: string): boolean {
  return DEEP_LINE.test(text) || (text.length > MOST_OPEN && opensTooMany(text));
}

function opensTooMany(text: string): boolean {
  let open = 0;
  for (const { groups } of text.matchAll(MARK)) {
    if (groups?.["open"] !== undefined) open += 1;
    else if (groups?.["close"] === undefined) open = 0;
    else if (open > 0) open -= 1;
    if (open > MOST_OPEN) return true;
  }
  return false;
}
