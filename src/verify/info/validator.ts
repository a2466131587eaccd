import type { ErrorObject } from "ajv";

import { didYouMean } from "../../findings/suggest.ts";
import type { TextPlace, YamlPlace } from "../../findings/problem.ts";

/** Something that a schema does not allow, and where. */
export interface SchemaProblem {
  readonly place: YamlPlace | TextPlace;
  readonly message: string;
  readonly expected?: string;
  readonly fix?: string;
  /** The key that is absent, with those above it, where that is the problem. */
  readonly missing?: string;
}

/** Holds a value of YAML against the schema. */
export type SchemaValidator = (value: unknown) => readonly SchemaProblem[];

/** What people call the types of JSON. */
const NOUNS: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  integer: "a whole number",
  null: "nothing",
  number: "a number",
  object: "keys and values",
  string: "a text",
};

/**
 * Compiles a JSON Schema.
 *
 * @param text the schema, of any draft that names itself; of draft 2020-12 where it names none
 * @returns the validator
 * @throws Error where the text is no JSON, or no schema
 */
export async function createValidator(text: string): Promise<SchemaValidator> {
  const schema: unknown = JSON.parse(text);
  if (typeof schema !== "object" || schema === null) throw new Error("it is not an object");
  const options = { strict: false, validateFormats: false, allErrors: true, verbose: true, logger: false } as const;
  const draft = String((schema as { $schema?: unknown }).$schema ?? "");
  const ajv = /draft-0[4-7]/.test(draft)
    ? new (await import("ajv")).default.Ajv(options)
    : new (await import("ajv/dist/2020.js")).default.Ajv2020(options);
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(problemOf));
}

function problemOf({ instancePath, keyword, params, message, data, parentSchema }: ErrorObject): SchemaProblem {
  const path = instancePath
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const what = path.length === 0 ? "the file" : path.join(".");
  const value = { path, part: "value" } as const;
  switch (keyword) {
    case "additionalProperties": {
      const key = String(params["additionalProperty"]);
      const fix = didYouMean(key, Object.keys((parentSchema?.["properties"] ?? {}) as object));
      return {
        place: { path: [...path, key], part: "key" },
        message: `unexpected key ${JSON.stringify(key)}`,
        ...(fix !== undefined && { fix }),
      };
    }
    case "enum": {
      const allowed = (params["allowedValues"] as unknown[]).map(String);
      const fix = typeof data === "string" ? didYouMean(data, allowed) : undefined;
      return {
        place: value,
        message: `unexpected value ${JSON.stringify(data)} of ${what}`,
        expected: `one of ${allowed.join(", ")}`,
        ...(fix !== undefined && { fix }),
      };
    }
    case "type": {
      const types = [params["type"] as string | string[]].flat().map((type) => NOUNS[type] ?? type);
      return { place: value, message: `unexpected ${nounOf(data)} at ${what}, expected ${types.join(" or ")}` };
    }
    case "required": {
      const key = String(params["missingProperty"]);
      const missing = [...path.filter((step) => !/^\d+$/.test(step)), key].join(".");
      return { place: { path, part: "key" }, message: `expected the key ${key} at ${what}`, missing };
    }
    default:
      return { place: value, message: `unexpected value of ${what}: it ${message ?? "is not as the schema wants it"}` };
  }
}

function nounOf(data: unknown): string {
  const type = data === null ? "null" : Array.isArray(data) ? "array" : typeof data;
  return NOUNS[type] ?? type;
}
