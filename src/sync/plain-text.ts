/** Blanks of any kind, and what a reader cannot see. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Co}\p{Cn}]+/gu;

/**
 * A text as a descriptor can say it: on one line, without what nobody sees.
 *
 * @returns the words, with one blank between them
 */
export function oneLine(text: string): string {
  return text.replace(UNSEEN, " ").trim();
}

/** With the indentation of a block scalar, within the width that Prettier allows. */
const WIDTH = 112;
/** What would open another block at the start of a line of Markdown. */
const OPENS_BLOCK = /^(?:[-+*#>|=~`<]|\d+[.)]$)/;

/**
 * Folds a text into lines, none of which begins with what Markdown takes for the start of another block.
 *
 * @param text words; all blanks count as one
 * @returns the lines
 */
export function foldText(text: string): string[] {
  const lines: string[] = [];
  for (const word of oneLine(text).split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && (last.length + 1 + word.length <= WIDTH || OPENS_BLOCK.test(word)))
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
