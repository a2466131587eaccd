import * as z from "zod";
import type { YamlPath } from "../findings/problem.ts";
import { keysOf } from "./schema-at.ts";

/*
 * What one is to write instead of a value that a schema does not take.
 */

/** A key that stands elsewhere: at the top. */
export function topFix(key: string, path: YamlPath, schema: z.ZodType): string | undefined {
  return path.length > 0 && keysOf(schema).includes(key) ? `\`${key}\` stands at the top of the descriptor` : undefined;
}

/** A word that YAML once took for a truth value, where one is expected. */
export function truthFix(path: YamlPath, found: unknown, words: readonly string[]): string | undefined {
  const said = typeof found === "string" ? found.toLowerCase() : "";
  const meant = ["yes", "y", "on", "true"].includes(said)
    ? "true"
    : ["no", "n", "off", "false"].includes(said)
      ? "false"
      : undefined;
  return meant !== undefined && words.includes(meant) ? `write \`${String(path.at(-1))}: ${meant}\`` : undefined;
}

/** The literal words that a schema takes. */
export function wordsOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String);
  return schema instanceof z.ZodEnum ? schema.options.map(String) : [];
}

/** What is written there, for example. */
export function exampleFix(path: YamlPath, schema: z.ZodType | undefined): string | undefined {
  const key = path.at(-1);
  const shown = example((schema?.meta()?.["examples"] as readonly unknown[] | undefined)?.[0]);
  return shown === undefined || typeof key !== "string" ? undefined : `write it as in \`${key}: ${shown}\``;
}

/** A list or a mapping on one line; undefined for what is none, or takes much room. */
export function example(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const shown = flow(value);
  return shown.includes("…") ? undefined : shown;
}

/** How a text is written where a list or a mapping is expected: `ports: [80]`, `start: { text: Hello }`. */
export function shapeFix(path: YamlPath, found: unknown, schema: z.ZodType | undefined): string | undefined {
  if (typeof found !== "string") return listFix(found, schema);
  // What would not do either is no advice.
  const value = [shapeOf(found, schema), ...pairsOf(found, schema)].find(
    (shape) => shape !== found && schema?.safeParse(shape).success,
  );
  if (value === undefined) return undefined;
  const key = path.at(-1);
  return `write \`${typeof key === "string" ? `${key}: ` : ""}${flow(value)}\``;
}

/** A mapping where a list is expected. */
function listFix(found: unknown, schema: z.ZodType | undefined): string | undefined {
  if (!(schema instanceof z.ZodArray) || typeof found !== "object" || found === null || Array.isArray(found))
    return undefined;
  const [key] = keysOf(schema.element as z.ZodType);
  return `write a list, each item behind a dash${key === undefined ? "" : `: \`- ${key}: …\``}`;
}

/** A text of two parts as a mapping of two keys, as commands take it: `NAME=value`, `source:/path`. */
function pairsOf(text: string, schema: z.ZodType | undefined): readonly unknown[] {
  const [, left, right] = /^([^=:]+)[=:]\s*(.+)$/.exec(text) ?? [];
  const [first, second] = keysOf(schema);
  if (left === undefined || right === undefined || first === undefined || second === undefined) return [];
  return [
    { [first]: left.trim(), [second]: right },
    { [first]: right, [second]: left.trim() },
  ];
}

/** A text as what a schema expects: as the only item of a list, as the first key of a mapping. */
function shapeOf(text: string, schema: z.ZodType | undefined): unknown {
  if (schema instanceof z.ZodOptional) return shapeOf(text, schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return [shapeOf(text, schema.element as z.ZodType)];
  const keys = keysOf(schema);
  const key = keys.includes("text") && !keys.includes("title") ? "text" : keys[0];
  return key === undefined || !(schema instanceof z.ZodObject)
    ? text
    : { [key]: shapeOf(text, schema.shape[key] as z.ZodType) };
}

/** A value in YAML on one line; a text that would need quotes, or much room, is left to the reader. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null) return /^[\w./-]{1,40}$/.test(String(value)) ? String(value) : "…";
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${flow(inner)}`)
    .join(", ")} }`;
}
