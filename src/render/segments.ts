import { stripMarks } from "../provenance/origin.ts";

/*
 * Cuts the statements of a section into stretches that can be worded and styled one by one: a blank line stands between
 * two of them whatever a guide says, and not a list on both of its sides, for lists that meet are styled together.
 */

type Statements = readonly hbs.AST.Statement[];

/** How a block begins that is the same whatever stands before it and behind it. */
const SELF_SUFFICIENT = /^(?:#{1,6} |[A-Za-z\x60[|]|\*\*[A-Za-z])/;
const FENCE = /^\s*(?:`{3,}|~{3,})/;
const ITEM = /^[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;

/** Blocks that print what they hold, if at all. */
const TRANSPARENT = new Set(["if", "unless", "each"]);
/** Blocks that begin with something else than a list. */
const APART = new Set(["fence", "table"]);

/**
 * Cuts a section's statements.
 *
 * @param body the statements, with the blanks that Handlebars leaves of them; a section stands apart from what is before
 *   it and behind it
 * @returns the stretches
 */
export function cutSegments(body: Statements): Statements[] {
  const cutter = new Cutter();
  body.forEach((node, index) => cutter.add(node, body.slice(index + 1)));
  return cutter.finish();
}

class Cutter {
  readonly #segments: Statements[] = [];
  #segment: hbs.AST.Statement[] = [];
  /** Whether it is certain that a line begins here. */
  #isLineStart = true;
  #inFence = false;
  /** The first line of the block at hand; undefined where the block is not all text. */
  #first: string | undefined = "";

  add(node: hbs.AST.Statement, rest: Statements): void {
    if (node.type === "CommentStatement") return;
    if (node.type === "ContentStatement") return this.#addContent(node as hbs.AST.ContentStatement, rest);
    this.#segment.push(node);
    this.#first = undefined;
    this.#isLineStart = node.type === "BlockStatement" && this.#isLineStart && endsLine([node]);
  }

  #addContent(node: hbs.AST.ContentStatement, rest: Statements): void {
    const lines = node.value.split("\n");
    let from = 0;
    let at = 0;
    for (const [index, line] of lines.entries()) {
      const isWhole = index > 0 || this.#isLineStart;
      const hasEnd = index < lines.length - 1;
      at += line.length + 1;
      if (isWhole && FENCE.test(stripMarks(line))) this.#inFence = !this.#inFence;
      if (isWhole && line !== "" && this.#first === "") this.#first = line;
      // A list may begin right behind a text, a heading, a fence.
      else if (!this.#inFence && ITEM.test(stripMarks(line))) this.#first = undefined;
      if (!(isWhole && hasEnd && line === "") || this.#inFence) continue;
      const others = [{ ...node, value: node.value.slice(at) }, ...rest];
      if (isApart(this.#first) || startsApart(others)) {
        this.#segment.push({ ...node, value: node.value.slice(from, at) } as hbs.AST.Statement);
        this.#close();
        from = at;
      }
      this.#first = "";
    }
    if (from < node.value.length) this.#segment.push({ ...node, value: node.value.slice(from) } as hbs.AST.Statement);
    if (node.value !== "") this.#isLineStart = node.value.endsWith("\n");
  }

  #close(): void {
    // Further empty lines belong to the one before them.
    const isBlank = this.#segment.every((node) => node.type === "ContentStatement" && textOf(node).trim() === "");
    const last = isBlank ? this.#segments.pop() : undefined;
    this.#segments.push([...(last ?? []), ...this.#segment]);
    this.#segment = [];
  }

  finish(): Statements[] {
    if (this.#segment.length > 0) this.#close();
    return this.#segments;
  }
}

const textOf = (node: hbs.AST.Statement) => (node as hbs.AST.ContentStatement).value;

/** Whether a block's first line is certainly none that a list before it could take in, nor of a list. */
function isApart(line: string | undefined): boolean {
  return line !== undefined && SELF_SUFFICIENT.test(stripMarks(line));
}

/** Whether what is printed first, if anything, stands apart from a list before it. Behind a section's end all does. */
function startsApart(nodes: Statements): boolean {
  return opening(nodes) !== "unknown";
}

function opening(nodes: Statements): "apart" | "nothing" | "unknown" {
  for (const node of nodes) {
    const own = openingOf(node);
    if (own !== "nothing") return own;
  }
  return "nothing";
}

function openingOf(node: hbs.AST.Statement): "apart" | "nothing" | "unknown" {
  switch (node.type) {
    case "CommentStatement":
      return "nothing";
    case "ContentStatement": {
      const line = textOf(node)
        .split("\n")
        .find((text) => stripMarks(text) !== "");
      if (line === undefined) return "nothing";
      return isApart(line) ? "apart" : "unknown";
    }
    case "BlockStatement": {
      const { path, program, inverse } = node as hbs.AST.BlockStatement;
      const word = (path as hbs.AST.PathExpression).original;
      if (APART.has(word)) return "apart";
      if (!TRANSPARENT.has(word)) return "unknown";
      const ways = [program, inverse].map((way) => opening(way?.body ?? []));
      if (ways.includes("unknown")) return "unknown";
      return ways.includes("nothing") ? "nothing" : "apart";
    }
    default:
      return "unknown";
  }
}

/** Whether a line has ended behind statements that began with a line, whatever they print. */
function endsLine(nodes: Statements): boolean {
  for (const node of nodes.toReversed()) {
    if (node.type === "CommentStatement" || (node.type === "ContentStatement" && textOf(node) === "")) continue;
    if (node.type === "ContentStatement") return textOf(node).endsWith("\n");
    if (node.type !== "BlockStatement") return false;
    const { path, program, inverse } = node as hbs.AST.BlockStatement;
    // What stands around text ends with a line.
    if (!TRANSPARENT.has((path as hbs.AST.PathExpression).original)) return true;
    if (!endsLine(program?.body ?? []) || !endsLine(inverse?.body ?? [])) return false;
  }
  return true;
}
