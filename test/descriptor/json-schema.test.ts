import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { schemaFields } from "../../src/descriptor/json-schema.ts";
import { factsFileJsonSchema } from "../../src/descriptor/facts-file.ts";
import { descriptorJsonSchemas, KINDS } from "../../src/kinds/kinds.ts";
import { configJsonSchema, configSchema, RENAMED_SETTINGS } from "../../src/project/config.ts";
import { readOldNames } from "../../src/yaml/renamed-keys.ts";
import { parseYaml } from "../../src/yaml/parse.ts";

const validators = new Map(
  [...descriptorJsonSchemas()].map(([file, schema]) => [file, new Ajv2020({ strict: false }).compile(schema)]),
);

/** As an editor reads a descriptor, with YAML's core schema. */
const isValid = (file: string, more: object) => {
  const validate = validators.get(file);
  if (!validate) throw new Error(`no ${file}`);
  return validate({ name: "app", title: "App", ...more });
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

describe("every pattern has a message for editors", () => {
  const schemas = new Map([
    ...descriptorJsonSchemas(),
    ["config", configJsonSchema()],
    ["facts-file", factsFileJsonSchema()],
  ]);
  test.each([...schemas])("of %s", (_, schema) => {
    const without: unknown[] = [];
    JSON.stringify(schema, (_key, node: unknown) => {
      if (typeof node === "object" && node !== null && "pattern" in node && typeof node.pattern === "string")
        if (!("patternErrorMessage" in node) || !/^expected /.test(String(node.patternErrorMessage)))
          without.push(node);
      return node;
    });
    expect(without).toEqual([]);
    expect(JSON.stringify(schema)).not.toMatch(/editorType|isInline|hasOwnSection/);
  });
});

/* Editors read YAML with its core schema, validation reads texts: what one takes, the other takes. */
describe("the JSON Schema and the validation agree on", () => {
  const text = fc.constantFrom("a", "nested", "Nested", "docs/{name}.md", "../{name}.yaml", "5", "0", "true", "{line}");
  const scalar = fc.oneof(
    text.map((value) => JSON.stringify(value)),
    fc.constantFrom("7", "1.5", "[]", "{}", "[a]"),
  );
  const row = (keys: readonly string[], value: fc.Arbitrary<string>) =>
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...keys), value), { maxLength: 3, selector: ([key]) => key })
      .map((pairs) => `{ ${pairs.map(([key, inner]) => `${key}: ${inner}`).join(", ")} }`);
  const inEditor = new Ajv2020({ strict: false }).compile(configJsonSchema());

  test("settings", () => {
    const words = ["registry", "namespace", "layout", "output", "info", "catalog", "facts"];
    const pages = row(
      ["hub", "Hub", "overview"],
      fc.oneof(row(["layout", "output", "host", "colour"], scalar), scalar),
    );
    const verify = row(
      ["rules", "maxBytes", "words", "suppress", "misspellings"],
      fc.constantFrom("{}", "[]", "7", "a"),
    );
    const settings = fc
      .record({ word: row(words, scalar), pages, verify, charts: row(["layout", "output", "guides", "info"], scalar) })
      .map(
        (one) =>
          `{ ${one.word.slice(2, -2) || "volatile: false"}, pages: ${one.pages}, verify: ${one.verify}, charts: ${one.charts} }`,
      );
    fc.assert(
      fc.property(settings, (value) => {
        const read = parseYaml(value, { what: "file", fix: "" });
        if ("problem" in read) throw new Error(`${value} is no YAML`);
        // What got another name is read under the old one, too.
        const { value: settled } = readOldNames(read.value, RENAMED_SETTINGS);
        expect(inEditor(parse(value)), value).toBe(configSchema.safeParse(settled).success);
      }),
      { numRuns: 300 },
    );
  });
});
