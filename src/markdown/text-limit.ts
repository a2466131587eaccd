/*
 * What a parser of Markdown takes too long for, or cannot follow. How long micromark takes for a paragraph grows with the
 * square of the marks in it, for brackets with the cube; for a whole text, with the square of its blocks. So 40 KB of text
 * that nobody would write could keep it busy for hours. Each limit is many times what any guide of the catalog holds, and
 * whether a text is taken does not depend on the machine, or on what a program did before.
 */
import { emptyClosedFences } from "./closed-fences.ts";

/** Far more than anybody reads, far fewer than a program that follows each into the next can take. */
const MOST_IN_LINE = 100;
/** More than anybody leaves open in a paragraph. */
const MOST_OPEN = 300;
/** Of a paragraph, a list's item or a table's row; those of the catalog have up to 42. */
const MOST_MARKS = 1500;
/** Of a text, each weighed by what a parser has to do for it; those of the catalog have up to 300. */
const MOST_LINES = 11_000;
/** Columns that are added where each word needs a line of its own, so deep does it stand. */
const MOST_ADDED = 300_000;
/** Where so many columns are taken by quotes and lists, few words fit beside each other. */
const DEEP_COLUMN = 60;

/** Thrown where a text is more than a parser can take. */
export class TextLimitError extends Error {
  override readonly name = "TextLimitError";
  readonly code = "text-too-deep";
  /** Where it is too much; counted from 1. */
  readonly line: number;
  readonly column = 1;
  /** What to do about it. */
  readonly fix: string;

  /**
   * @param message what is too much
   * @param fix what to do about it
   * @param line where, counted from 1
   */
  constructor(message: string, fix: string, line: number) {
    super(message);
    this.fix = fix;
    this.line = line;
  }
}

