/**
 * Splits a table's row.
 *
 * @param line a row with outer pipes; what stands before the first pipe (a mark) is left out
 * @returns its cells as they are written, without the blanks around them
 */
export function splitRow(line: string): string[] {
  const inner = line.slice(line.indexOf("|") + 1, line.lastIndexOf("|"));
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

/**
 * Reads a table's row.
 *
 * @param line a row with outer pipes
 * @returns what its cells say, their pipes without a backslash
 */
export function readRow(line: string): string[] {
  return splitRow(line).map((cell) => cell.replaceAll("\\|", "|"));
}
