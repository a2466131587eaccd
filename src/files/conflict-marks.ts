/** What git leaves around two versions that it cannot merge, each mark at the start of a line, in this order. */
const MARKS = [/^<{7} /m, /^={7}$/m, /^>{7} /m];

/**
 * Looks for a merge conflict that nobody has decided yet.
 *
 * @param text with `\n` line ends
 * @returns the line of its first mark, from 1; undefined where the text has none, or not all three
 */
export function conflictLine(text: string): number | undefined {
  if (!text.includes("<<<<<<<")) return undefined;
  let first: number | undefined;
  let offset = 0;
  for (const mark of MARKS) {
    const index = text.slice(offset).search(mark);
    if (index < 0) return undefined;
    first ??= index;
    offset += index;
  }
  return text.slice(0, first).split("\n").length;
}
