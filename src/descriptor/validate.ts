import * as z from "zod";
import type { Problem, YamlPath } from "../findings/problem.ts";
import { didYouMean } from "../findings/suggest.ts";

/** Nobody mends more than this at once; who has more gets the rest with the next run. */
const MOST = 20;

export type ValidationResult<T> = { readonly value: T } | { readonly problems: readonly Problem[] };

/**
 * Holds a YAML value against a schema.
 *
 * @param schema what is allowed
 * @param input the value, as {@link parseYaml} gives it
 * @returns the typed value, or all problems, worded "unexpected X, expected Y"
 */
export function validate<T extends z.ZodType>(schema: T, input: unknown): ValidationResult<z.output<T>> {
  const result = schema.safeParse(input);
  if (result.success) return { value: result.data };
  const problems = result.error.issues.slice(0, MOST).flatMap((issue) => describe(issue, input, schema));
  return { problems: withoutConsequences(problems).slice(0, MOST) };
}

/** What a mapping lacks may be what its unknown key was meant for. */
function withoutConsequences(problems: readonly Problem[]): Problem[] {
  const above = ({ place }: Problem) => ("path" in place ? place.path.slice(0, -1).join(".") : "");
  const misspelt = new Set(problems.filter(({ code }) => code === UNKNOWN_KEY).map(above));
  return problems.filter(
    ({ code, place }) => code === UNKNOWN_KEY || !("path" in place) || !misspelt.has(place.path.join(".")),
  );
}

const UNKNOWN_KEY = "descriptor-unknown-key";

function describe(issue: z.core.$ZodIssue, input: unknown, schema: z.ZodType): Problem[] {
  const path = issue.path.filter((step) => typeof step !== "symbol") as YamlPath;
  const found = at(input, path);
  switch (issue.code) {
    case "unrecognized_keys": {
      const taken = schemaAt(schema, path, input);
      const options = taken instanceof z.ZodUnion ? (taken.options as z.ZodType[]) : [taken];
      const known = [
        likest(
          found,
          options.filter((one) => one !== undefined),
        ) ?? options,
      ]
        .flat()
        .flatMap(keysOf);
      return issue.keys.slice(0, MOST).map((key) => ({
        code: UNKNOWN_KEY,
        severity: "error",
        message: `unexpected key ${JSON.stringify(key)}${known.length ? `, expected one of ${known.join(", ")}` : ""}`,
        ...fixOf(didYouMean(key, known) ?? topFix(key, path, schema)),
        place: { path: [...path, key], part: "key" },
      }));
    }
    case "invalid_type":
      if (found === undefined) return [missing(path, schema, input)];
      return [
        {
          ...unexpected(path, found, `expected ${nameOfType(issue.expected)}`),
          ...fixOf(
            shapeFix(path, found, schemaAt(schema, path, input)) ?? exampleFix(path, schemaAt(schema, path, input)),
          ),
        },
      ];
    case "invalid_value": {
      if (found === undefined) return [missing(path, schema, input)];
      const words = issue.values.map(String);
      const fix = typeof found === "string" ? (didYouMean(found, words) ?? truthFix(path, found, words)) : undefined;
      return [{ ...unexpected(path, found, `expected ${orList(words)}`), ...fixOf(fix) }];
    }
    case "invalid_union": {
      if (found === undefined) return [missing(path, schema, input)];
      const union = schemaAt(schema, path, input);
      const options = union instanceof z.ZodUnion ? (union.options as readonly z.ZodType[]) : [];
      // A mapping, or a list, is told what is wrong within it.
      const inner = issue.errors[options.indexOf(likest(found, options) as z.ZodType)];
      if (inner)
        return inner.flatMap((each) => describe({ ...each, path: [...issue.path, ...each.path] }, input, schema));
      const words = options.flatMap((option) => (option instanceof z.ZodPipe ? wordsOf(option.in as z.ZodType) : []));
      const fixes = [truthFix(path, found, words), ...options.map((option) => shapeFix(path, found, option))];
      return [{ ...unexpected(path, found, issue.message), ...fixOf(fixes.find((advice) => advice !== undefined)) }];
    }
    case "invalid_key": {
      const [{ message = "expected another" } = {}] = issue.issues;
      return [{ ...unexpected(path, path.at(-1), message), place: { path, part: "key" } }];
    }
    default:
      if (found === undefined) return [missing(path, schema, input)];
      return [
        issue.message.startsWith("unexpected")
          ? { ...unexpected(path, found, ""), message: issue.message }
          : unexpected(path, found, issue.message),
      ];
  }
}

