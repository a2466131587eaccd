import * as z from "zod";
import { templateModel } from "../guide/model.ts";
import { Prose } from "../guide/prose.ts";
import { SIGNATURES } from "../render/vocabulary.ts";

/** A name that a template can print, ask for, or go through. */
export interface ModelName {
  /** As a template writes it, a list's items behind `[]`: `env[].name` is `{{name}}` within `{{#each env}}`. */
  readonly name: string;
  readonly type: "text" | "prose" | "flag" | "object" | "list" | "list of texts" | "list of prose" | "list of flags";
  /** What it is, in a line. */
  readonly description: string;
  /** A value that a page has; undefined where none has one. */
  readonly example?: string | undefined;
}

/** So much of an example tells what it is like. */
const LONGEST_EXAMPLE = 60;

/**
 * Lists what templates can name.
 *
 * @param models what pages say: examples are taken from the first that has one
 * @returns the names in the model's order
 */
export function modelNames(models: Iterable<object> = []): readonly ModelName[] {
  const names = namesOf(templateModel, "");
  const examples = new Map<string, string>();
  for (const model of models) {
    if (examples.size === names.length) break;
    for (const { name, type } of names) {
      if (type === "list" || type === "object" || examples.get(name) !== undefined) continue;
      const values = valuesAt(model, name.split("."));
      // A flag that is set says more than one that is not.
      const example = values.map(shownValue).find((value) => value !== "" && value !== "false");
      if (example !== undefined) examples.set(name, example);
    }
  }
  return names.map((each) => {
    const example = examples.get(each.name) ?? (each.type === "flag" && examples.size > 0 ? "false" : undefined);
    return { ...each, ...(example !== undefined && { example }) };
  });
}

function namesOf(shape: z.ZodType, path: string): ModelName[] {
  const row: ModelName = { name: path, type: typeOf(shape), description: shape.description ?? "" };
  if (shape instanceof z.ZodObject) return path === "" ? keysOf(shape, "") : [row, ...keysOf(shape, `${path}.`)];
  if (!(shape instanceof z.ZodArray)) return [row];
  const element = shape.element as z.ZodType;
  return element instanceof z.ZodObject ? [row, ...keysOf(element, `${path}[].`)] : [row];
}

function keysOf({ shape }: z.ZodObject, before: string): ModelName[] {
  return Object.entries(shape).flatMap(([key, inner]) => namesOf(inner as z.ZodType, before + key));
}

/** A name, and the one above it that has the same names within, with the same meaning. */
export interface FoldedName extends ModelName {
  readonly as?: string | undefined;
}

/**
 * Leaves out what was listed already: each `when` has the same names within, each list of notices as well.
 *
 * @param names names in the model's order
 * @returns those that are new; what has the names of another within says of which
 */
export function foldNames(names: readonly ModelName[]): readonly FoldedName[] {
  const known = new Map<string, string>();
  const folded: FoldedName[] = [];
  let inside: string | undefined;
  for (const each of names) {
    if (inside !== undefined && isWithin(each.name, inside)) continue;
    inside = undefined;
    const within = names.filter(({ name }) => isWithin(name, each.name));
    const key = JSON.stringify(within.map(({ name, ...rest }) => [name.slice(each.name.length), meaningOf(rest)]));
    const as = within.length > 0 ? known.get(key) : undefined;
    if (as !== undefined) inside = each.name;
    else known.set(key, each.name);
    folded.push(as === undefined ? each : { ...each, as });
  }
  return folded;
}

const meaningOf = ({ type, description }: Pick<ModelName, "type" | "description">) => [type, description];

/** Whether a name stands within another: `env[].name` in `env`. */
export function isWithin(name: string, outer: string): boolean {
  return name.startsWith(outer) && /^(?:\[\])?\./.test(name.slice(outer.length));
}

function typeOf(shape: z.ZodType): ModelName["type"] {
  if (shape instanceof z.ZodString) return "text";
  if (shape instanceof z.ZodBoolean) return "flag";
  if (shape instanceof z.ZodObject) return "object";
  if (!(shape instanceof z.ZodArray)) return "prose";
  const element = shape.element as z.ZodType;
  if (element instanceof z.ZodObject) return "list";
  const type = typeOf(element);
  return type === "prose" ? "list of prose" : `list of ${type as "text" | "flag"}s`;
}

/** The values that a name has, one for each item of the lists on the way. */
function valuesAt(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return [value];
  const isList = step.endsWith("[]");
  const inner = (value as Readonly<Record<string, unknown>>)[isList ? step.slice(0, -2) : step];
  const items = isList ? (inner as readonly unknown[]) : [inner];
  return items.flatMap((item) => valuesAt(item, rest));
}

/** A value on one line; "" for none. */
function shownValue(value: unknown): string {
  if (Array.isArray(value)) return shorten(value.map(textOf).filter(Boolean).join(", "));
  return shorten(textOf(value));
}

function textOf(value: unknown): string {
  return value instanceof Prose ? value.text : String(value);
}

function shorten(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > LONGEST_EXAMPLE ? `${line.slice(0, LONGEST_EXAMPLE - 1).trimEnd()}…` : line;
}

/** A word that templates can use. */
export interface Word {
  readonly name: string;
  /** How it is written. */
  readonly usage: string;
  /** What it does, in a line. */
  readonly description: string;
}

/** The vocabulary: see docs/templates.md. */
export const words: readonly Word[] = Object.entries(SIGNATURES).map(([name, { takes, block, description }]) => {
  const call = [name, ...takes].join(" ");
  return { name, usage: block ? `{{#${call}}}…{{/${name}}}` : `{{${call}}}`, description };
});
