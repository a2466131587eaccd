import Handlebars from "handlebars";
import { stripMarks } from "../markdown/origin.ts";
import { compilePath, compileWord, isThere, type Value } from "./frame.ts";
import type { CallPlace, PreparedCall, PreparedFence, PreparedValue } from "./instrument.ts";
import { printAt, Word } from "./places.ts";
import { TemplateError, textOf } from "./template-error.ts";
import { BLOCK_WORDS } from "./vocabulary.ts";

/*
 * Handlebars reads templates; what it read is evaluated here. Its vocabulary is closed and every name was looked up when
 * templates loaded, so functions that call each other do, and an evaluation costs a quarter of what one by Handlebars'
 * own runtime does, whose helpers, frames and contexts allow for everything. A test holds the two against each other.
 */

/** Gives the text that a template makes of what a guide says. */
export type CompiledTemplate = Value<string>;

/** A template to compile. */
export interface Compilation {
  /** Its file, for findings. */
  readonly file: string;
  /** The template's syntax tree, prepared by {@link ../render/instrument.ts}. */
  readonly program: hbs.AST.Program;
  /** The names of its parameters: they stand before those of the model. */
  readonly parameters: ReadonlySet<string>;
  /** The partials that it may call, by where; asked for when it is first evaluated. */
  readonly partial: (name: string, place: CallPlace) => CompiledTemplate;
}

/**
 * Compiles a template.
 *
 * @param compilation the template, and what it may call
 * @returns its function; it throws an Error where a name means nothing: only a name below a parameter's value can
 */
export function compile(compilation: Compilation): CompiledTemplate {
  // What blocks leave of the lines that they stand on is for Handlebars to say.
  const { body } = Handlebars.parse(compilation.program as never) as hbs.AST.Program;
  return new Compiler(compilation).body(body, 0);
}

class Compiler {
  readonly #file: string;
  readonly #parameters: ReadonlySet<string>;
  readonly #partial: Compilation["partial"];

  constructor({ file, parameters, partial }: Compilation) {
    this.#file = file;
    this.#parameters = parameters;
    this.#partial = partial;
  }

  /**
   * @param body a sequence of statements
   * @param loops how many loops stand around it
   */
  body(body: readonly hbs.AST.Statement[] = [], loops: number): Value<string> {
    const parts = body.map((node) => this.#statement(node, loops));
    return (frame) => {
      let text = "";
      for (const part of parts) text += typeof part === "string" ? part : part(frame);
      return text;
    };
  }

  #statement(node: hbs.AST.Statement, loops: number): string | Value<string> {
    switch (node.type) {
      case "ContentStatement":
        return (node as hbs.AST.ContentStatement).value;
      case "MustacheStatement":
        return this.#placed(node, this.#mustache(node as hbs.AST.MustacheStatement, loops));
      case "BlockStatement":
        return this.#placed(node, this.#block(node as hbs.AST.BlockStatement, loops));
      case "PartialStatement":
        return this.#placed(node, this.#call(node as PreparedCall, loops));
      default:
        return "";
    }
  }

  /** What is wrong with a value is said with the place where the template names it. */
  #placed(node: hbs.AST.Statement, write: Value<string>): Value<string> {
    return (frame) => {
      try {
        return write(frame);
      } catch (error) {
        throw error instanceof TemplateError ? error.at(this.#file, node) : error;
      }
    };
  }

