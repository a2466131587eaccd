import * as z from "zod";
import { oneOf } from "../findings/suggest.ts";

/** What a name stands for: its keys, its items, or a plain value. */
export type Shape = z.ZodType;

/** What the names at one place of a template mean. */
export interface Scope {
  readonly shape: Shape;
  /** Parameters of the partial, with what they stand for if it is known; they stand beside the model's names, at the top. */
  readonly parameters: ReadonlyMap<string, Shape | undefined>;
  /** The scope that `../` reaches. */
  readonly outer?: Scope;
  readonly inLoop: boolean;
}

/** The items of what is no list: reported once, not for each name within. */
export const UNKNOWN = z.unknown();
const LOOP_DATA = new Set(["index", "first", "last", "key"]);

/** What was found. */
export interface LookUp {
  /** Undefined also for a parameter, and for what cannot be known. */
  readonly shape?: Shape | undefined;
  readonly problem?: { readonly message: string; readonly fix?: string | undefined };
}

/**
 * Looks up a name of a template.
 *
 * @param path the name, as the template writes it
 * @param scope what the names mean where it stands
 * @returns what it stands for, or what is wrong with it
 */
export function lookUp(path: hbs.AST.PathExpression, scope: Scope): LookUp {
  if (path.data) {
    if (scope.inLoop && LOOP_DATA.has(path.parts.join("."))) return {};
    const known = [...LOOP_DATA].map((name) => `@${name}`).join(", ");
    return { problem: { message: `unexpected "${path.original}", expected ${known} within {{#each}}` } };
  }
  let inner: Scope | undefined = scope;
  for (let depth = path.depth; depth > 0 && inner; depth -= 1) inner = inner.outer;
  let shape = inner?.shape;
  if (shape === UNKNOWN) return {};
  for (const [index, part] of path.parts.entries()) {
    if (index === 0 && inner?.parameters.has(part)) {
      shape = inner.parameters.get(part);
      if (shape === undefined) return {};
      continue;
    }
    const keys = shape instanceof z.ZodObject ? Object.keys(shape.shape) : [];
    if (!keys.includes(part)) {
      const known = [...keys, ...(index === 0 ? (inner?.parameters.keys() ?? []) : [])];
      const message = `unexpected name "${path.original}", which the model lacks`;
      return { problem: { message, fix: oneOf(part, known, "templates --names") } };
    }
    shape = (shape as z.ZodObject).shape[part] as Shape;
  }
  return { shape };
}
