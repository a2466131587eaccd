import { cutLeaves, type Leaf, type LeafKind } from "../../markdown/leaves.ts";
import { tokensOf } from "../learn/wordings.ts";
import { BORDER, type Op, type Pattern } from "./op.ts";

/** What a switch or a text must be for a leaf to be there. */
export interface LeafCondition {
  readonly name: string;
  /** Whether it is true, or a text that is not empty. */
  readonly isMet: boolean;
}

/** One paragraph, item, row or sample of a partial, as something to match the same in a guide with. */
export interface LeafPattern {
  readonly kind: LeafKind | "slot";
  readonly indent: number;
  readonly conditions: readonly LeafCondition[];
  /** Its text, with the usual values. */
  readonly text: string;
  readonly tokens: readonly string[];
  /** The parameter that stands here for any text; undefined for a text of the partial's own. */
  readonly slot: string | undefined;
  /** The field that leaves this row out or words it otherwise; undefined for what is no such row. */
  readonly table?: string;
  /** Finds the parameters with which the leaf has this text; undefined where there are none. */
  readonly match: (text: string) => ReadonlyMap<string, string | boolean> | undefined;
}

/* A template's text while it is cut: each value and each border of a branch is one character that no text has. */
const FIRST_MARK = 0xe000;
const MARK = /[\ue000-\uf8ff]/;

type Mark =
  | { readonly kind: "value"; readonly name: string }
  | { readonly kind: "open" | "else" | "close"; readonly name: string; readonly isSwitch: boolean };

/**
 * Cuts a partial to its leaves.
 *
 * @param pattern the partial, for one guide
 * @param usual what its parameters are where nobody gives them
 * @returns the leaves in their order, those of all branches
 */
export function leafPatterns({ ops }: Pattern, usual: (name: string) => string | boolean | undefined): LeafPattern[] {
  const marks: Mark[] = [];
  /** The fields of rows by the rows' first cells. */
  const tables = new Map<string, string>();
  const put = (mark: Mark): string => String.fromCharCode(FIRST_MARK + marks.push(mark) - 1);
  const textOf = (list: readonly Op[]): string =>
    list
      .map((op) => {
        if (op.kind === "literal") return op.written;
        if (op.kind === "capture") {
          const value = put({ kind: "value", name: op.name });
          // Whole leaves do not go on with the line before them.
          return op.takes === "leaves" ? `\n${value}\n` : value;
        }
        if (op.kind === "row") {
          if (op.isAdded) return "";
          tables.set(op.key, op.table);
          return textOf(op.ops).replace(/\n +/g, " ");
        }
        // A list is told apart by what is before and behind it; where it differs, the section is no near one.
        if (op.kind !== "branch") return "";
        const { name, isSwitch } = op;
        const open = put({ kind: "open", name, isSwitch }) + textOf(op.then);
        return (
          open + put({ kind: "else", name, isSwitch }) + textOf(op.otherwise) + put({ kind: "close", name, isSwitch })
        );
      })
      .join("");
  const { lines, conditions } = readLines(textOf(ops), marks);
  return cutLeaves(lines).map((leaf) => {
    const pattern = leafPattern(leaf, conditions[leaf.start] ?? [], marks, usual);
    const table = leaf.kind === "row" ? tables.get(/^\| (.*?) \|/.exec(leaf.text)?.[1] ?? "") : undefined;
    return table === undefined ? pattern : { ...pattern, table };
  });
}

/** Takes out the borders that stand on lines of their own; what stands between them is there on a condition. */
function readLines(
  text: string,
  marks: readonly Mark[],
): { readonly lines: readonly string[]; readonly conditions: readonly (readonly LeafCondition[])[] } {
  const lines: string[] = [];
  const conditions: (readonly LeafCondition[])[] = [];
  let open: LeafCondition[] = [];
  for (const line of text.split("\n")) {
    if (!MARK.test(line)) {
      lines.push(line);
      conditions.push(open);
      continue;
    }
    const borders = [...line].flatMap((character) => {
      if (character === BORDER || character.trim() === "") return [];
      return markOf(character, marks) ?? { kind: "value" as const };
    });
    const areBorders = line.includes(BORDER) || borders.length > 0;
    if (!areBorders || borders.some(({ kind }) => kind === "value")) {
      lines.push(line.replaceAll(BORDER, ""));
      conditions.push(open);
      continue;
    }
    for (const mark of borders) {
      if (mark.kind === "open") open = [...open, { name: mark.name, isMet: true }];
      else if (mark.kind === "else") open = [...open.slice(0, -1), { name: mark.name, isMet: false }];
      else open = open.slice(0, -1);
    }
  }
  return { lines, conditions };
}

function markOf(character: string, marks: readonly Mark[]): Mark | undefined {
  return MARK.test(character) ? marks[character.charCodeAt(0) - FIRST_MARK] : undefined;
}

function leafPattern(
  { kind, indent, text }: Leaf,
  conditions: readonly LeafCondition[],
  marks: readonly Mark[],
  usual: (name: string) => string | boolean | undefined,
): LeafPattern {
  const only = text.length === 1 ? markOf(text, marks) : undefined;
  if (only?.kind === "value")
    return { kind: "slot", indent, conditions, text: "", tokens: [], slot: only.name, match: () => undefined };
  const groups: { readonly name: string; readonly value: boolean | undefined }[] = [];
  const group = (name: string, value: boolean | undefined) => `(?<g${groups.push({ name, value }) - 1}>`;
  const parts = [...text].map((character, index) => {
    const mark = markOf(character, marks);
    if (!mark) return { source: /[\s]/.test(character) && kind !== "code" ? " " : escape(character), plain: character };
    const value = usual(mark.name);
    if (mark.kind === "value") {
      const first = typeof value === "string" && value !== "" ? `${escape(value)}|` : "";
      // A sample has lines, a text has words.
      if (kind === "code" && /\n *$/.test(text.slice(0, index)) && text[index + 1] === "\n")
        return { source: `${group(mark.name, undefined)}[\\s\\S]+?)`, plain: String(value ?? "") };
      // A fence may have no language.
      const some = /^(?:`{3,}|~{3,})$/.test(text.slice(0, index)) ? "*" : "+?";
      return { source: `${group(mark.name, undefined)}${first}[^\\n]${some})`, plain: String(value ?? "") };
    }
    if (mark.kind === "open") return { source: `(?:${group(mark.name, true)}`, plain: "" };
    if (mark.kind === "else") return { source: `)|${group(mark.name, false)}`, plain: "" };
    return { source: "))", plain: "" };
  });
  const source = parts.map((part) => part.source).join("");
  let pattern: RegExp | undefined;
  try {
    pattern = new RegExp(`^${source}$`, "u");
  } catch {
    // A branch that ends in another leaf is no pattern: such a leaf is compared by its words.
  }
  const plain = parts.map((part) => part.plain).join("");
  return {
    kind,
    indent,
    conditions,
    text: plain,
    tokens: tokensOf(plain),
    slot: undefined,
    match: (wanted) => {
      const found = pattern?.exec(wanted);
      if (!found) return undefined;
      const values = new Map<string, string | boolean>();
      for (const [index, { name, value }] of groups.entries()) {
        const own = found.groups?.[`g${index}`];
        if (own === undefined) continue;
        const given = value ?? own;
        // A text that is there is given by its own group, not by the branch around it.
        if (typeof given === "boolean" && typeof usual(name) !== "boolean") {
          if (!given) values.set(name, "");
          continue;
        }
        if (values.has(name) && values.get(name) !== given) return undefined;
        values.set(name, given);
      }
      return values;
    },
  };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
