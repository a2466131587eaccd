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

/** Longer words than these are no name of a source. */
const MOST = 120;

/**
 * A stranger's words as a comment or a message can hold them.
 *
 * @returns one line of whole characters, cut where it is long
 */
export function shortLine(text: string): string {
  const characters = [...oneLine(text).replace(/\p{Surrogate}/gu, "")];
  return characters.length > MOST ? `${characters.slice(0, MOST).join("").trimEnd()}…` : characters.join("");
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
