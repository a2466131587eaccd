import type { StatedValue } from "./fact.ts";

/** A value, and mappings of values. */
export type FactTree = StatedValue | { readonly [key: string]: FactTree };

/** Prettier folds a longer line. */
const WIDTH = 120;

/** A plain scalar that every parser reads as this text, in a flow collection, too. */
const PLAIN = /^(?![-?:](?:\s|$))[\w./+$(-][^\n\r,[\]{}#&*!|>'"`]*$/;
const SPECIAL = /^(?:~|null|true|false|yes|no|on|off)$/i;

/**
 * A text as a YAML scalar on one line.
 *
 * @param text any text without line breaks
 * @returns the text itself where it may stand alone, in double quotes otherwise
 */
export function scalar(text: string): string {
  const isPlain = PLAIN.test(text) && !/:(?:\s|$)|\s$/.test(text) && !SPECIAL.test(text);
  return isPlain ? text : JSON.stringify(text);
}

/**
 * A value as YAML on one line.
 *
 * @param value a text, a list or a mapping
 * @returns for example `[8080/tcp, 9090/tcp]` or `{ names: [bash] }`
 */
export function flow(value: FactTree): string {
  if (value === true) return "true";
  if (typeof value === "string") return scalar(value);
  if (Array.isArray(value)) return `[${value.map(scalar).join(", ")}]`;
  const pairs = Object.entries(value as Readonly<Record<string, FactTree>>);
  return `{ ${pairs.map(([key, inner]) => `${scalar(key)}: ${flow(inner)}`).join(", ")} }`;
}

/**
 * A key and its value as lines of YAML: on one line where they fit, otherwise an item a line.
 *
 * @param indent how far they will be indented
 * @returns the lines, the first one without indentation
 */
export function pairLines(key: string, value: FactTree, indent = 0): string[] {
  const line = `${key}: ${flow(value)}`;
  if (indent + line.length <= WIDTH || !Array.isArray(value)) return [line];
  return [`${key}:`, ...value.map((item) => `  - ${scalar(item as string)}`)];
}
