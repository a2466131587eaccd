/** Blanks of any kind, and what a reader cannot see. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Co}\p{Cn}]+/gu;

/**
 * A text as a descriptor can say it: on one line, without what nobody sees.
 *
 * @param text any text
 * @returns the words, with one blank between them
 */
export function oneLine(text: string): string {
  return text.replace(UNSEEN, " ").trim();
}
