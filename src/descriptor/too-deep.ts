/** Far more than anybody reads, far fewer than a program that follows each into the next can take. */
const MOST = 100;

/** A line that opens one quote or list in the other; but not one of dashes or asterisks alone, which is a break. */
const DEEP_LINE = new RegExp(
  String.raw`^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){${MOST}}(?![-* \t]*$)`,
  "m",
);

/**
 * Whether a line of a text opens a hundred quotes or lists in each other. How many a program can take depends on what it
 * did before; a text must be refused or taken whatever that was.
 *
 * @param text a Markdown text
 * @returns whether it is to be refused
 */
export function isTooDeep(text: string): boolean {
  return DEEP_LINE.test(text);
}
