import { Codes } from "./codes.ts";
import { compilePath, compileWord, isThere, type Value } from "./frame.ts";
import { TemplateError } from "./template-error.ts";

/*
 * Most text of a guide depends on little of what the guide says: on the registry, on whether there is a shell. What it
 * depends on is its key: the way that an evaluation takes through the conditions, and the words that it prints on it.
 */

/**
 * What decides how a piece of a template is worded, as a text: where it is the same, so is the wording. Undefined where an
 * author's words are among it, for their origin is the guide's own.
 */
export type WordingKey = Value<string | undefined>;

/** The words of the vocabulary that stand around text and take nothing that could be an author's but their value. */
const PLAIN_BLOCKS = new Set(["fence", "step"]);

/** Compiles the keys of one template's statements; none of them stands in a loop. */
export class WordingKeys {
  readonly #parameters: ReadonlySet<string>;
  readonly #partial: (name: string) => { readonly key: WordingKey };

  /**
   * @param parameters the names of the template's parameters
   * @param partial gives a partial's own key; asked for when it is needed
   */
  constructor(parameters: ReadonlySet<string>, partial: (name: string) => { readonly key: WordingKey }) {
    this.#parameters = parameters;
    this.#partial = partial;
  }

  /**
   * @param body statements, one behind the other
   * @returns their key
   */
  of(body: readonly hbs.AST.Statement[]): WordingKey {
    const parts = body.flatMap((node) => this.#statement(node) ?? []);
    return (frame) => {
      let key = "";
      try {
        for (const part of parts) {
          const own = part(frame);
          if (own === undefined) return undefined;
          key += own;
        }
      } catch (error) {
        // Then it is met again, with its place, when the words are made.
        if (error instanceof TemplateError) return undefined;
        throw error;
      }
      return key;
    };
  }

  #statement(node: hbs.AST.Statement): WordingKey | undefined {
    switch (node.type) {
      case "MustacheStatement": {
        // What a word prints is decided by what it is given.
        const { path, params } = node as hbs.AST.MustacheStatement;
        const value = this.#value(params[0] ?? path);
        return (frame) => printed(value(frame));
      }
      case "BlockStatement":
        return this.#block(node as hbs.AST.BlockStatement);
      case "PartialStatement":
        return this.#call(node as hbs.AST.PartialStatement);
      default:
        return undefined;
    }
  }

  #block(node: hbs.AST.BlockStatement): WordingKey {
    const word = (node.path as hbs.AST.PathExpression).original;
    const [param] = node.params as hbs.AST.Expression[];
    const value: Value = param ? this.#value(param) : () => "";
    // What is named in a loop is the item's: for a list with items no key is made.
    const body = word === "each" ? () => undefined : this.of(node.program?.body ?? []);
    if (PLAIN_BLOCKS.has(word)) return (frame) => joined(printed(value(frame)), body(frame));
    const otherwise = this.of(node.inverse?.body ?? []);
    switch (word) {
      case "if":
      case "each":
        return (frame) => (isThere(value(frame)) ? joined("1", body(frame)) : joined("0", otherwise(frame)));
      case "unless":
        return (frame) => (isThere(value(frame)) ? joined("1", otherwise(frame)) : joined("0", body(frame)));
      default:
        // A table without changes.
        return (frame) => (isThere(value(frame)) ? undefined : body(frame));
    }
  }

  #call(node: hbs.AST.PartialStatement): WordingKey {
    const name = (node.name as hbs.AST.PathExpression).original;
    const given = (node.hash?.pairs ?? []).map(({ key, value }) => [key, this.#value(value)] as const);
    let key: WordingKey | undefined;
    return (frame) => {
      const parameters: Record<string, unknown> = {};
      for (const [parameter, value] of given) parameters[parameter] = value(frame);
      key ??= this.#partial(name).key;
      return key({ model: frame.model, parameters, loop: undefined });
    };
  }

  #value(node: hbs.AST.Expression): Value {
    if (node.type === "PathExpression") return compilePath(node as hbs.AST.PathExpression, 0, this.#parameters);
    if (node.type === "SubExpression") return compileWord(node as hbs.AST.SubExpression, (param) => this.#value(param));
    const { value } = node as hbs.AST.StringLiteral;
    return () => value;
  }
}

const joined = (first: string | undefined, rest: string | undefined) =>
  first === undefined || rest === undefined ? undefined : first + rest;

/** A word, a number, a truth value, or a list of words; an author's text has an origin, and is an object. */
function printed(value: unknown): string | undefined {
  if (value instanceof Codes) return printed(value.items);
  if (Array.isArray(value))
    return value.every((item) => typeof item === "string")
      ? `${value.length}\u0001${value.join("\u0001")}\0`
      : undefined;
  return typeof value === "object" ? undefined : `${String(value)}\0`;
}
