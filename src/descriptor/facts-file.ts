import { parse } from "yaml";
import * as z from "zod";
import type { Problem } from "../findings/problem.ts";
import { createLocator } from "../yaml/locate.ts";
import { parseYaml } from "../yaml/parse.ts";
import { editorSchema } from "./editor-schema.ts";
import { NAME } from "./shared-fields.ts";
import { validate } from "./validate.ts";

/*
 * Facts that definitions need not state, from whoever knows them: a JSON file, given to `sync`, `new` and `facts` as `--facts`.
 * YAML of the same shape is read as well.
 */

/** What is stated of one image. */
const statedFacts = z
  .strictObject({
    fips: z
      .boolean()
      .meta({ description: "Whether it has FIPS variants.", examples: [true] })
      .optional(),
    stig: z
      .boolean()
      .meta({ description: "Whether it is certified for a STIG.", examples: [false] })
      .optional(),
    source: z
      .string()
      .regex(/\S/, { error: "expected some words" })
      .meta({
        description: "Where this comes from, in words; the name of the file where left out.",
        examples: ["compliance export of 2026-11"],
        // The file is JSON, where a number is no text.
        editorType: ["string"],
      })
      .optional(),
  })
  .refine(({ fips, stig }) => fips !== undefined || stig !== undefined, { error: "expected fips or stig in it" })
  .meta({ description: "What is stated of an image.", anyOf: [{ required: ["fips"] }, { required: ["stig"] }] });

/** The schema of a file of facts. */
const factsFileSchema = z.record(
  z.string().regex(NAME, { error: "expected the name of an image: nothing else has such facts" }),
  statedFacts,
);

/** What a file of facts states of an image. */
export type StatedFacts = z.output<typeof statedFacts>;

/** Where the file's schema stands in the package. */
export const FACTS_FILE_SCHEMA = "schema/facts-file.json";

const EXAMPLE = '`{ "redis": { "fips": true, "source": "compliance export of 2026-11" } }`';
const EXPECTED = { what: "facts of images", fix: `write for example ${EXAMPLE}, or leave the file out` };

/**
 * Reads a file of facts.
 *
 * @param text its JSON, or YAML of the same shape
 * @returns the facts by the names of images, or everything that is wrong with them, at their places
 */
export function parseFactsFile(
  text: string,
): { readonly facts: ReadonlyMap<string, StatedFacts> } | { readonly problems: readonly Problem[] } {
  const strict = parseYaml(text, EXPECTED);
  if ("problem" in strict) return { problems: [renamed(strict.problem)] };
  // Here `true` is a truth value and `"true"` is none: the schema of JSON.
  const value: unknown = parse(text, { logLevel: "silent" });
  const { $schema: _, ...facts } = isMapping(value) ? value : {};
  const valid = validate(factsFileSchema, isMapping(value) ? facts : value);
  if ("value" in valid) return { facts: new Map(Object.entries(valid.value)) };
  const locator = createLocator(text);
  return {
    problems: valid.problems.map((problem) => ({
      ...renamed(problem),
      place: "line" in problem.place ? problem.place : locator.locate(problem.place),
    })),
  };
}

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The descriptor's rules hold for the file as well, under a name of their own. */
function renamed(problem: Problem): Problem {
  const fix = problem.fix ?? `write it as in ${EXAMPLE}`;
  return problem.code.startsWith("descriptor-") ? { ...problem, fix, code: "facts-file-invalid" } : problem;
}

/** The file's JSON Schema, for editors. */
export function factsFileJsonSchema(): object {
  const { propertyNames, ...schema } = editorSchema(factsFileSchema, FACTS_FILE_SCHEMA, "DHI facts of images");
  return {
    ...schema,
    propertyNames: { anyOf: [propertyNames, { const: "$schema" }] },
    properties: { $schema: { type: "string" } },
  };
}
