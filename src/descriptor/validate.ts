import * as z from "zod";
import type { Problem, YamlPath } from "../findings/problem.ts";
import { didYouMean } from "../findings/suggest.ts";
import { exampleFix, shapeFix, topFix, truthFix, wordsOf } from "./advice.ts";
import { at, keysOf, likest, schemaAt } from "./schema-at.ts";

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

/** Words as one says them of a choice: `"a", "b" or "c"`. */
export function orList(words: readonly string[]): string {
  const quoted = words.map((word) => JSON.stringify(word));
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}

const fixOf = (fix: string | undefined) => (fix === undefined ? {} : { fix });
