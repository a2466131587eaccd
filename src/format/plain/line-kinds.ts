/** What may open a paragraph: a letter, a link, a code span, strong emphasis. */
const PARAGRAPH = /^(?:[A-Za-z[\x60"'(]|\*\*[A-Za-z0-9]|\d+(?![\d.)]))/;
/** A plain list's marker: one blank, one digit. */
export const ITEM = /^(?:(-) |([1-9])\. )(?=\S)/;

/**
 * Whether a line begins a plain paragraph.
 *
 * @param line the line
 * @returns false also for a paragraph that is not plain
 */
export function isText(line: string): boolean {
  return PARAGRAPH.test(line);
}

/**
 * Whether a line begins a plain list.
 *
 * @param line the line
 * @returns false also for a list that is not plain
 */
export function isListItem(line: string): boolean {
  return ITEM.test(line);
}

/** Writes a block, with the columns that what stands around it takes; undefined where it is not plain. */
export type WriteBlock = (lines: readonly string[], shift: number) => string | undefined;
