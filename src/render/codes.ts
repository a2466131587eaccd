import { splitMarks, stripMarks } from "../markdown/origin.ts";
import { textOf } from "./template-error.ts";

/**
 * Texts that are shown as code, in words: `A`, `B` and `C`. How code is written depends on the place: a template prints it
 * like any text, and asks for {@link inCell} within a table.
 */
export class Codes {
  readonly items: readonly unknown[];

  /** @param items the texts */
  constructor(items: readonly unknown[]) {
    this.items = items;
  }

  /** Called where a template prints it. */
  toString(): string {
    return inWords(this.items.map((item) => codeSpan(textOf(item))));
  }

  /** @returns the same for a cell of a table */
  inCell(): string {
    return inWords(this.items.map((item) => codeInCell(textOf(item))));
  }
}

function inWords(codes: readonly string[]): string {
  return codes.length < 2 ? codes.join("") : `${codes.slice(0, -1).join(", ")} and ${codes.at(-1)}`;
}

function codeSpan(marked: string): string {
  const [marks, text] = onOneLine(marked);
  if (text === "") return htmlCode(marks, text);
  const runs = new Set(backticksIn(text));
  let length = 1;
  while (runs.has(length)) length += 1;
  const ticks = "`".repeat(length);
  // Markdown takes a blank off both ends, but not of blanks alone.
  const isPadded = /^`|`$/.test(text) || (/^ .* $/.test(text) && /[^ ]/.test(text));
  const pad = isPadded ? " " : "";
  return ticks + pad + marks + text + pad + ticks;
}

/** A backslash before a pipe, which cannot be said in a cell: GitHub and micromark read `\\|` each in its own way. */
const ESCAPED_PIPE = /(?<!\\)(?:\\\\)*\\\|/;

/** In a cell, `\|` stands for a pipe, in code as well. */
function codeInCell(marked: string): string {
  const [marks, text] = onOneLine(marked);
  return ESCAPED_PIPE.test(text) ? htmlCode(marks, text) : marks + codeSpan(text).replaceAll("|", "\\|");
}

/** Code that Markdown cannot write: what could mean something to it, or to HTML, is written as a number. */
function htmlCode(marks: string, text: string): string {
  const encoded = text.replace(/[!-,.:-@[-`{-~\t]|^\s|\s$|\s(?=\s)/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `${marks}<code>${encoded}</code>`;
}

/** A code span is of one line: the marks of the text, and the text alone. */
function onOneLine(marked: string): readonly [marks: string, text: string] {
  const [marks, rest] = splitMarks(marked);
  return [marks, stripMarks(rest).replace(/\s*\n\s*/g, " ")];
}

/**
 * Looks for backticks.
 *
 * @param marked a text, with or without marks
 * @returns how long the runs of backticks in it are; mostly there are none
 */
export function backticksIn(marked: string): number[] {
  return marked.includes("`") ? [...stripMarks(marked).matchAll(/`+/g)].map(([ticks]) => ticks.length) : [];
}
