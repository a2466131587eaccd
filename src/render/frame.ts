import type { Label } from "./table.ts";
import { TemplateError } from "./template-error.ts";
import { WORDS } from "./vocabulary.ts";

/*
 * What the names of a template mean while it is worded. Where a name is looked up is known when the template is compiled:
 * `../` goes from loop to loop, and then to the top; a parameter stands before the model's name.
 */

/** The place from which names are looked up. */
export interface Frame {
  readonly model: object;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The innermost loop. */
  readonly loop: Loop | undefined;
  /** Takes the names of the model that were looked up: `workDir` where its value was wanted, `?workDir` by a condition. */
  readonly names?: Set<string> | undefined;
  /** Words what is for some versions or variants alone. */
  readonly label?: Label | undefined;
}

interface Loop {
  readonly item: unknown;
  readonly data: Readonly<Record<string, unknown>>;
  readonly outer: Loop | undefined;
}

/** Something that is known once there is a frame. */
export type Value<T = unknown> = (frame: Frame) => T;

/**
 * Compiles a name.
 *
 * @param node the name
 * @param loops how many loops stand around it
 * @param declared the names of the template's parameters
 * @param isCondition whether only is asked whether there is a value
 * @returns its value
 * @throws TemplateError, when called, where the name means nothing: only a name below a parameter's value can
 */
export function compilePath(
  node: hbs.AST.PathExpression,
  loops: number,
  declared: ReadonlySet<string>,
  isCondition = false,
): Value {
  const { parts, depth, data, original } = node;
  const [first = "", ...rest] = parts;
  if (data) return ({ loop }) => keyOf(outward(loop, depth)?.data, first, original);
  const find = (value: unknown, path: readonly string[]) => {
    let inner = value;
    for (const key of path) inner = keyOf(inner, key, original);
    return inner;
  };
  if (depth < loops) return ({ loop }) => find(outward(loop, depth)?.item, parts);
  if (declared.has(first)) return ({ parameters }) => find(keyOf(parameters, first, original), rest);
  const name = `${isCondition ? "?" : ""}${parts.join(".")}`;
  return ({ model, names }) => {
    names?.add(name);
    return rest.length === 0 && first !== "" ? keyOf(model, first, original) : find(model, parts);
  };
}

/**
 * Compiles a word of the vocabulary and what it is given.
 *
 * @param node the word
 * @param compileValue compiles what it is given
 * @returns what it prints
 */
export function compileWord(
  { path, params: [param] }: hbs.AST.MustacheStatement | hbs.AST.SubExpression,
  compileValue: (node: hbs.AST.Expression) => Value,
): Value {
  const word = WORDS[(path as hbs.AST.PathExpression).original as keyof typeof WORDS] as (value: unknown) => unknown;
  const value = compileValue(param as hbs.AST.Expression);
  return (frame) => word(value(frame));
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
  if (found === undefined) throw new TemplateError(`"${original}" means nothing here`);
  return found;
}

/**
 * Whether a condition holds: as for Handlebars, what is empty is not there, nor is 0.
 *
 * @param value what the condition names
 * @returns whether it is there
 */
export function isThere(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