/** What opens a quote, a list's item or a footnote. */
const CONTAINER = String.raw`>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]\s]{1,999}\]:`;
const PREFIX = new RegExp(String.raw`^(?:[ \t]*(?:${CONTAINER}))*[ \t]*`);
const CONTAINERS = new RegExp(CONTAINER, "g");
const BLANK = /^(?: {0,3}>[ \t>]*|[ \t]*)$/;
/** An item that ends the paragraph above; a number other than 1 does so in a list alone. */
const ITEM = /^ {0,3}(?:[-*+]|1[.)])[ \t]+\S/;
const NUMBERED = /^ {0,3}\d{1,9}[.)][ \t]+\S/;
const THEMATIC_BREAK = /^[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*$/;
/** The line below a heading, for which a parser looks at all that stands before. */
const UNDERLINE = /^(?:=+|-+)[ \t]*$/;
const UNDERLINE_WEIGHT = 2;
const QUOTES = /^[> ]+$/;
const QUOTE_WEIGHT = 1;
/** A quote in a list, which is formatted until nothing changes. */
const INNER_QUOTE = /^[^>]+>/;
const INNER_QUOTE_WEIGHT = 4;
const DELIMITERS = /^[-:| \t]+$/;
/** What may begin or end something within a text. */
const MARK = /[*_~[\]<&`$!{|@:]|\\.?|www|http/g;

/**
 * Looks for what is more in a text than a parser can take, in a time that grows with its length.
 *
 * @param markdown any Markdown, with any line ends
 * @returns what is too much and where; undefined where the text can be parsed
 */
export function findTextLimit(markdown: string): TextLimitError | undefined {
  // Each limit takes more characters: most texts are titles and names.
  if (markdown.length < MOST_IN_LINE) return undefined;
  const text = markdown.replace(/\r\n?/g, "\n");
  const paragraph = new Paragraph();
  let weight = 0;
  let added = 0;
  /** The columns before the text that the line at hand may go on with. */
  let column = 0;
  let isFirst = true;
  let isNumbered = false;
  let above = "";
  /** What stood before the text of the line above. */
  let outer = "";
  /** What stands before each row of a table. */
  let table: string | undefined;
  for (const [index, line] of (emptyClosedFences(text) ?? text.split("\n")).entries()) {
    const number = index + 1;
    const isBreak = THEMATIC_BREAK.test(line);
    const prefix = isBreak ? "" : (PREFIX.exec(line)?.[0] ?? "");
    const content = line.slice(prefix.length);
    const depth = prefix.match(CONTAINERS)?.length ?? 0;
    if (depth >= MOST_IN_LINE) return tooDeep(number);
    if (BLANK.test(line)) {
      if (column > DEEP_COLUMN) added += column;
      if (added > MOST_ADDED) return tooFarIn(number);
      isFirst = true;
      table = undefined;
      above = "";
      if (!line.includes(">")) outer = "";
      continue;
    }
    weight += 1 + (UNDERLINE.test(content) ? UNDERLINE_WEIGHT : 0);
    // A quote that goes on costs nothing; one that begins is costly when it ends.
    if (prefix !== outer || !QUOTES.test(prefix)) weight += depth + (prefix.includes(">") ? QUOTE_WEIGHT : 0);
    if (INNER_QUOTE.test(prefix)) weight += INNER_QUOTE_WEIGHT;
    outer = prefix;
    if (isFirst || depth > 0) column = columnsOf(prefix);
    if (column > DEEP_COLUMN) added += column * content.split(/[ \t]+/).length;
    if (added > MOST_ADDED) return tooFarIn(number);

    if (table !== undefined && (table !== prefix || !content.includes("|") || content.startsWith("#")))
      table = undefined;
    if (table !== undefined) weight += 1;
    if (weight > MOST_LINES) return tooLong(number);
    if (isFirst || table !== undefined || ITEM.test(line) || (isNumbered && NUMBERED.test(line))) {
      paragraph.begin(number);
      isNumbered = NUMBERED.test(line);
    }
    if (!isBreak) paragraph.add(content);
    const limit = paragraph.limit();
    if (limit) return limit;
    if (content.includes("|") && isDelimiterRow(content, above)) table = prefix;
    above = content;
    isFirst = false;
  }
  return undefined;
}

/** Whether a line is the second one of a table, and that above its first. */
function isDelimiterRow(line: string, above: string): boolean {
  return DELIMITERS.test(line) && line.includes("-") && pipesOf(line) === pipesOf(above);
}

/** What comes together in a paragraph. */
class Paragraph {
  #line = 1;
  #marks = 0;
  #open = 0;
  #mostOpen = 0;

  begin(line: number): void {
    this.#line = line;
    this.#marks = 0;
    this.#open = this.#mostOpen = 0;
  }

  add(content: string): void {
    if (content !== "") this.#marks += 1;
    for (const [mark] of content.matchAll(MARK)) {
      this.#marks += 1;
      if (mark === "[") this.#mostOpen = Math.max(this.#mostOpen, ++this.#open);
      else if (mark === "]") this.#open = Math.max(0, this.#open - 1);
    }
  }

  limit(): TextLimitError | undefined {
    if (this.#mostOpen > MOST_OPEN)
      return new TextLimitError(
        `unexpected paragraph that opens over ${MOST_OPEN} brackets`,
        "write it with fewer, escape them, or put the text in a fence as code",
        this.#line,
      );
    if (this.#marks <= MOST_MARKS) return undefined;
    return new TextLimitError(
      `unexpected paragraph with over ${MOST_MARKS} lines and marks such as *, _, [, \` or |`,
      "split it by empty lines, or put it in a fence as code",
      this.#line,
    );
  }
}

function tooDeep(line: number): TextLimitError {
  return new TextLimitError(
    `unexpected line that opens ${MOST_IN_LINE} or more quotes, lists or footnotes in each other`,
    "write it with fewer",
    line,
  );
}

function tooFarIn(line: number): TextLimitError {
  return new TextLimitError(
    "unexpected text so deep within lists or quotes that a line has no room for it",
    "take it out of some of these",
    line,
  );
}

function tooLong(line: number): TextLimitError {
  return new TextLimitError(
    `unexpected length, over ${MOST_LINES} lines, those of lists, quotes and tables counted more than once`,
    "split the text, or put what is no text in a fence as code",
    line,
  );
}

function columnsOf(prefix: string): number {
  return prefix.replaceAll("\t", "    ").length;
}

function pipesOf(row: string): number {
  return row.replace(/\\./g, "").match(/\|/g)?.length ?? 0;
}

/**
 * Makes of a program's end of its stack, which a text in which too much stands within each other brings about, a limit.
 *
 * @param error what was thrown
 * @returns the error to throw instead, or the same
 */
export function asTextLimit(error: unknown): unknown {
  if (!(error instanceof RangeError) || !error.message.includes("call stack")) return error;
  return new TextLimitError("unexpected depth of what stands within each other in a text", "write it with fewer", 1);
}
