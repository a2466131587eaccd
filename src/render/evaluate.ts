import Handlebars from "handlebars";
import type { Chunks } from "./chunks.ts";
import { BLOCK_WORDS, WORDS } from "./vocabulary.ts";

/*
 * Handlebars reads templates; what it read is evaluated here. Its vocabulary is closed and every name was looked up when
 * templates loaded, so functions that call each other do, and an evaluation costs a quarter of what one by Handlebars'
 * own runtime does, whose helpers, frames and contexts allow for everything. A test holds the two against each other.
 */

/** Words a template: gives the text that it makes of what a guide says. */
export type Evaluate = (model: object, parameters: Readonly<Record<string, unknown>>) => string;

/** A template to compile. */
export interface Compilation {
  /** The template's syntax tree, prepared by {@link ../render/instrument.ts}. */
  readonly program: hbs.AST.Program;
  /** The names of its parameters: they stand before those of the model. */
  readonly parameters: ReadonlySet<string>;
  /** The partials that it may call; asked for when it is first evaluated. */
  readonly partial: (name: string) => Evaluate;
  readonly chunks: Chunks;
}

/** What the names of a template mean while it is evaluated. */
interface Frame {
  readonly model: object;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The innermost loop. */
  readonly loop: Loop | undefined;
}

interface Loop {
  readonly item: unknown;
  readonly data: Readonly<Record<string, unknown>>;
  readonly outer: Loop | undefined;
}

type Value<T = unknown> = (frame: Frame) => T;

/**
 * Compiles a template.
 *
 * @param compilation the template, and what it may call
 * @returns its function
 * @throws Error, when called, where a name means nothing: only a name below a parameter's value can
 */
export function compile(compilation: Compilation): Evaluate {
  // What blocks leave of the lines that they stand on is for Handlebars to say.
  const program = Handlebars.parse(compilation.program as never);
  const write = new Compiler(compilation).program(program, 0);
  return (model, parameters) => write({ model, parameters, loop: undefined });
}

class Compiler {
  readonly #parameters: ReadonlySet<string>;
  readonly #partial: Compilation["partial"];
  readonly #chunks: Chunks;

  constructor({ parameters, partial, chunks }: Compilation) {
    this.#parameters = parameters;
    this.#partial = partial;
    this.#chunks = chunks;
  }

  /**
   * @param program a sequence of statements
   * @param loops how many loops stand around it
   */
  program(program: hbs.AST.Program | undefined, loops: number): Value<string> {
    const parts = (program?.body ?? []).map((node) => this.#statement(node, loops));
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
        return this.#mustache(node as hbs.AST.MustacheStatement, loops);
      case "BlockStatement":
        return this.#block(node as hbs.AST.BlockStatement, loops);
      case "PartialStatement":
        return this.#call(node as hbs.AST.PartialStatement, loops);
      default:
        return "";
    }
  }

  #mustache(node: hbs.AST.MustacheStatement, loops: number): Value<string> {
    const value = node.params.length > 0 ? this.#word(node, loops) : this.#path(node.path, loops);
    return (frame) => String(value(frame));
  }

  #word({ path, params: [param] }: hbs.AST.MustacheStatement | hbs.AST.SubExpression, loops: number): Value {
    const word = WORDS[(path as hbs.AST.PathExpression).original as keyof typeof WORDS] as (value: unknown) => string;
    const value = this.#value(param as hbs.AST.Expression, loops);
    return (frame) => word(value(frame));
  }

  #block(node: hbs.AST.BlockStatement, loops: number): Value<string> {
    const name = (node.path as hbs.AST.PathExpression).original;
    const [param] = node.params as hbs.AST.Expression[];
    const value = param ? this.#value(param, loops) : () => undefined;
    if (name === "each") return this.#each(node, value, loops);
    const write = this.program(node.program, loops);
    if (name === "if" || name === "unless") {
      const otherwise = this.program(node.inverse, loops);
      const [yes, no] = name === "if" ? [write, otherwise] : [otherwise, write];
      return (frame) => (isThere(value(frame)) ? yes(frame) : no(frame));
    }
    const word = BLOCK_WORDS[name as keyof typeof BLOCK_WORDS];
    const marks = Object.fromEntries(
      (node.hash?.pairs ?? []).map(({ key, value }) => [key, (value as hbs.AST.StringLiteral).value]),
    );
    return (frame) => word(this.#chunks.expand(write(frame)), value(frame) as never, marks);
  }

  #each(node: hbs.AST.BlockStatement, list: Value, loops: number): Value<string> {
    const write = this.program(node.program, loops + 1);
    const otherwise = this.program(node.inverse, loops);
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

  #call(node: hbs.AST.PartialStatement, loops: number): Value<string> {
    const name = (node.name as hbs.AST.PathExpression).original;
    const given = (node.hash?.pairs ?? []).map(({ key, value }) => [key, this.#value(value, loops)] as const);
    let evaluate: Evaluate | undefined;
    return (frame) => {
      const parameters: Record<string, unknown> = {};
      for (const [key, value] of given) parameters[key] = value(frame);
      evaluate ??= this.#partial(name);
      return evaluate(frame.model, parameters);
    };
  }

  #value(node: hbs.AST.Expression, loops: number): Value {
    if (node.type === "PathExpression") return this.#path(node, loops);
    if (node.type === "SubExpression") return this.#word(node as hbs.AST.SubExpression, loops);
    const { value } = node as hbs.AST.StringLiteral;
    return () => value;
  }

  /** What a name means. Where it is looked up is known now: `../` goes from loop to loop, and then to the top. */
  #path(node: hbs.AST.Expression, loops: number): Value {
    const { parts, depth, data, original } = node as hbs.AST.PathExpression;
    const [first = "", ...rest] = parts;
    if (data) return ({ loop }) => keyOf(outward(loop, depth)?.data, first, original);
    const find = (value: unknown, path: readonly string[]) => {
      let inner = value;
      for (const key of path) inner = keyOf(inner, key, original);
      return inner;
    };
    if (depth < loops) return ({ loop }) => find(outward(loop, depth)?.item, parts);
    if (this.#parameters.has(first)) return ({ parameters }) => find(keyOf(parameters, first, original), rest);
    if (rest.length === 0 && first !== "") return ({ model }) => keyOf(model, first, original);
    return ({ model }) => find(model, parts);
  }
}

function outward(loop: Loop | undefined, depth: number): Loop | undefined {
  let found = loop;
  for (let step = depth; step > 0; step -= 1) found = found?.outer;
  return found;
}

/** Never what every object inherits: a template is a stranger's, too. */
function keyOf(value: unknown, key: string, original: string): unknown {
  const found =
    value !== null && value !== undefined && Object.hasOwn(value, key)
      ? (value as Record<string, unknown>)[key]
      : undefined;
  if (found === undefined) throw new Error(`"${original}" means nothing here`);
  return found;
}

/** As for Handlebars: what is empty is not there, nor is 0. */
function isThere(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