function missing(path: YamlPath, schema: z.ZodType, input: unknown): Problem {
  const description = schemaAt(schema, path, input)?.meta()?.description;
  return {
    code: "descriptor-missing-key",
    severity: "error",
    message: `missing key ${JSON.stringify(path.at(-1))}${path.length > 1 ? ` of ${path.slice(0, -1).join(".")}` : ""}`,
    ...(description && { expected: description }),
    place: { path: path.slice(0, -1), part: "value" },
  };
}

function unexpected(path: YamlPath, found: unknown, expected: string): Problem {
  return {
    code: "descriptor-value",
    severity: "error",
    message: `unexpected ${nameOf(found)}, ${expected}`,
    place: { path, part: "value" },
  };
}

function nameOf(value: unknown): string {
  if (value === null || value === "") return "empty value";
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return "mapping";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

function nameOfType(type: string): string {
  return (
    { string: "text", array: "a list", object: "a mapping", record: "a mapping", boolean: "true or false" }[type] ??
    type
  );
}

/** Whether a value that is no plain text is of the kind that a schema describes. */
function isLike(value: unknown, schema: z.ZodType): boolean {
  if (Array.isArray(value)) return schema instanceof z.ZodArray;
  return (
    typeof value === "object" && value !== null && (schema instanceof z.ZodObject || schema instanceof z.ZodRecord)
  );
}

/** The option that a list or a mapping was meant for: of several, the one that knows most of its keys. */
function likest(value: unknown, options: readonly z.ZodType[]): z.ZodType | undefined {
  const [first, ...others] = options.filter((option) => isLike(value, option));
  if (!first || others.length === 0) return first;
  const known = (option: z.ZodType) => keysOf(option).filter((key) => Object.hasOwn(value as object, key)).length;
  const best = others.reduce((most, option) => (known(option) > known(most) ? option : most), first);
  return known(best) > 0 ? best : undefined;
}

/** A key that stands elsewhere: at the top. */
function topFix(key: string, path: YamlPath, schema: z.ZodType): string | undefined {
  return path.length > 0 && keysOf(schema).includes(key) ? `\`${key}\` stands at the top of the descriptor` : undefined;
}

/** A word that YAML once took for a truth value, where one is expected. */
function truthFix(path: YamlPath, found: unknown, words: readonly string[]): string | undefined {
  const said = typeof found === "string" ? found.toLowerCase() : "";
  const meant = ["yes", "y", "on", "true"].includes(said)
    ? "true"
    : ["no", "n", "off", "false"].includes(said)
      ? "false"
      : undefined;
  return meant !== undefined && words.includes(meant) ? `write \`${String(path.at(-1))}: ${meant}\`` : undefined;
}

/** The literal words that a schema takes. */
function wordsOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String);
  return schema instanceof z.ZodEnum ? schema.options.map(String) : [];
}

/** What is written there, for example. */
function exampleFix(path: YamlPath, schema: z.ZodType | undefined): string | undefined {
  const example = (schema?.meta()?.["examples"] as readonly unknown[] | undefined)?.[0];
  const key = path.at(-1);
  if (typeof example !== "object" || example === null || typeof key !== "string") return undefined;
  const shown = flow(example);
  return shown.includes("…") ? undefined : `write it as in \`${key}: ${shown}\``;
}

/** How a text is written where a list or a mapping is expected: `ports: [80]`, `start: { text: Hello }`. */
function shapeFix(path: YamlPath, found: unknown, schema: z.ZodType | undefined): string | undefined {
  if (typeof found !== "string") return undefined;
  const value = shapeOf(found, schema);
  // What would not do either is no advice.
  if (value === found || !schema?.safeParse(value).success) return undefined;
  const key = path.at(-1);
  return `write \`${typeof key === "string" ? `${key}: ` : ""}${flow(value)}\``;
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

function orList(words: readonly string[]): string {
  const quoted = words.map((word) => JSON.stringify(word));
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}

const fixOf = (fix: string | undefined) => (fix === undefined ? {} : { fix });

function at(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );
}

function keysOf(schema: z.ZodType | undefined): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** The schema that stands at a path of a value, through optional fields and unions. */
function schemaAt(schema: z.ZodType, path: YamlPath, input: unknown): z.ZodType | undefined {
  let inner: z.ZodType | undefined = unwrap(schema);
  for (const [depth, step] of path.entries()) {
    if (inner instanceof z.ZodUnion) inner = likest(at(input, path.slice(0, depth)), inner.options as z.ZodType[]);
    if (inner instanceof z.ZodObject) inner = inner.shape[step] as z.ZodType | undefined;
    else if (inner instanceof z.ZodArray) inner = inner.element as z.ZodType;
    else if (inner instanceof z.ZodRecord) inner = inner.valueType as z.ZodType;
    else return undefined;
    if (inner) inner = unwrap(inner);
  }
  return inner;
}

function unwrap(schema: z.ZodType): z.ZodType {
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapped ? unwrap(schema.unwrap() as z.ZodType) : schema;
}
