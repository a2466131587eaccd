import { splitMarks } from "../markdown/origin.ts";
import { backticksIn, Codes } from "./codes.ts";
import type { Taken } from "./kinds.ts";
import { changeTable, escapeCell, type Label, type TableEdit } from "./table.ts";
import { textOf } from "./template-error.ts";

/*
 * What templates may use besides Handlebars' own `if`, `unless` and `each` (see evaluate.ts); the list is closed. Each
 * word is documented for template authors in docs/templates.md.
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

/** What each word takes, and whether it stands around a block. */
export const SIGNATURES: Readonly<Record<string, { readonly takes: readonly Taken[]; readonly block: boolean }>> = {
  if: { takes: ["value"], block: true },
  unless: { takes: ["value"], block: true },
  each: { takes: ["list"], block: true },
  and: { takes: ["texts"], block: false },
  cell: { takes: ["text"], block: false },
  code: { takes: ["text"], block: false },
  fence: { takes: ["text"], block: true },
  step: { takes: [], block: true },
  table: { takes: ["changes"], block: true },
};
