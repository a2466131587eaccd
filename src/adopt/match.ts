import type { ParsedTemplate } from "../render/parse-template.ts";
import type { FlatText } from "./flat-text.ts";

/*
 * Reads a text as something that a partial gave: finds the parameters with which the partial would give it. A template
 * becomes a pattern of literals, captures and branches, which is matched with backtracking; a place that was tried in vain
 * is not tried again. Blanks count as blanks, whatever their number; the proof decides about the rest.
 */

type Op =
  | { readonly id: number; readonly kind: "literal"; readonly text: string }
  | { readonly id: number; readonly kind: "capture"; readonly name: string; readonly isBlock: boolean }
  | {
      readonly id: number;
      readonly kind: "branch";
      readonly name: string;
      readonly isSwitch: boolean;
      readonly then: readonly Op[];
      readonly otherwise: readonly Op[];
    };

/** A template as something to match texts with. */
export interface Pattern {
  readonly partial: string;
  readonly ops: readonly Op[];
}

/** How a partial gives a text. */
export interface Match {
  readonly partial: string;
  /** What its parameters must be, where they are not what they are by default. */
  readonly parameters: Readonly<Record<string, string | boolean>>;
  /** Where in the flat text the partial's text ends. */
  readonly end: number;
  /** How many characters are the partial's own words. */
  readonly shared: number;
}

/** What a template's names stand for in one guide. */
export type Lookup = (path: readonly string[]) => unknown;

/** A template that cannot be turned round: it prints a list, or a table with changes. */
class NotInvertible extends Error {}

/**
 * Prepares a partial for one guide.
 *
 * @param partial the partial
 * @param partials all partials, for those that it calls
 * @param lookup the guide's values
 * @returns the pattern; undefined for a partial that prints lists
 */
export function patternOf(
  partial: ParsedTemplate,
  partials: ReadonlyMap<string, ParsedTemplate>,
  lookup: Lookup,
): Pattern | undefined {
  let id = 0;
  function program(body: hbs.AST.Program | undefined, template: ParsedTemplate, bound: Bound): Op[] {
    const nodes = body?.body ?? [];
    return nodes.flatMap((node, index): Op[] => {
      switch (node.type) {
        case "CommentStatement":
          return [];
        case "ContentStatement":
          return [literal((node as hbs.AST.ContentStatement).value)];
        case "MustacheStatement":
          return mustache(node as hbs.AST.MustacheStatement, isAlone(nodes, index), bound);
        case "BlockStatement":
          return branch(node as hbs.AST.BlockStatement, template, bound);
        case "PartialStatement":
          return call(node as hbs.AST.PartialStatement, bound);
        default:
          throw new NotInvertible();
      }
    });
  }

  const literal = (text: string): Op => ({ id: id++, kind: "literal", text: text.replace(/\s+/g, " ") });

  function mustache(node: hbs.AST.MustacheStatement, isBlock: boolean, bound: Bound): Op[] {
    if (node.params.length > 0 || node.path.type !== "PathExpression") throw new NotInvertible();
    const value = valueOf(node.path as hbs.AST.PathExpression, bound);
    if ("parameter" in value) return [{ id: id++, kind: "capture", name: value.parameter, isBlock }];
    if (typeof value.constant === "object" && value.constant !== null && !("text" in value.constant))
      throw new NotInvertible();
    return [literal(plain(value.constant))];
  }

  function branch(node: hbs.AST.BlockStatement, template: ParsedTemplate, bound: Bound): Op[] {
    const word = (node.path as hbs.AST.PathExpression).original;
    const [subject] = node.params;
    if ((word !== "if" && word !== "unless") || subject?.type !== "PathExpression") throw new NotInvertible();
    const value = valueOf(subject as hbs.AST.PathExpression, bound);
    const [then, otherwise] = word === "if" ? [node.program, node.inverse] : [node.inverse, node.program];
    if ("constant" in value) return program(isTrue(value.constant) ? then : otherwise, template, bound);
    const declaration = partial.parameters.get(value.parameter);
    return [
      {
        id: id++,
        kind: "branch",
        name: value.parameter,
        isSwitch: declaration?.isSwitch ?? false,
        then: program(then, template, bound),
        otherwise: program(otherwise, template, bound),
      },
    ];
  }

  function call(node: hbs.AST.PartialStatement, bound: Bound): Op[] {
    const called = partials.get((node.name as hbs.AST.PathExpression).original);
    if (!called) throw new NotInvertible();
    const inner = new Map<string, Value>();
    for (const [name, { fallback }] of called.parameters)
      if (fallback !== undefined) inner.set(name, { constant: fallback });
    for (const { key, value } of node.hash?.pairs ?? [])
      inner.set(
        key,
        value.type === "PathExpression"
          ? valueOf(value as hbs.AST.PathExpression, bound)
          : { constant: (value as hbs.AST.StringLiteral).value },
      );
    return program(called.program, called, inner);
  }

  function valueOf(path: hbs.AST.PathExpression, bound: Bound): Value {
    const [first = ""] = path.parts;
    if (path.data || path.depth > 0) throw new NotInvertible();
    return (path.parts.length === 1 ? bound.get(first) : undefined) ?? { constant: lookup(path.parts) };
  }

  try {
    const bound = new Map([...partial.parameters.keys()].map((name) => [name, { parameter: name }] as const));
    return { partial: partial.name, ops: program(partial.program, partial, bound) };
  } catch (error) {
    if (error instanceof NotInvertible) return undefined;
    throw error;
  }
}

type Value = { readonly parameter: string } | { readonly constant: unknown };
type Bound = ReadonlyMap<string, Value>;

