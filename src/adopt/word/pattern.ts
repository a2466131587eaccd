import type { ParsedTemplate } from "../../render/parse-template.ts";

/** Where a tag stood that prints nothing itself; alone on a line it takes the line with it. */
export const BORDER = "\uf8ff";

/** A step of a pattern: words that must be there, a parameter's value, or a choice that a parameter makes. */
export type Op =
  | { readonly id: number; readonly kind: "literal"; readonly text: string; readonly written: string }
  | {
      readonly id: number;
      readonly kind: "capture";
      readonly name: string;
      /** Whether it stands for whole leaves, for the lines of a sample, or for words. */
      readonly takes: "leaves" | "sample" | "words";
    }
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
          return [border()];
        case "ContentStatement":
          return [literal((node as hbs.AST.ContentStatement).value)];
        case "MustacheStatement":
          return mustache(node as hbs.AST.MustacheStatement, whatIsTaken(nodes, index), bound);
        case "BlockStatement":
          return branch(node as hbs.AST.BlockStatement, template, bound);
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
    if (node.params.length > 0 || node.path.type !== "PathExpression") throw new NotInvertible();
    const value = valueOf(node.path as hbs.AST.PathExpression, bound);
    if ("parameter" in value) return [{ id: id++, kind: "capture", name: value.parameter, takes }];
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
    if ("constant" in value)
      return [border(), ...program(isTrue(value.constant) ? then : otherwise, template, bound), border()];
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
    return [...program(called.program, called, inner), border()];
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

type Taken = Extract<Op, { kind: "capture" }>["takes"];

/** A value that is all that its block has stands for leaves, one on its own line in a fence for a sample. */
function whatIsTaken(nodes: readonly hbs.AST.Statement[], index: number): Taken {
  const text = (node: hbs.AST.Statement | undefined) =>
    node?.type === "ContentStatement" ? (node as hbs.AST.ContentStatement).value : undefined;
  const [before = "", after = ""] = [text(nodes[index - 1]), text(nodes[index + 1])];
  if (!/\n *$/.test(before) || !/^\n/.test(after)) return "words";
  if (/^\n(?:`{3}|~{3})/.test(after)) return "sample";
  return nodes.length === 3 ? "leaves" : "words";
}

function plain(value: unknown): string {
  return typeof value === "object" && value !== null && "text" in value ? String(value.text) : String(value ?? "");
}

function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : typeof value === "object" && value !== null ? true : Boolean(value);
}
