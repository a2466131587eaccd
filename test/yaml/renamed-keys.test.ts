import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { descriptorJsonSchema } from "../../src/descriptor/json-schema.ts";
import { imageSchema } from "../../src/descriptor/image-schema.ts";
import { parseDescriptor } from "../../src/descriptor/load.ts";
import { runProgram } from "../../src/commands/program.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { configSchema, RENAMED_SETTINGS } from "../../src/project/config.ts";
import { parseYaml } from "../../src/yaml/parse.ts";
import { readOldNames, renameKeys, withOldNames, type RenamedKey } from "../../src/yaml/renamed-keys.ts";
import { makeProject, minimal, read, record } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";

const CONFIG = "dhi-guides.config.yaml";

async function run(root: string, ...args: string[]) {
  const context = record();
  const status = await runProgram(["node", "dhi-guides", ...args, "--root", root, "--reporter", "json"], context);
  const findings = JSON.parse(context.stdout()) as Finding[];
  return { status, codes: findings.map(({ code }) => code), findings, stderr: context.stderr() };
}

const project = (settings: string) =>
  makeProject({ [CONFIG]: settings, "images/a.yaml": minimal("a"), "catalog/b/guides.md": "# B\n" });

describe("a setting under its old name", () => {
  const SETTINGS = '# ours\nguides: "catalog/{name}/guides.md" # here\n\ncharts:\n  guides: "catalog/c/{name}.md"\n';

  test("is read, with a warning at its place that says the new one", async () => {
    const { status, findings, stderr } = await run(project(SETTINGS), "build");
    expect(status).toBe(0);
    expect(findings.filter(({ severity }) => severity === "warning")).toMatchObject([
      {
        code: "config-deprecated-key",
        file: CONFIG,
        line: 2,
        column: 1,
        endColumn: 7,
        message: expect.stringContaining('"published"') as string,
      },
      { code: "config-deprecated-key", file: CONFIG, line: 5, column: 3 },
    ]);
    expect(findings.map(({ code }) => code)).toContain("guide-unmanaged");
    expect(stderr).toContain("0 errors");
  });

  test("is told by each command that reads settings; --max-warnings counts it", async () => {
    const root = project(SETTINGS);
    await run(root, "build");
    expect((await run(root, "check")).codes).toContain("config-deprecated-key");
    expect((await run(root, "check", "--max-warnings", "0")).status).toBe(1);
  });

  test.each([
    ["verify"],
    ["sync", "--from", SMALL_CATALOG],
    ["sync", "--check", "--from", SMALL_CATALOG],
    ["new", "other", "--title", "Other"],
    ["drift", "--from-changes"],
    ["doctor"],
  ])("is told once by each command that judges the project: %s %s", async (...command) => {
    const root = project(SETTINGS);
    await run(root, "build");
    const { findings } = await run(root, ...command);
    const told = findings.filter(({ code }) => code === "config-deprecated-key");
    expect(told.map(({ file, line }) => [file, line])).toEqual([
      [CONFIG, 2],
      [CONFIG, 5],
    ]);
  });

  test.each([
    ["drift"],
    ["explain", "a"],
    ["explain", "--uses", "images/a.yaml"],
    ["templates"],
    ["facts", "--from", SMALL_CATALOG],
  ])("stops none that answers a question: %s %s", async (...command) => {
    const root = project(SETTINGS);
    await run(root, "build");
    const context = record();
    expect(await runProgram(["node", "dhi-guides", ...command, "--root", root], context)).toBe(0);
    expect(context.stderr()).not.toContain(" error ");
  });

  test("doctor places what is wrong with its value at the old key", async () => {
    const { findings } = await run(
      project('# c\nguides: "nowhere/{name}.md"\ncharts:\n  guides: "else/{name}.md"\n'),
      "doctor",
    );
    expect(findings.filter(({ code }) => code === "setup-setting")).toMatchObject([
      { file: CONFIG, line: 2, column: 9 },
      { file: CONFIG, line: 4, column: 11 },
    ]);
  });

  test("build --fix renames it, and nothing else", async () => {
    const root = project(SETTINGS);
    const { status, codes, stderr } = await run(root, "build", "--fix");
    expect(read(root, CONFIG)).toBe(SETTINGS.replaceAll("guides: ", "published: "));
    expect(stderr).toContain(`${CONFIG}: renamed charts.guides to published\n`);
    expect([status, codes]).toEqual([0, ["guide-unmanaged"]]);
    const { stderr: again } = await run(root, "build", "--fix");
    expect(again).not.toContain("renamed");
  });

  test.each([
    ["in quotes", '"guides": "g/{name}.md"\n', 'published: "g/{name}.md"\n'],
    ["in CRLF", '# c\r\nguides: "g/{name}.md"\r\n', '# c\r\npublished: "g/{name}.md"\r\n'],
    ["behind a byte order mark", '\ufeffguides: "g/{name}.md"\n', '\ufeffpublished: "g/{name}.md"\n'],
    ["in braces", '{ layout: nested, guides: "g/{name}.md" }\n', '{ layout: nested, published: "g/{name}.md" }\n'],
    ["with an explicit key", '? guides\n: "g/{name}.md"\n', '? published\n: "g/{name}.md"\n'],
    ["with its value below", 'guides:\n  "g/{name}.md"\n', 'published:\n  "g/{name}.md"\n'],
  ])("is renamed %s", async (_, before, after) => {
    const root = project(before);
    await run(root, "build", "--fix");
    expect(read(root, CONFIG)).toBe(after);
  });

  test("whose value is wrong has that said at its place", async () => {
    const { status, findings } = await run(project("layout: nested\nguides: nowhere\n"), "build");
    expect(status).toBe(1);
    expect(findings).toMatchObject([
      { code: "config-deprecated-key", line: 2, column: 1 },
      { code: "config-value", line: 2, column: 9 },
    ]);
  });

  test("beside the new one is an unknown key, and --fix leaves both", async () => {
    const settings = 'guides: "g/{name}.md"\npublished: "p/{name}.md"\n';
    const root = project(settings);
    expect((await run(root, "build", "--fix")).codes).toEqual(["config-unknown-key"]);
    expect(read(root, CONFIG)).toBe(settings);
  });

  test("--fix leaves what is no YAML to the build", async () => {
    expect((await run(project("guides: [\n"), "build", "--fix")).codes).toEqual(["config-yaml"]);
  });

  test("is struck out by editors, which take both", () => {
    const schema = withOldNames(
      z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" }),
      RENAMED_SETTINGS,
    );
    const takes = new Ajv2020({ strict: false }).compile(schema);
    expect([takes({ guides: "g/{name}.md" }), takes({ charts: { guides: "g/{name}.md" } })]).toEqual([true, true]);
    expect([takes({ guides: "nowhere" }), takes({ guide: "g/{name}.md" })]).toEqual([false, false]);
    expect(schema.properties?.["guides"]).toMatchObject({
      deprecated: true,
      deprecationMessage: "Now called `published`.",
    });
  });
});

