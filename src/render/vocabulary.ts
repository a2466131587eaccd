import type { HelperOptions } from "handlebars";
import { splitMarks, stripMarks } from "../provenance/origin.ts";
import type { Chunks } from "./chunks.ts";
import { changeTable, escapeCell, type TableEdit } from "./table.ts";

/** The block helpers and helpers of Handlebars that templates may use; the list is closed. */
export const BUILT_IN = ["if", "unless", "each"] as const;

/** The marks of a fence's own lines, which the loader hands to `fence` (see instrument.ts). */
interface FenceMarks {
  readonly open: string;
  readonly close: string;
}

/** Our own, besides. Each is documented for template authors in docs/templates.md. */
export const VOCABULARY = {
  /** `{{and names}}`: a list in words, each as code: `A`, `B` and `C`. */
  and(items: readonly unknown[]): string {
    const codes = items.map((item) => codeSpan(String(item)));
    return codes.length < 2 ? codes.join("") : `${codes.slice(0, -1).join(", ")} and ${codes.at(-1)}`;
  },

  /** `{{cell text}}`: a text within a table cell. Put in by the loader wherever a line is a table row. */
  cell(value: unknown): string {
    return escapeCell(String(value));
  },

  /** `{{code text}}`: a code span that may hold backticks. */
  code(value: unknown): string {
    return codeSpan(String(value));
  },

  /** `{{#fence language}}…{{/fence}}`: a fenced code block, its fence longer than any in the code. */
  fence(this: unknown, language: string, options: HelperOptions): string {
    const code = bodyOf(this, options).replace(/\n$/, "");
    const longest = Math.max(2, ...[...stripMarks(code).matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = "`".repeat(longest + 1);
    const { open = "", close = "" } = options.hash as Partial<FenceMarks>;
    return `${open}${fence}${language}\n${code}\n${close}${fence}\n`;
  },

  /** `{{#step}}…{{/step}}`: one item of an ordered list; everything in it is indented as the item needs. */
  step(this: unknown, options: HelperOptions): string {
    const lines = bodyOf(this, options).trim().split("\n");
    const [first = "", ...rest] = lines;
    const [mark, text] = splitMarks(first);
    return `${[`${mark}1. ${text}`, ...rest.map((line) => (line === "" ? line : `   ${line}`))].join("\n")}\n\n`;
  },

  /** `{{#table changes}}…{{/table}}`: a table of shared rows; the descriptor's changes are worked into it. */
  table(this: unknown, changes: readonly TableEdit[], options: HelperOptions): string {
    const body = bodyOf(this, options);
    // Most guides have the shared table, or one of few.
    if (changes.length > 0) return changeTable(body, changes);
    const { tables } = dataOf(options);
    let table = tables.get(body);
    if (table === undefined) {
      if (tables.size >= MOST_TABLES) tables.clear();
      tables.set(body, (table = changeTable(body, changes)));
    }
    return table;
  },
};

/** What helpers need besides the model; the loader of the templates hands it to each of them. */
export interface RenderData {
  readonly chunks: Chunks;
  /** Tables without changes, by what was rendered for them. */
  readonly tables: Map<string, string>;
}

const MOST_TABLES = 1000;

function dataOf({ data }: HelperOptions): RenderData {
  return (data as { readonly render: RenderData }).render;
}

/** What a block helper works on, all its lines. */
function bodyOf(context: unknown, options: HelperOptions): string {
  return dataOf(options).chunks.expand(options.fn(context));
}

/** What each word takes: a value, or a list; and whether it stands around a block. */
export const SIGNATURES: Readonly<
  Record<string, { readonly takes: readonly ("value" | "list")[]; readonly block: boolean }>
> = {
  if: { takes: ["value"], block: true },
  unless: { takes: ["value"], block: true },
  each: { takes: ["list"], block: true },
  and: { takes: ["list"], block: false },
  cell: { takes: ["value"], block: false },
  code: { takes: ["value"], block: false },
  fence: { takes: ["value"], block: true },
  step: { takes: [], block: true },
  table: { takes: ["list"], block: true },
};

function codeSpan(marked: string): string {
  const text = stripMarks(marked);
  const runs = new Set([...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  let length = 1;
  while (runs.has(length)) length += 1;
  const ticks = "`".repeat(length);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return ticks + pad + marked + pad + ticks;
}
