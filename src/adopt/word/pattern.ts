import type { ParsedTemplate } from "../../render/parse-template.ts";
import { factKind } from "./facts.ts";
import { BORDER, type Op, type Pattern } from "./op.ts";
import { tableOps } from "./table-pattern.ts";
import { opensSample, whatIsTaken, type Taken } from "./taken.ts";

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
 * @param usual what a fact is where no text says otherwise; undefined where a missing text says it, too
 * @returns the pattern; undefined for a partial that prints lists
 */
export function patternOf(
  partial: ParsedTemplate,
  partials: ReadonlyMap<string, ParsedTemplate>,
  lookup: Lookup,
  usual: (fact: string) => unknown = () => undefined,
): Pattern | undefined {
  let id = 0;
  function program(
    body: hbs.AST.Program | undefined,
    template: ParsedTemplate,
    bound: Bound,
    isInSample = false,
  ): Op[] {
    const nodes = body?.body ?? [];
    return nodes.flatMap((node, index): Op[] => {
      switch (node.type) {
        case "CommentStatement":
          return [border()];
        case "ContentStatement":
          return [literal((node as hbs.AST.ContentStatement).value)];
        case "MustacheStatement":
          return mustache(node as hbs.AST.MustacheStatement, whatIsTaken(nodes, index, isInSample), bound);
        case "BlockStatement":
          return branch(node as hbs.AST.BlockStatement, template, bound, isInSample !== opensSample(nodes, index));
        case "PartialStatement":
          return call(node as hbs.AST.PartialStatement, bound);
        default:
          throw new NotInvertible();
      }
    });
  }

  const literal = (text: string): Op => ({
    id: id++,
    kind: "literal",
    text: text.replace(/\s+/g, " "),
    written: text,
  });

  const border = (): Op => ({ id: id++, kind: "literal", text: "", written: BORDER });

  function mustache(node: hbs.AST.MustacheStatement, takes: Taken, bound: Bound): Op[] {
    if (node.path.type !== "PathExpression") throw new NotInvertible();
    const [argument] = node.params;
    const isCode = (node.path as hbs.AST.PathExpression).original === "code" && argument?.type === "PathExpression";
    if (node.params.length > 0 && !isCode) throw new NotInvertible();
    const value = valueOf((isCode ? argument : node.path) as hbs.AST.PathExpression, bound);
    if (isCode && "parameter" in value) {
      const tick = () => literal("`");
      return [tick(), { id: id++, kind: "capture", name: value.parameter, takes: "words" }, tick()];
    }
    if (isCode) throw new NotInvertible();
    if ("parameter" in value) return [{ id: id++, kind: "capture", name: value.parameter, takes }];
    if (typeof value.constant === "object" && value.constant !== null && !("text" in value.constant))
      throw new NotInvertible();
    return [literal(plain(value.constant))];
  }

  function branch(node: hbs.AST.BlockStatement, template: ParsedTemplate, bound: Bound, isInSample: boolean): Op[] {
    const word = (node.path as hbs.AST.PathExpression).original;
    const [subject] = node.params;
    if (word === "each" || word === "table") return list(node, word, template, bound);
    if ((word !== "if" && word !== "unless") || subject?.type !== "PathExpression") throw new NotInvertible();
    const value = valueOf(subject as hbs.AST.PathExpression, bound);
    const [then, otherwise] = word === "if" ? [node.program, node.inverse] : [node.inverse, node.program];
    const constant = "constant" in value ? isTrue(value.constant) : unlessSaid(value, then, otherwise);
    if (constant !== undefined || "constant" in value)
      return [border(), ...program(constant ? then : otherwise, template, bound, isInSample), border()];
    return [
      {
        id: id++,
        kind: "branch",
        name: value.parameter,
        isSwitch: value.isSwitch,
        then: program(then, template, bound, isInSample),
        otherwise: program(otherwise, template, bound, isInSample),
      },
    ];
  }

  /** What a switch is because its other branch has no text that could say otherwise. */
  function unlessSaid(
    { parameter, isSwitch }: Extract<Value, { parameter: string }>,
    then: hbs.AST.Program | undefined,
    otherwise: hbs.AST.Program | undefined,
  ): boolean | undefined {
    const known = isSwitch ? usual(parameter) : undefined;
    if (typeof known !== "boolean") return undefined;
    return (known ? otherwise : then)?.body.length ? undefined : known;
  }

  function list(node: hbs.AST.BlockStatement, word: "each" | "table", template: ParsedTemplate, bound: Bound): Op[] {
    const [subject] = node.params;
    if (subject?.type !== "PathExpression") throw new NotInvertible();
    const path = (subject as hbs.AST.PathExpression).original;
    const kind = bound.has(path) || path.startsWith("this") ? undefined : factKind(path);
    const given = kind && lookup(path.split("."));
    if (kind === "table" && word === "table")
      return given === undefined
        ? [border(), ...tableOps(program(node.program, template, bound), path, () => id++), border()]
        : unreadable();
    // A list in an item, and one whose items cannot be read, is taken for an empty one.
    if (kind !== "list" || given !== undefined) return bound.has(path) ? [border()] : unreadable();
    const fields = new Map(
      Object.entries(ITEM_FIELDS[path] ?? {}).map(([name, isSwitch]) => [name, { parameter: name, isSwitch }]),
    );
    const outside = [...bound].map(([name, value]) => [`../${name}`, value] as const);
    const itemAt = (index: number) => {
      const own = [...fields].map(
        ([name, value]) => [name, { ...value, parameter: `${path}.${index}.${name}` }] as const,
      );
      return program(node.program, template, new Map([...bound, ...outside, ...LISTS_IN_ITEMS, ...own]));
    };
    // What cannot be read back shows now, and not where the pattern is tried.
    itemAt(0);
    const at = (index: number): Op => {
      let item: readonly Op[] | undefined;
      let rest: Op | undefined;
      return {
        id: id++,
        kind: "list",
        name: path,
        index,
        item: () => (item ??= itemAt(index)),
        rest: () => (rest ??= at(index + 1)),
      };
    };
    return [border(), at(0), border()];
  }

  function unreadable(): never {
    throw new NotInvertible();
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
    return [...program(called.program, called, inner), border()];
  }

  function valueOf(path: hbs.AST.PathExpression, bound: Bound): Value {
    const [first = ""] = path.parts;
    const outer = bound.get(path.original);
    if (path.depth > 0 && outer) return outer;
    if (path.data || path.depth > 0) throw new NotInvertible();
    const own = path.parts.length === 1 ? bound.get(first) : undefined;
    if (own) return own;
    const constant = lookup(path.parts);
    const kind = factKind(path.original);
    if (constant !== undefined || kind === undefined) return { constant };
    return { parameter: path.original, isSwitch: kind === "switch" };
  }

  try {
    const bound = new Map(
      [...partial.parameters].map(([name, { isSwitch }]) => [name, { parameter: name, isSwitch }] as const),
    );
    return { partial: partial.name, ops: program(partial.program, partial, bound) };
  } catch (error) {
    if (error instanceof NotInvertible) return undefined;
    throw error;
  }
}

type Value = { readonly parameter: string; readonly isSwitch: boolean } | { readonly constant: unknown };

/** What an item of each list says, and which of it is a switch. */
const ITEM_FIELDS: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  env: { name: false, value: false, required: true, description: false },
  volumes: { path: false, description: false },
  useCases: { title: false, text: false },
};
const LISTS_IN_ITEMS: readonly (readonly [string, Value])[] = [
  ["steps", { constant: [] }],
  ["notes", { constant: [] }],
];
type Bound = ReadonlyMap<string, Value>;

function plain(value: unknown): string {
  return typeof value === "object" && value !== null && "text" in value ? String(value.text) : String(value ?? "");
}

function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : typeof value === "object" && value !== null ? true : Boolean(value);
}
