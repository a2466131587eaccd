/**
 * Lists pages in a line, as many as there is room for.
 *
 * @param items what is listed, as Markdown
 * @param most how many characters it may take
 * @returns the list; where not all fit, it says how many more there are
 */
export function listed(items: readonly string[], most: number): string {
  let length = 0;
  const shown: string[] = [];
  for (const item of items) {
    length += item.length + 2;
    if (length > most) break;
    shown.push(item);
  }
  const rest = items.length - shown.length;
  return `${shown.join(", ")}${rest > 0 ? `${shown.length > 0 ? " and " : ""}${rest} more` : ""}`;
}
