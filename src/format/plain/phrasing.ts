/*
 * Phrasing that is surely plain: words, code spans, links with an address, strong emphasis. Every character that could
 * mean anything else (`* < > & \ | $ ~ { } [ ] ^ @`, or one beyond ASCII whose width one must look up) is refused.
 */

/** Words: no character in them has a meaning, `_` only at their edges, and each is one column wide. */
const WORD = String.raw`[A-Za-z0-9${"\u2019\u201c\u201d\u2013\u2014\u2026\u2192"}.,;:'"()/%?!=+_-]`;
/** One backtick on each side; no blank at the ends, which would be padding. */
const CODE = String.raw`\x60[!-_a-~](?:[ -_a-~]*[!-_a-~])?\x60(?!\x60)`;
const LINK = String.raw`\[(?:${WORD}|${CODE})+(?:[ \n](?:${WORD}|${CODE})+)*\]\((?:https?:\/)?[A-Za-z0-9/#][A-Za-z0-9./#?=%:+,;_-]*\)`;

const PIECE = new RegExp(String.raw`(${WORD}+)|([ \n]+)|(${CODE})|(${LINK})|(\*\*)`, "y");

/** The usual case, which needs no closer look. */
const ONLY_WORDS = new RegExp(String.raw`^(?:${WORD}|[ \n])+$`);

/**
 * An underline of a heading, were it alone on a line; an address that is a link by itself; an image; a hard break; `_` at
 * the edge of a word.
 */
const RISKY = /(?:^|\s)(?:--+|=+)(?=\s|$)|:\/\/|www\.|!(?=\[)| {2,}\n|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/i;
/** Where none of it matters: in code, in the address of a link, and in one that stands alone. */
const HARMLESS =
  /\x60[^\x60]*\x60|\]\([^)\s]*\)|(?<![^\s(])https?:\/\/[A-Za-z0-9.-]+(?:[/:][A-Za-z0-9./-]*)?(?=[.,;:)]*(?:\s|$))/g;

/** What would start a list at the start of a line: the line does not end before it. */
const STARTS_LIST = /^(?:[-+]|\d+[.)])$/;

const OPENS = /(?:^|[\s(])$/;
const CLOSES = /[A-Za-z0-9.,:;?!)\x60]$/;
const AFTER = /^(?:$|[\s.,;:)?!])/;
const BEFORE = /^[A-Za-z0-9\x60]/;

/**
 * Reads plain phrasing.
 *
 * @param text the phrasing, with line ends
 * @returns the units between which a line may end, each as the house style writes it; undefined where it is not plain
 */
export function readPhrasing(text: string): string[] | undefined {
  if (RISKY.test(text) && RISKY.test(text.replace(HARMLESS, "]"))) return undefined;
  if (ONLY_WORDS.test(text)) return joinMarkers(text.trim().split(/[ \n]+/));
  const units: string[] = [];
  let unit = "";
  let isStrong = false;
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < text.length) {
    const start = PIECE.lastIndex;
    const match = PIECE.exec(text);
    if (!match) return undefined;
    const [piece, word, blank, code, link] = match;
    if (word !== undefined) {
      if (unit === "" && units.length > 0 && STARTS_LIST.test(word)) unit = `${units.pop()} `;
      unit += word;
    } else if (blank !== undefined) {
      if (unit !== "") units.push(unit);
      unit = "";
    } else if (code !== undefined) unit += code;
    else if (link !== undefined) unit += link.replaceAll("\n", " ");
    else {
      const [before, after] = [text.slice(Math.max(0, start - 1), start), text.slice(start + 2, start + 3)];
      const isFine = isStrong ? CLOSES.test(before) && AFTER.test(after) : OPENS.test(before) && BEFORE.test(after);
      if (!isFine) return undefined;
      isStrong = !isStrong;
      unit += piece;
    }
  }
  if (unit !== "") units.push(unit);
  return isStrong || units.length === 0 ? undefined : units;
}

/**
 * Whether a text is nothing but words, which stay as they are but for the blanks between them.
 *
 * @param text one or more lines
 * @returns false also where that would need a closer look
 */
export function isWords(text: string): boolean {
  return ONLY_WORDS.test(text) && !RISKY.test(text);
}

/** A word that would start a list stays with the one before it. */
function joinMarkers(words: string[]): string[] | undefined {
  if (words[0] === "") return undefined;
  if (!words.some((word) => STARTS_LIST.test(word))) return words;
  const units: string[] = [];
  for (const word of words) units.push(units.length > 0 && STARTS_LIST.test(word) ? `${units.pop()} ${word}` : word);
  return units;
}

/**
 * Fills lines with units.
 *
 * @param units what {@link readPhrasing} gave
 * @param width the columns a line may take
 * @returns the lines
 */
export function fill(units: readonly string[], width: number): string {
  let text = "";
  let column = 0;
  for (const unit of units) {
    if (text === "") column = unit.length;
    else if (column + 1 + unit.length <= width) {
      text += " ";
      column += 1 + unit.length;
    } else {
      text += "\n";
      column = unit.length;
    }
    text += unit;
  }
  return text;
}
