import { visibleLine } from "./visible.ts";

/** So many names make a line that can be read. */
const MOST_NAMES = 8;

/**
 * Lists names, so many that the line can be read.
 *
 * @param names the names
 * @param more what is said where there are more
 * @returns `a, b, c`, or the first of them and `…`
 */
export function firstNames(names: readonly string[], more = ""): string {
  const list = names.slice(0, MOST_NAMES).map(visibleLine).join(", ");
  return names.length > MOST_NAMES ? `${list}, …${more}` : list;
}