/** Whether a value stands on lines of its own: it is all that its block has. */
function isAlone(nodes: readonly hbs.AST.Statement[], index: number): boolean {
  const text = (node: hbs.AST.Statement | undefined) =>
    node?.type === "ContentStatement" ? (node as hbs.AST.ContentStatement).value : undefined;
  if (nodes.length !== 3) return false;
  return /\n *$/.test(text(nodes[index - 1]) ?? "") && /^\n/.test(text(nodes[index + 1]) ?? "");
}

function plain(value: unknown): string {
  return typeof value === "object" && value !== null && "text" in value ? String(value.text) : String(value ?? "");
}

function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : typeof value === "object" && value !== null ? true : Boolean(value);
}

/** How many steps are tried before a text is taken for another one. */
const MOST_TRIES = 20_000;
/** The longest text that a parameter within a line takes. */
const LONGEST_VALUE = 400;

interface Rest {
  readonly ops: readonly Op[];
  readonly index: number;
  readonly next: Rest | undefined;
}

/**
 * Finds the parameters with which a partial gives the beginning of a text, or all of it.
 *
 * @param pattern the partial
 * @param parameters its declarations
 * @param flat the text
 * @returns the match; undefined where the partial does not give it
 */
export function matchPattern(
  { partial, ops }: Pattern,
  parameters: ParsedTemplate["parameters"],
  flat: FlatText,
): Match | undefined {
  const { text } = flat;
  const values = new Map<string, string | boolean>();
  const failed = new Set<number>();
  let end = -1;

  let tries = 0;
  function run(rest: Rest | undefined, at: number): boolean {
    if ((tries += 1) > MOST_TRIES) return false;
    if (!rest) {
      const stop = at > 0 && text[at - 1] === " " ? at - 1 : at;
      if (!flat.ends.has(stop)) return false;
      end = stop;
      return true;
    }
    const op = rest.ops[rest.index];
    if (!op) return run(rest.next, at);
    const next: Rest = { ops: rest.ops, index: rest.index + 1, next: rest.next };
    if (op.kind === "literal") return step(op, next, at);
    const key = op.id * (text.length + 2) + at;
    if (failed.has(key)) return false;
    if (step(op, next, at)) return true;
    failed.add(key);
    return false;
  }

  function step(op: Op, next: Rest, at: number): boolean {
    if (op.kind === "literal") {
      const after = literalEnd(text, op.text, at);
      return after >= 0 && run(next, after);
    }
    const known = values.get(op.name);
    if (op.kind === "capture") {
      if (known === undefined) return op.isBlock ? captureBlock(op.name, next, at) : captureInline(op.name, next, at);
      const after = literalEnd(text, String(known).replace(/\s+/g, " "), at);
      return after >= 0 && run(next, after);
    }
    const then = () => run({ ops: op.then, index: 0, next }, at);
    const otherwise = () => run({ ops: op.otherwise, index: 0, next }, at);
    if (known !== undefined) return (op.isSwitch ? known === true : known !== "") ? then() : otherwise();
    if (op.isSwitch) return assume(op.name, true, then) || assume(op.name, false, otherwise);
    // A text that is there is captured within; one that is not is empty.
    return assume(op.name, "", otherwise) || then();
  }

  function assume(name: string, value: string | boolean, then: () => boolean): boolean {
    values.set(name, value);
    if (then()) return true;
    values.delete(name);
    return false;
  }

  function captureInline(name: string, next: Rest, at: number): boolean {
    let start = at;
    if (text[start] === " ") start += 1;
    const usual = parameters.get(name)?.fallback;
    if (typeof usual === "string" && usual !== "" && text.startsWith(usual, start))
      if (assume(name, usual, () => run(next, start + usual.length))) return true;
    const limit = Math.min(flat.leafEndAfter(start), start + LONGEST_VALUE);
    for (let stop = start + 1; stop <= limit; stop += 1) {
      if (text[stop - 1] === " ") continue;
      const value = flat.slice(start, stop);
      if (assume(name, value, () => run(next, stop))) return true;
    }
    return false;
  }

  function captureBlock(name: string, next: Rest, at: number): boolean {
    const start = text[at] === " " ? at + 1 : at;
    for (let stop = flat.leafEndAfter(start); stop > start;) {
      const value = flat.slice(start, stop, true);
      if (assume(name, value, () => run(next, stop))) return true;
      const following = flat.leafEndAfter(stop + 1);
      if (following <= stop) return false;
      stop = following;
    }
    return false;
  }

  if (!run({ ops, index: 0, next: undefined }, 0)) return undefined;
  const given: Record<string, string | boolean> = {};
  for (const [name, { fallback }] of parameters) if (fallback === undefined && !values.has(name)) given[name] = "";
  let own = 0;
  for (const [name, value] of values) {
    const { fallback, isSwitch } = parameters.get(name) ?? {};
    if (value === fallback) continue;
    given[name] = value;
    if (!isSwitch) own += String(value).length;
  }
  return { partial, parameters: given, end, shared: end - own };
}

/** Where a literal ends that begins at a place; -1 where it does not stand there. */
function literalEnd(text: string, literal: string, at: number): number {
  let from = 0;
  let position = at;
  if (literal.startsWith(" ")) {
    from = 1;
    if (text[position] === " ") position += 1;
    else if (position > 0 && text[position - 1] !== " ") return -1;
  }
  const to = literal.length > 1 && literal.endsWith(" ") ? literal.length - 1 : literal.length;
  if (from < to) {
    if (!text.startsWith(from === 0 && to === literal.length ? literal : literal.slice(from, to), position)) return -1;
    position += to - from;
  }
  if (to < literal.length) {
    if (text[position] === " ") position += 1;
    else if (position < text.length) return -1;
  }
  return position;
}
