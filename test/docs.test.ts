import { readdirSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { expect, test } from "vitest";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { imageSchema } from "../src/descriptor/image-schema.ts";
import { descriptorJsonSchema } from "../src/descriptor/json-schema.ts";
import { importTable } from "../scripts/import-rules.mjs";
import { configJsonSchema } from "../src/project/config.ts";
import { BLOCK_WORDS, WORDS } from "../src/render/vocabulary.ts";
import { expectGolden } from "./support/golden.ts";
import { read, REPOSITORY } from "./support/project.ts";

test("docs/configuration.md lists every setting, made from the schema", async () => {
  const cell = (value: unknown) => (value === undefined ? "" : `\`${JSON.stringify(value).replaceAll("|", "\\|")}\``);
  const rows = settingsOf(configJsonSchema() as Setting, "").map(([path, setting]) => {
    const { description = "", default: usual, examples = [] } = setting;
    expect(description, path).not.toBe("");
    const texts = [description, valueOf(setting)].map((text) => text.replaceAll("|", "\\|")).join(" | ");
    return `| \`${path}\` | ${texts} | ${cell(usual)} | ${cell(examples[0])} |`;
  });
  const titles = ["| Setting | What it is | What it takes | Default | Example |", "| --- | --- | --- | --- | --- |"];
  const table = [...titles, ...rows].join("\n");
  const file = join(REPOSITORY, "docs/configuration.md");
  const [head = ""] = read(REPOSITORY, "docs/configuration.md").split(
    /(?<=<!-- made by `npm run update-goldens` -->\n)/,
  );
  const style = { proseWrap: "always", printWidth: 120, embeddedLanguageFormatting: "off" } as const;
  expectGolden(file, await format(`${head}\n${table}\n`, { parser: "markdown", ...style }));
});

/** What a JSON Schema says of a setting. */
interface Setting {
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Setting>>;
  readonly items?: Setting;
  readonly additionalProperties?: Setting | boolean;
  readonly anyOf?: readonly Setting[];
  readonly allOf?: readonly Setting[];
  readonly patternErrorMessage?: string;
  readonly errorMessage?: string;
}

/** What a setting takes, in the words that an editor says where it finds something else. */
function valueOf({ items, additionalProperties: each, anyOf, allOf, ...setting }: Setting): string {
  if (items) return `a list: ${valueOf(items)}`;
  if (typeof each === "object") return `a mapping: ${valueOf(each)}`;
  const { patternErrorMessage, errorMessage = anyOf?.[0]?.allOf?.[0]?.errorMessage ?? allOf?.[0]?.errorMessage } =
    setting;
  const message = (patternErrorMessage ?? errorMessage ?? "").replace(/^expected /, "");
  return message.replace(/(?<![`\w])[\w./:-]*\{\w+\}[\w./{}-]*|"\w+"/g, "`$&`");
}

function settingsOf({ properties = {} }: Setting, prefix: string): (readonly [string, Setting])[] {
  return Object.entries(properties).flatMap(([key, setting]) => {
    const path = prefix + key;
    const inner = [...settingsOf(setting, `${path}.`), ...settingsOf(setting.items ?? {}, `${path}[].`)];
    // A group says what it is by what is in it.
    return inner.length > 0 && setting.items === undefined ? inner : [[path, setting] as const, ...inner];
  });
}

test("docs/architecture.md has the import rules, made from those that the linter holds", async () => {
  const page = read(REPOSITORY, "docs/architecture.md");
  const [start, end] = ["<!-- import rules, made by `npm run update-goldens` -->", "<!-- end of import rules -->"];
  const [head = "", tail = ""] = [page.split(start)[0], page.split(end)[1]];
  const style = { proseWrap: "always", printWidth: 120, embeddedLanguageFormatting: "off" } as const;
  const text = `${head}${start}\n\n${importTable()}\n\n${end}${tail}`;
  expectGolden(join(REPOSITORY, "docs/architecture.md"), await format(text, { parser: "markdown", ...style }));
});

test("the JSON Schema takes what the validation takes, as an editor reads it", () => {
  const validate = new Ajv2020({ strict: false }).compile(descriptorJsonSchema(imageSchema, "schema/image.json"));
  for (const file of [
    "images/kubeflow-pipelines-metadata-writer.yaml",
    "images/kserve-localmodelnode-agent.yaml",
    "images/beyla.yaml",
    "images/postgres.yaml",
    "test/fixtures/everything/images/everything.yaml",
  ]) {
    const isValid = validate(parse(read(REPOSITORY, file)));
    expect(validate.errors ?? [], file).toEqual([]);
    expect(isValid).toBe(true);
  }
  expect(JSON.stringify(descriptorJsonSchema(imageSchema, "schema/image.json"))).not.toMatch(/editorType|isInline/);
  expect(validate({ name: "app", title: "App", prots: [] })).toBe(false);
  expect(validate({ name: "app", title: "App", env: [{ name: "A", required: "maybe" }] })).toBe(false);
});

test("docs/templates.md names every word of the vocabulary", () => {
  const page = read(REPOSITORY, "docs/templates.md");
  for (const word of Object.keys({ ...WORDS, ...BLOCK_WORDS })) expect(page).toContain(`| \`${word}\``);
});

test("a command that is named can be run as it stands", () => {
  const bare =
    /(?<!npx (?:--no -- )?)\bdhi-guides (?:build|check|explain|verify|preview|new|sync|facts|adopt|COMMAND)\b.*/g;
  const filesIn = (folder: string, extension: string) =>
    readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(extension))
      .map((name) => `${folder}/${name}`);
  const files = ["README.md", "CONTRIBUTING.md", ".pre-commit-hooks.yaml", ...filesIn("docs", ".md")];
  for (const file of [...files, ...filesIn("images", ".yaml"), ...filesIn("src", ".ts")]) {
    // What is said to who reads the source is short.
    const text = read(REPOSITORY, file).replace(/\/\*\*?[\s\S]*?\*\//g, "");
    expect(text.match(bare) ?? [], file).toEqual([]);
  }
});
