import { mark } from "../markdown/origin.ts";
import type { ParsedTemplate } from "./parse-template.ts";
import { LEAD, placeAt, type Place } from "./places.ts";

const FENCE = /^\s*(`{3,}|~{3,})(.*)$/;
const HEADING = /^#{1,5}(?= )/;
/** How a table's row begins, in a list or a quote as well. */
const ROW = /^(?:\s|>|[-+*]\s|\d+[.)]\s)*\|/;

const ITEM = /^\s*(?:[-+*]|\d{1,9}[.)])\s/;

/** A call of a partial, prepared. */
export interface PreparedCall extends hbs.AST.PartialStatement {
  /** Where what it prints stands. */
  readonly place?: CallPlace;
  /** Whether what it prints is indented as the call is. */
  readonly keepsIndent?: boolean;
  /** Whether it stands within a table's row: what it prints is of one line. */
  readonly isInRow?: boolean;
}

/** Where a partial is called: within a table, within a fence, or elsewhere. */
export type CallPlace = "cell" | "code" | "piece";

/** A value that is printed, prepared. */
export interface PreparedValue extends hbs.AST.MustacheStatement {
  readonly place?: Place;
}

/** A fence, prepared. */
export interface PreparedFence extends hbs.AST.BlockStatement {
  /** What its lines are indented by. */
  readonly indent?: string;
}

/**
 * Prepares a template's tree for a guide: puts the mark of its origin before each line, moves headings to the depth of
 * the section, lets values within table rows be escaped for a cell, and gives the defaults to every partial that is called.
 *
 * @param template the template as it was written: its own heading is of level 2
 * @param depth how deep the section stands; 0 leaves headings as they are
 * @param partials all partials, by name: their defaults are put into the calls
 * @param place where it is called
 * @returns a new tree
 */
export function instrument(
  template: ParsedTemplate,
  depth: number,
  partials: ReadonlyMap<string, ParsedTemplate>,
  place: CallPlace = "piece",
): hbs.AST.Program {
  return new Instrumentation(template, depth, partials, place).program(template.program);
}

class Instrumentation {
  /** What stands on the current line so far; a mustache counts as a character. */
  #line = "";
  /** Whether the current line begins with mustaches, behind which nothing stands yet. */
  #opensWithValue = false;
  #inFence: boolean;
  /** How far the fence is indented that is open: so much is no part of the sample. */
  #fenceIndent = 0;
  /** Whether the next value may be the first on its line. */
  #startsLine = true;
  /** The fence that is open, or was last. */
  #fence = "";
  /** Whether a list's item is open, and whether that of a step is, which indents all that it holds by itself. */
  #inItem = false;
  #inStep = false;
  /** Whether all that is printed stands in a table's cells, also where a row goes on on another line. */
  #inTable: boolean;
  readonly #file: string;
  readonly #source: string;
  readonly #depth: number;
  readonly #partials: ReadonlyMap<string, ParsedTemplate>;

  constructor(
    { file, text }: ParsedTemplate,
    depth: number,
    partials: ReadonlyMap<string, ParsedTemplate>,
    place: CallPlace,
  ) {
    this.#file = file;
    this.#source = text;
    this.#depth = depth;
    this.#partials = partials;
    this.#inTable = place === "cell";
    this.#inFence = place === "code";
  }

  get #inCell(): boolean {
    return this.#inTable || (!this.#inFence && ROW.test(this.#line));
  }

  program(program: hbs.AST.Program): hbs.AST.Program {
    const body = program.body.map((node, index) => this.#statement(node, program.body[index + 1]));
    // What opens the program has no content before it that could carry its mark.
    const [first] = program.body;
    if (first && mayBeMarked(first) && program.loc?.start.column === 0)
      body.unshift(content(first, this.#mark(first.loc.start.line)));
    return { ...program, body };
  }

  #statement(node: hbs.AST.Statement, next: hbs.AST.Statement | undefined): hbs.AST.Statement {
    switch (node.type) {
      case "ContentStatement":
        return this.#content(node as hbs.AST.ContentStatement, next);
      case "MustacheStatement":
        return this.#mustache(node as hbs.AST.MustacheStatement, next);
      case "BlockStatement":
        return this.#block(node as hbs.AST.BlockStatement);
      case "PartialStatement":
        return this.#call(node as hbs.AST.PartialStatement);
      default:
        return node;
    }
  }

  #content(node: hbs.AST.ContentStatement, next: hbs.AST.Statement | undefined): hbs.AST.Statement {
    const lines = node.value.split("\n");
    const startsLine = this.#line === "" && node.loc.start.column === 0;
    // Where a value ends that a line begins with, the template goes on.
    const [first = ""] = lines;
    const goesOn = this.#opensWithValue && first.trim() !== "" ? this.#mark(node.loc.start.line) : "";
    this.#opensWithValue &&= goesOn === "" && lines.length === 1;
    const marked = lines.map((written, index) => {
      const startsHere = index > 0 || startsLine;
      const text = startsHere
        ? written.slice(Math.min(this.#fenceIndent, /^[ \t]*/.exec(written)?.[0].length ?? 0))
        : written;
      this.#line = startsHere ? text : this.#line + text;
      this.#startsLine = (startsHere || this.#startsLine) && LEAD.test(text);
      if (startsHere) this.#noteFence(text);
      if (startsHere && (/^\S/.test(text) || ITEM.test(text))) this.#inItem = ITEM.test(text);
      const line = startsHere && !this.#inFence ? this.#heading(text) : text;
      const isLast = index === lines.length - 1;
      const isBlank = text.trim() === "" && !(isLast && next && mayBeMarked(next));
      if (!startsHere) return goesOn + line;
      return isBlank ? line : this.#mark(node.loc.start.line + index) + line;
    });
    return content(node, marked.join("\n"));
  }

  /** A fence ends at one of its own kind that is as long, so that it can hold shorter ones. */
  #noteFence(text: string): void {
    const [, fence = "", rest = ""] = FENCE.exec(text) ?? [];
    if (fence === "") return;
    const opens = !this.#inFence;
    if (opens) this.#fence = fence;
    const closes = fence[0] === this.#fence[0] && fence.length >= this.#fence.length && rest.trim() === "";
    if (opens || closes) this.#inFence = opens;
  }

  #heading(text: string): string {
    return text.replace(HEADING, (hashes) => "#".repeat(Math.min(6, hashes.length + this.#depth)));
  }

  #mustache(node: hbs.AST.MustacheStatement, next: hbs.AST.Statement | undefined): hbs.AST.Statement {
    const { params, path } = node;
    const inCell = this.#inCell;
    const place = this.#place(next);
    this.#startsLine = false;
    this.#opensWithValue ||= this.#line.trim() === "";
    this.#line += "x";
    if (!inCell || (params.length > 0 && (path as hbs.AST.PathExpression).original === "cell"))
      return { ...node, ...(place && params.length === 0 && { place }) } as PreparedValue;
    const value = params.length > 0 ? { ...node, type: "SubExpression" } : path;
    return { ...node, path: name("cell", node), params: [value as hbs.AST.Expression] } as hbs.AST.Statement;
  }

  #place(next: hbs.AST.Statement | undefined): Place | undefined {
    if (this.#inFence || this.#inCell) return undefined;
    if (/^(?: {4}|\t)/.test(this.#line) && !this.#inItem && !this.#inStep) return undefined;
    const after = next?.type === "ContentStatement" ? (next as hbs.AST.ContentStatement).value : next ? " " : "";
    return placeAt(this.#line, after, this.#startsLine);
  }

  #call(node: hbs.AST.PartialStatement): hbs.AST.Statement {
    const { original } = node.name as hbs.AST.PathExpression;
    const pairs = node.hash?.pairs ?? [];
    const defaults = [...(this.#partials.get(original)?.parameters ?? [])].flatMap(([key, { fallback }]) =>
      fallback === undefined || pairs.some((pair) => pair.key === key) ? [] : pair(node, key, fallback),
    );
    const hash = { ...(node.hash ?? { type: "Hash", loc: node.loc }), pairs: [...pairs, ...defaults] };
    return { ...node, ...(hash.pairs.length > 0 && { hash }), ...this.#placeOf() } as PreparedCall;
  }

  #placeOf(): Pick<PreparedCall, "place" | "keepsIndent" | "isInRow"> {
    const place = this.#inCell ? "cell" : this.#inFence ? "code" : "piece";
    const isInRow = place === "cell" && ROW.test(this.#line);
    return { place, keepsIndent: !this.#inStep || this.#inItem, isInRow };
  }

  #block(node: hbs.AST.BlockStatement): hbs.AST.Statement {
    const word = (node.path as hbs.AST.PathExpression).original;
    const [inFence, inTable, inStep, inItem] = [this.#inFence, this.#inTable, this.#inStep, this.#inItem];
    const [fenceIndent, startsLine] = [this.#fenceIndent, this.#startsLine];
    const indent = word === "fence" && !this.#inFence && this.#line.trim() === "" ? this.#line : "";
    const keepsIndent = this.#inItem || (!this.#inStep && /^ {0,3}$/.test(indent));
    if (indent !== "") this.#fenceIndent = Math.min(indent.length, this.#leastIndent(node));
    this.#inFence ||= word === "fence";
    this.#inTable ||= word === "table";
    if (word === "step") [this.#inStep, this.#inItem] = [true, false];
    const [line, opensWithValue] = [this.#line, this.#opensWithValue];
    const program = node.program && this.program(node.program);
    const opens = this.#opensWithValue;
    // Both ways begin where the block does; behind it the line may have come either way.
    if (node.inverse) this.#line = line;
    let mayStart = this.#startsLine || (startsLine && !node.inverse);
    this.#startsLine = startsLine;
    this.#opensWithValue = opensWithValue;
    const inverse = node.inverse && this.program(node.inverse);
    this.#opensWithValue ||= opens;
    mayStart ||= node.inverse !== undefined && this.#startsLine;
    this.#startsLine = mayStart;
    this.#fenceIndent = fenceIndent;
    this.#inFence = inFence;
    this.#inTable = inTable;
    if (word === "step") [this.#inStep, this.#inItem] = [inStep, inItem];
    const hash = word === "fence" ? { hash: this.#fenceMarks(node) } : {};
    return { ...node, program, ...(inverse && { inverse }), ...hash, ...(keepsIndent && { indent }) } as PreparedFence;
  }

  /** How far all lines of a block are indented; those that hold but a block's own ends do not count. */
  #leastIndent({ loc }: hbs.AST.BlockStatement): number {
    const lines = this.#source.split("\n").slice(loc.start.line, loc.end.line - 1);
    const ofSample = lines.filter((line) => line.trim() !== "" && !/^\s*\{\{~?(?:[#/!^]|else\b)/.test(line));
    return Math.min(...ofSample.map((line) => line.search(/\S/)));
  }

  #fenceMarks(node: hbs.AST.BlockStatement): hbs.AST.Hash {
    const { start, end } = node.loc;
    const pairs = [pair(node, "open", this.#mark(start.line)), pair(node, "close", this.#mark(end.line))];
    return { type: "Hash", loc: node.loc, pairs };
  }

  #mark(line: number): string {
    return mark({ kind: "template", file: this.#file, line });
  }
}

/** Whether a mark may stand before it: Handlebars would no more take a block's line for one that stands alone. */
function mayBeMarked(node: hbs.AST.Statement): boolean {
  if (node.type !== "BlockStatement") return node.type === "MustacheStatement";
  const { program, inverse } = node as hbs.AST.BlockStatement;
  const [first = inverse?.body[0]] = program?.body ?? [];
  if (first?.loc.start.line !== node.loc.start.line) return false;
  return first.type !== "ContentStatement" || !/^\s*(?:\n|$)/.test((first as hbs.AST.ContentStatement).value);
}

function content(at: hbs.AST.Node, text: string): hbs.AST.ContentStatement {
  return { type: "ContentStatement", loc: at.loc, value: text, original: text } as unknown as hbs.AST.ContentStatement;
}

function pair(at: hbs.AST.Node, key: string, value: string | boolean): hbs.AST.HashPair {
  const type = typeof value === "string" ? "StringLiteral" : "BooleanLiteral";
  const literal = { type, loc: at.loc, value, original: value } as hbs.AST.Literal;
  return { type: "HashPair", loc: at.loc, key, value: literal } as hbs.AST.HashPair;
}

function name(word: string, at: hbs.AST.Node): hbs.AST.PathExpression {
  return {
    type: "PathExpression",
    loc: at.loc,
    data: false,
    depth: 0,
    parts: [word],
    original: word,
  } as unknown as hbs.AST.PathExpression;
}
