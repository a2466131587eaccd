import { splitMarks } from "../markdown/origin.ts";
import { backticksIn, Codes } from "./codes.ts";
import type { Taken } from "./kinds.ts";
import { changeTable, escapeCell, type Label, type TableEdit } from "./table.ts";
import { textOf } from "./template-error.ts";

/*
 * What templates may use besides Handlebars' own `if`, `unless` and `each` (see evaluate.ts); the list is closed. Each
 * word is documented for template authors by its description below, of which docs/templates.md makes its table.
 */

/** The marks of a fence's own lines, which the loader hands to `fence` (see instrument.ts). */
interface FenceMarks {
  readonly open?: string;
  readonly close?: string;
}

/** The words that print a value. */
export const WORDS = {
  /** `{{and names}}`: a list in words, each as code: `A`, `B` and `C`. */
  and(items: readonly unknown[]): Codes {
    return new Codes(items);
  },

  /** `{{cell text}}`: a text within a table cell. Put in by the loader wherever a line is a table row. */
  cell(value: unknown): string {
    return value instanceof Codes ? value.inCell() : escapeCell(textOf(value));
  },

  /** `{{code text}}`: a code span that shows any text to the letter. */
  code(value: unknown): Codes {
    return new Codes([value]);
  },
};

/** The words that stand around a block: each takes what was rendered there, all its lines, and a value. */
export const BLOCK_WORDS = {
  /** `{{#fence language}}…{{/fence}}`: a fenced code block, its fence longer than any in the code. */
  fence(body: string, language: string, { open = "", close = "" }: FenceMarks): string {
    const code = body.replace(/\n$/, "");
    const longest = Math.max(2, ...backticksIn(code));
    const fence = "`".repeat(longest + 1);
    return `${open}${fence}${language}\n${code}\n${close}${fence}\n`;
  },

  /** `{{#step}}…{{/step}}`: one item of an ordered list; everything in it is indented as the item needs. */
  step(body: string): string {
    const lines = body.trim().split("\n");
    const [first = "", ...rest] = lines;
    const [mark, text] = splitMarks(first);
    return `${[`${mark}1. ${text}`, ...rest.map((line) => (line === "" ? line : `   ${line}`))].join("\n")}\n\n`;
  },

  /** `{{#table changes}}…{{/table}}`: a table of shared rows; the descriptor's changes are worked into it. */
  table(body: string, changes: readonly TableEdit[], _marks?: object, label?: Label): string {
    return changeTable(body, changes, label);
  },
};

/** A word as template authors see it. */
interface Signature {
  readonly takes: readonly Taken[];
  /** Whether it stands around a block. */
  readonly block: boolean;
  /** What it does, in a line: `templates --names` and docs/templates.md say it. */
  readonly description: string;
}

/** What each word takes, and what it does. */
export const SIGNATURES: Readonly<Record<string, Signature>> = {
  if: {
    takes: ["value"],
    block: true,
    description: "Prints the block where there is a value; an empty text or list is none. It may have an `{{else}}`.",
  },
  unless: { takes: ["value"], block: true, description: "Prints the block where there is no value." },
  each: { takes: ["list"], block: true, description: "Prints the block for each item, whose names stand alone there." },
  and: { takes: ["texts"], block: false, description: "Prints a list in words, each as code: `A`, `B` and `C`." },
  cell: {
    takes: ["text"],
    block: false,
    description: "Prints a text as a table's cell has it; put in by itself wherever a line is a table's row.",
  },
  code: { takes: ["text"], block: false, description: "Prints a code span that shows the text to the letter." },
  fence: {
    takes: ["text"],
    block: true,
    description: "Prints a fenced sample in the language, its fence longer than any in the sample.",
  },
  step: { takes: [], block: true, description: "Prints an item of a numbered list, everything in it indented." },
  table: {
    takes: ["changes"],
    block: true,
    description: "Prints a table of shared rows, into which the descriptor's changes are worked.",
  },
};
