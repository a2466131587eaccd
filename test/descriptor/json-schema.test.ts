import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { schemaFields } from "../../src/descriptor/json-schema.ts";
import { descriptorJsonSchemas, KINDS } from "../../src/kinds/kinds.ts";

/** As an editor reads a descriptor, with YAML's core schema. */
const isValid = (file: string, more: object) => {
  const schema = descriptorJsonSchemas().get(file);
  if (!schema) throw new Error(`no ${file}`);
  return new Ajv2020({ strict: false }).validate(schema, { name: "app", title: "App", ...more });
};

const IMAGE = "schema/image.json";
const CHART = "schema/chart.json";

describe("the JSON Schema takes a word in the place of a text or of fields", () => {
  test.each([
    [IMAGE, { overview: false }],
    [IMAGE, { overview: { about: "Much.", website: false } }],
    [IMAGE, { overview: { website: "https://example.org/" } }],
    [IMAGE, { start: { compose: true, publish: false, env: [], further: [{ text: "A.", args: [1.1, true, "-v"] }] } }],
    [
      IMAGE,
      { start: { compose: { text: { file: "a.md" }, service: "app" }, notes: ["A.", { tip: { file: "a.md" } }] } },
    ],
    [CHART, { useCases: [{ title: "A", notes: [{ paragraph: "B." }, { file: "b.md" }] }] }],
    [CHART, { overview: false }],
    [CHART, { overview: { upstream: "Example", documentation: "https://example.org/" } }],
    [CHART, { uninstall: true }],
    [CHART, { uninstall: "The volumes stay." }],
    [CHART, { uninstall: { file: "uninstall.md" } }],
    [CHART, { createNamespace: true, namespace: "a", set: ["a.b=c"], pullSecrets: ["a[0].b"] }],
  ])("of %s: %j", (file, more) => {
    expect(isValid(file, more)).toBe(true);
  });

  test.each([
    [IMAGE, { start: { compose: false } }],
    [IMAGE, { start: { notes: [{ tip: "A.", note: "B." }] } }],
    [IMAGE, { start: { notes: [{}] } }],
    [IMAGE, { start: { further: [{ text: "A.", mode: "background" }] } }],
    [IMAGE, { overview: true }],
    [IMAGE, { overview: { website: true } }],
    [IMAGE, { overview: { website: "example.org" } }],
    [IMAGE, { overview: { upstream: "Example" } }],
    [IMAGE, { pullSecrets: ["a[0].b"] }],
    [CHART, { uninstall: false }],
    [CHART, { set: ["a.b"] }],
    [CHART, { ports: ["80"] }],
  ])("and not, of %s: %j", (file, more) => {
    expect(isValid(file, more)).toBe(false);
  });
});

test.each(KINDS.map(({ name, schema, jsonSchema }) => ({ name, schema, jsonSchema })))(
  "every field of $name has an example in its JSON Schema, those that are read otherwise than written, too",
  ({ jsonSchema }) => {
    const { properties } = descriptorJsonSchemas().get(jsonSchema) as {
      readonly properties: Readonly<Record<string, { readonly examples?: readonly unknown[] }>>;
    };
    const without = Object.entries(properties).filter(([, { examples = [] }]) => examples.length === 0);
    expect(without.map(([name]) => name)).toEqual([]);
  },
);

test.each(KINDS.map(({ name, schema }) => ({ name, schema })))(
  "the fields of $name are listed, those of its overview with them",
  ({ schema }) => {
    const paths = schemaFields(schema).map(({ path }) => path);
    expect(paths).toContain("overview");
    expect(paths).toContain("overview.about");
    expect(paths).toContain("overview.sections.omit");
    // What a text may be instead is no field.
    expect(paths.filter((path) => /\.file$/.test(path))).toEqual([]);
  },
);
