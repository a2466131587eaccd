const MARK = "\ufeff";

/**
 * A text as readers take it, however an editor or git spelled its line ends.
 *
 * @returns the text with `\n` line ends and without a byte order mark
 */
export function plainText(text: string): string {
  const unmarked = text.startsWith(MARK) ? text.slice(1) : text;
  return unmarked.includes("\r") ? unmarked.replace(/\r\n?/g, "\n") : unmarked;
}

/** A line end, however it is spelled. */
const END = /\r\n?|\n/g;

/**
 * The line end that most lines of a text have.
 *
 * @returns the line end; `\n` where the text has none
 */
export function usualEnd(text: string): string {
  const counts = new Map<string, number>();
  for (const [end] of text.matchAll(END)) counts.set(end, (counts.get(end) ?? 0) + 1);
  const [usual = "\n"] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return usual;
}

/**
 * Takes a text apart.
 *
 * @returns its lines, each with its line end as it is spelled
 */
export function linesWithEnds(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$/g) ?? [];
}

/**
 * Finds places of the text that {@link plainText} gives in the text that it was given.
 *
 * @returns the place in it of an offset in the plain text
 */
export function placesIn(text: string): (offset: number) => number {
  const mark = text.startsWith(MARK) ? 1 : 0;
  // Each CRLF is one character of the plain text: behind it, all stands one further on.
  const ends = Array.from(text.matchAll(/\r\n/g), ({ index }, count) => index - mark - count);
  return (offset) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return offset + mark + low;
  };
}
