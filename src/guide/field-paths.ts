import type { YamlPath } from "../findings/problem.ts";

/** A field that a descriptor states, and what it says. */
export interface StatedField {
  readonly path: YamlPath;
  readonly value: unknown;
}

/** Fields whose `false` or empty list leaves out what a sample has by itself. */
const LEAVES_OUT = /^start\.(?:publish|env|volumes)$/;

/**
 * Finds where a descriptor states a field; in a list, all places.
 *
 * @param value the descriptor
 * @param field the keys that lead to the field
 * @param above where the value stands
 * @returns the fields; one that is false, or an empty list, is none, unless that says something
 */
export function pathsOf(value: unknown, field: readonly string[], above: YamlPath = []): StatedField[] {
  const [step, ...rest] = field;
  if (step === undefined) {
    const isNothing = value === false || (Array.isArray(value) && value.length === 0);
    return value !== undefined && (!isNothing || LEAVES_OUT.test(above.join("."))) ? [{ path: above, value }] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => pathsOf(item, field, [...above, index]));
  if (typeof value !== "object" || value === null) return [];
  return pathsOf((value as Readonly<Record<string, unknown>>)[step], rest, [...above, step]);
}

/**
 * Whether a path leads to another one, or through it.
 *
 * @param outer the path
 * @param path the other
 */
export function isPrefix(outer: YamlPath, path: YamlPath): boolean {
  return outer.every((step, index) => step === path[index]);
}

/**
 * What findings call a field.
 *
 * @param path its path
 * @returns for example `env[0].when`
 */
export function nameOf(path: YamlPath): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index > 0 ? `.${step}` : step)).join("");
}
