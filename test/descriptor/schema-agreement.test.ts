import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { descriptorJsonSchemas, KINDS } from "../../src/kinds/kinds.ts";
import { parseYaml } from "../../src/yaml/parse.ts";
import { read, REPOSITORY } from "../support/project.ts";

/*
 * Descriptors with a value exchanged somewhere: an editor, which holds YAML's core schema against the JSON Schema, and
 * validation, which reads every scalar as it is written, find the same fields at the top wrong.
 *
 * Known exceptions, which the values here avoid: `null` where a text is expected, truth values and numbers in quotes or in
 * another spelling, and what a refinement says of several fields together: an empty mapping that needs one of them.
 */

type Value = string | readonly Value[] | { readonly [key: string]: Value };

const VALUES: readonly Value[] = [
  "word",
  "Two words.",
  "''",
  "8080",
  "70000",
  "-3",
  "1.10",
  "true",
  "false",
  "2024-01-01",
  "a/b",
  "/a",
  "https://example.org/",
  "{name}",
  [],
  ["word"],
  [["word"]],
  { file: "deploy.md" },
  { file: "../deploy.md" },
  { nobody: "word" },
  { name: "A" },
];

/** What stands at a path of a descriptor, scalars as they are written. */
function written(value: unknown): Value {
  if (typeof value === "string")
    return /^(?:\d+(?:\.\d+)?|true|false|[A-Za-z/][\w/.-]*)$/.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return value.map(written);
  return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, written(inner)]));
}

/** All paths to values. */
function pathsOf(value: Value, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value === "string") return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner as Value, [...path, key]))];
}

function exchanged(value: Value, [first, ...rest]: readonly string[], by: Value): Value {
  if (first === undefined) return by;
  if (typeof value === "string") return value;
  if (Array.isArray(value))
    return value.map((inner: Value, index) => (String(index) === first ? exchanged(inner, rest, by) : inner));
  const mapping = value as Readonly<Record<string, Value>>;
  return { ...mapping, [first]: exchanged(mapping[first] ?? "", rest, by) };
}

/** In flow style: quotes stand where the author wrote them. */
function yamlOf(value: Value): string {
  if (typeof value === "string")
    return value === "''" || !/[{}]|: /.test(value) || value.startsWith('"') ? value : `"${value}"`;
  if (Array.isArray(value)) return `[${value.map(yamlOf).join(", ")}]`;
  return `{ ${Object.entries(value as object)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${yamlOf(inner as Value)}`)
    .join(", ")} }`;
}

function seedOf(text: string): Value {
  const parsed = parseYaml(text);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return written(parsed.value);
}

const SEEDS: Readonly<Record<string, Value>> = {
  image: seedOf(read(join(REPOSITORY, "test/fixtures/everything"), "images/everything.yaml")),
  chart: seedOf(
    "name: app\ntitle: App\nset: [a.b=c]\nnamespace: apps\ncreateNamespace: true\nuninstall: Done.\n" +
      "pullSecrets: [a.b]\nuseCases: [{ title: A, text: B. }]\noverview: { about: Much. }\nsections: { omit: [install] }\n",
  ),
};

describe("the JSON Schema and the validation find the same fields wrong", () => {
  test.each(KINDS.map((kind) => ({ kind, name: kind.name })))("of a descriptor of $name", ({ kind, name }) => {
    const seed = SEEDS[name];
    if (seed === undefined) throw new Error(`no descriptor of ${name}`);
    const inEditor = new Ajv2020({ strict: false, allErrors: true }).compile(
      descriptorJsonSchemas().get(kind.jsonSchema) ?? {},
    );
    const schema: z.ZodType = kind.schema;
    // Of a condition's two versions, the first must be the older one: a rule of several fields.
    const paths = pathsOf(seed).filter((path) => path.length > 0 && !path.includes("when"));
    const change = fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...VALUES));
    fc.assert(
      fc.property(change, ([path, value]) => {
        // The field alone, with those that every descriptor has.
        const [top = ""] = path;
        const { [top]: field = "" } = exchanged(seed, path, value) as Readonly<Record<string, Value>>;
        const text = yamlOf({ name: "app", title: "App", [top]: field });
        const parsed = parseYaml(text);
        if ("problem" in parsed) throw new Error(`${text}: ${parsed.problem.message}`);
        inEditor(parse(text));
        const marked = new Set((inEditor.errors ?? []).map(({ instancePath }) => instancePath.split("/")[1]));
        const told = new Set((schema.safeParse(parsed.value).error?.issues ?? []).map((issue) => issue.path[0]));
        expect([...marked], `${path.join(".")}: ${yamlOf(value)}`).toEqual([...told]);
      }),
      { numRuns: 300, seed: 22 },
    );
  });
});