  #mustache(node: hbs.AST.MustacheStatement, loops: number): Value<string> {
    const value = node.params.length > 0 ? this.#word(node, loops) : this.#value(node.path, loops);
    const { place } = node as PreparedValue;
    const isWord = !this.#isParameter(node.path, loops);
    if (place) return (frame) => printAt(value(frame), isWord, place);
    return (frame) => textOf(value(frame));
  }

  #word(node: hbs.AST.MustacheStatement | hbs.AST.SubExpression, loops: number): Value {
    return compileWord(node, (param) => this.#value(param, loops));
  }

  #block(node: hbs.AST.BlockStatement, loops: number): Value<string> {
    const name = (node.path as hbs.AST.PathExpression).original;
    const [param] = node.params as hbs.AST.Expression[];
    const isCondition = name === "if" || name === "unless";
    const value = param ? this.#value(param, loops, isCondition) : () => undefined;
    if (name === "each") return this.#each(node, value, loops);
    const write = this.body(node.program?.body, loops);
    if (isCondition) {
      const otherwise = this.body(node.inverse?.body, loops);
      const [yes, no] = name === "if" ? [write, otherwise] : [otherwise, write];
      return (frame) => (isThere(value(frame)) ? yes(frame) : no(frame));
    }
    const word = BLOCK_WORDS[name as keyof typeof BLOCK_WORDS];
    const marks = Object.fromEntries(
      (node.hash?.pairs ?? []).map(({ key, value }) => [key, (value as hbs.AST.StringLiteral).value]),
    );
    const { indent } = node as PreparedFence;
    return (frame) => indented(word(write(frame), value(frame) as never, marks, frame.label), indent);
  }

  #each(node: hbs.AST.BlockStatement, list: Value, loops: number): Value<string> {
    const write = this.body(node.program?.body, loops + 1);
    const otherwise = this.body(node.inverse?.body, loops);
    return (frame) => {
      const items = list(frame);
      if (!Array.isArray(items) || items.length === 0) return otherwise(frame);
      const last = items.length - 1;
      return items
        .map((item: unknown, index) => {
          const data = { index, key: index, first: index === 0, last: index === last };
          return write({ ...frame, loop: { item, data, outer: frame.loop } });
        })
        .join("");
    };
  }

  #call(node: PreparedCall, loops: number): Value<string> {
    const name = (node.name as hbs.AST.PathExpression).original;
    const indent = node.keepsIndent === true ? node.indent : undefined;
    const given = (node.hash?.pairs ?? []).map(({ key, value }) => [key, this.#given(value, loops)] as const);
    let write: Value<string> | undefined;
    return (frame) => {
      const parameters: Record<string, unknown> = {};
      for (const [key, value] of given) parameters[key] = value(frame);
      write ??= this.#partial(name, node.place ?? "piece");
      const text = write({ ...frame, parameters, loop: undefined });
      return indented(node.isInRow === true ? onOneLine(text) : text, indent);
    };
  }

  /** What a parameter is given. */
  #given(node: hbs.AST.Expression, loops: number): Value {
    const value = this.#value(node, loops);
    if (node.type !== "PathExpression" || this.#isParameter(node, loops)) return value;
    return (frame) => {
      const found = value(frame);
      return typeof found === "string" && found !== "" ? new Word(found) : found;
    };
  }

  #isParameter(node: hbs.AST.Node, loops: number): boolean {
    const { data, depth, parts } = node as hbs.AST.PathExpression;
    return !data && depth >= loops && this.#parameters.has(parts[0] ?? "");
  }

  #value(node: hbs.AST.Expression, loops: number, isCondition = false): Value {
    if (node.type === "PathExpression")
      return compilePath(node as hbs.AST.PathExpression, loops, this.#parameters, isCondition);
    if (node.type === "SubExpression") return this.#word(node as hbs.AST.SubExpression, loops);
    const { value } = node as hbs.AST.StringLiteral;
    return () => value;
  }
}

/** What a partial prints within a row stays in it, however its template ends. */
function onOneLine(text: string): string {
  return text.trimEnd().replace(/\s*\n\s*/g, " ");
}

/**
 * Indents what a partial prints as its call is, if that stands alone on its line. Empty lines stay empty, other than with
 * Handlebars.
 */
function indented(text: string, indent: string | undefined): string {
  if (!indent) return text;
  return text
    .split("\n")
    .map((line) => (stripMarks(line) === "" ? line : indent + line))
    .join("\n");
}
