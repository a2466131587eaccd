/** Stands on an empty line that keeps its prefix: it is inside an HTML block, where Prettier trims nothing. */
export const untrimmedLine = "\r";

/**
 * Puts the content of a container behind its prefix.
 *
 * @param text lines
 * @param prefix what stands before each line but the first
 * @returns the lines, without blanks at the end of empty ones
 */
export function indent(text: string, prefix: string): string {
  if (!text.includes("\n")) return text;
  const [first = "", ...others] = text.split("\n");
  return [first, ...others.map((line) => (line === "" ? prefix.trimEnd() : prefix + line))].join("\n");
}

/**
 * Takes off the blanks at the ends of lines.
 *
 * @param text lines
 * @returns the lines, trimmed
 */
export function trimLineEnds(text: string): string {
  return text.replace(/[ \t]+(?=\n|$)/g, "");
}

/** How far a tab reaches at most. */
export const tabWidth = 4;

/**
 * Counts columns.
 *
 * @param line a line
 * @param end a place in it
 * @returns the column of the place, where tabs reach to the next multiple of {@link tabWidth}
 */
export function columnAt(line: string, end: number): number {
  let column = 0;
  for (const character of line.slice(0, end)) column += character === "\t" ? tabWidth - (column % tabWidth) : 1;
  return column;
}