/* No field of a descriptor has another name yet. */
describe("a field under its old name", () => {
  const table: readonly RenamedKey[] = [
    { in: [], from: "contents", to: "included" },
    { in: ["env", "*"], from: "meaning", to: "description" },
  ];
  const files = {
    schema: imageSchema,
    renamed: table,
    name: "a",
    path: "images/a.yaml",
    prosePath: "images/a",
    proseFolder: "images/a",
  };
  const text =
    "name: a\ntitle: A\ncontents: Much.\nenv:\n  - { name: B, meaning: One. }\n  - name: C\n    meaning: Two.\n";

  test("is read", () => {
    const { descriptor, oldNames, problems } = parseDescriptor(text, files);
    expect(problems).toEqual([]);
    expect(descriptor).toMatchObject({ included: "Much.", env: [{ description: "One." }, { description: "Two." }] });
    expect(oldNames?.map(({ path }) => path.join("."))).toEqual(["contents", "env.0.meaning", "env.1.meaning"]);
  });

  test("whose value is wrong has that said of the old one", () => {
    const { problems } = parseDescriptor(text.replace("Much.", "[a]"), files);
    expect(problems).toMatchObject([{ code: "descriptor-value", place: { path: ["contents"] } }]);
  });

  test("is renamed in lists, in each style", () => {
    const parsed = parseYaml(text);
    const { found } = readOldNames("value" in parsed ? parsed.value : undefined, table);
    expect(renameKeys(text, found)).toBe(text.replace("contents:", "included:").replaceAll("meaning:", "description:"));
  });

  test("is in the JSON Schema", () => {
    const schema = withOldNames(descriptorJsonSchema(imageSchema, "schema/image.json"), table);
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const takes = (value: object) => validate({ name: "a", ...value });
    expect([takes({ contents: "Much." }), takes({ env: [{ name: "B", meaning: "One." }] })]).toEqual([true, true]);
  });
});
