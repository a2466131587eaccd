import { isUnsafeFirstLine, isUnsafeLine, startsTable } from "./unsafe.ts";
import { widthOf } from "./width.ts";

/** The style's print width. */
export const printWidth = 120;

/*
 * Phrasing handlers write one string, in which control characters say where lines end. None of them can stand in a
 * source: line endings are normalised before it is parsed.
 */

/** A space at which the line may end. */
export const softBreak = "\n";
/** A line ending that is part of what is written: a hard break, or one inside an HTML tag. */
export const hardBreak = "\r";
/** A line ending inside of a formula or an image's alternative text; widths are measured as if it were not there. */
export const innerBreak = "\0";
/** Where a fill ends: what follows it is not asked whether it fits. In a heading, each text is a fill of its own. */
export const fillEnd = "\0\0";
/** A line ending that the author set between two words of Chinese or Japanese, where a space would show. */
export const keptBreak = "\r\n";

/**
 * Fills lines with phrasing, as Prettier's `fill` does: a line is ended before the piece that would not fit on it.
 *
 * @param phrasing text in which {@link softBreak}, {@link hardBreak} and {@link keptBreak} mark line endings
 * @param width the columns a line may take
 * @param mayInterrupt whether a line could be read as the start of a block: not if it is indented below a checkbox
 * @returns the lines, joined by `\n`
 */
export function wrap(phrasing: string, width: number, mayInterrupt = true): string {
  const pieces: string[] = [];
  const breaks: string[] = [];
  for (const [index, part] of phrasing.split(/(\r?\n)/).entries()) (index % 2 === 0 ? pieces : breaks).push(part);
  for (;;) {
    const ends = chooseBreaks(pieces, breaks, width);
    const unsafe = mayInterrupt ? findUnsafe(pieces, ends) : undefined;
    if (unsafe === undefined) return assemble(pieces, ends);
    const { end, line } = unsafe;
    const first = pieces[line] ?? "";
    if (OPENER.test(first)) {
      // Prettier itself would leave them at the start of the line, when it fills the lines anew.
      pieces[line] = first.replace(OPENER, (opener) => opener.replace(/[$`]/g, "\\$&"));
    } else {
      // A line that would start a block is kept together with its neighbour.
      pieces.splice(end, 2, `${pieces[end]} ${pieces[end + 1]}`);
      breaks.splice(end, 1);
    }
  }
}

/** Dollars and backticks that are text, and open a formula or a fence: as spans, they are closed in the same piece. */
const OPENER = /^(?:\${2,}(?=[^$]*$)|`{3,}(?=[^`]*$))/;

/** What follows each piece but the last: a space, or the end of the line. */
function chooseBreaks(pieces: readonly string[], breaks: readonly string[], width: number): string[] {
  const ends: string[] = [];
  let column = 0;
  for (const [index, kind] of breaks.entries()) {
    const piece = pieces[index] ?? "";
    const next = firstLine(pieces[index + 1] ?? "")
      .split(fillEnd, 1)
      .join("");
    const first = firstLine(piece);
    const lineEndsInside = first.length < piece.length;
    const needed = widthOf(first) + (lineEndsInside || next === "" ? 0 : 1 + widthOf(next));
    const fits = kind === softBreak && column + needed <= width;
    ends.push(fits ? " " : kind);
    if (!fits) column = 0;
    else column = (lineEndsInside ? 0 : column) + widthOf(lastLine(piece)) + 1;
  }
  return ends;
}

/** Behind a space, such a word stays with the one before it; where the author broke the line, there is no space. */
const STARTS_LIST = /^(?:[-+*]|\d{1,9}[.)])(?: |$)/;

/** A line ending within a piece. */
const ANY_BREAK = /[\r\0]/;

/** A line ending at which a text would be read as another block, and the piece that this begins with. */
interface UnsafeEnd {
  readonly end: number;
  readonly line: number;
}

/** The first line ending at which the text would be read as another block. */
function findUnsafe(pieces: readonly string[], ends: readonly string[]): UnsafeEnd | undefined {
  let start = 0;
  for (const [index, end] of ends.entries()) {
    if (end === " ") continue;
    if (end === softBreak || end === keptBreak) {
      const nextEnd = ends.findIndex((other, at) => at > index && other !== " ");
      const line = lastLine(joinLine(pieces, start, index));
      if (start === 0 && isUnsafeFirstLine(line)) return { end: index, line: 0 };
      const joined = joinLine(pieces, index + 1, nextEnd === -1 ? pieces.length : nextEnd);
      // The line below is where the author ended it, but what stands above it now was another line's end.
      const [next = "", below = ""] = joined.split(ANY_BREAK, 2);
      const startsList = end === keptBreak && STARTS_LIST.test(next);
      if (startsList || isUnsafeLine(next, line) || startsTable(below, next)) return { end: index, line: index + 1 };
    }
    start = index + 1;
  }
  return undefined;
}

function joinLine(pieces: readonly string[], from: number, to: number): string {
  return pieces
    .slice(from, to + 1)
    .join(" ")
    .replaceAll(fillEnd, "");
}

function assemble(pieces: readonly string[], ends: readonly string[]): string {
  let text = "";
  for (const [index, piece] of pieces.entries()) text += piece + (ends[index] ?? "");
  return text.replaceAll(fillEnd, "").replace(/\r\n?|\0/g, "\n");
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf(hardBreak) + 1);
}

function firstLine(text: string): string {
  const end = text.indexOf(hardBreak);
  return end === -1 ? text : text.slice(0, end);
}
