import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { verify, type VerifyCommandOptions } from "../../src/commands/verify.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, record, type Files } from "../support/project.ts";

const SCHEMA = JSON.stringify({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  required: ["metadata"],
  additionalProperties: false,
  properties: {
    metadata: {
      type: "object",
      additionalProperties: false,
      required: ["display-name", "alternatives"],
      properties: {
        "display-name": { type: "string" },
        "short-description": { type: "string", minLength: 3 },
        featured: { type: "boolean" },
        alternatives: { type: "array", items: { type: "string" } },
        categories: { type: "array", items: { enum: ["web-servers", "security"] } },
        tools: {
          type: "array",
          items: { type: "object", additionalProperties: false, properties: { name: { type: "string" } } },
        },
      },
    },
  },
});
const DEFINITION = "image: dhi.io/app\ntags: ['1']\n";
const COMPLETE = "metadata:\n  display-name: App\n  alternatives: []\n";

async function run(files: Files, options: Partial<VerifyCommandOptions> = {}, paths: readonly string[] = ["image"]) {
  const root = makeProject({ "image/app/debian-13/1.yaml": DEFINITION, "image/app/overview.md": "Text.\n", ...files });
  const context = record();
  const status = await verify(
    paths.map((path) => join(root, path)),
    { root, reporter: "json", quiet: true, cache: false, catalog: root, ...options },
    context,
  );
  const findings = (JSON.parse(context.stdout()) as Finding[]).filter(({ code }) => code !== "port-unmentioned");
  return { status, findings };
}

const shown = ({ file, line, column, severity, code, message }: Finding) =>
  `${file}:${line}:${column} ${severity} ${message} ${code}`;

describe("info.yaml", () => {
  test.each([
    ["another type", "  featured: 'no'\n", "4:13 error unexpected a text at metadata.featured, expected true or false"],
    [
      "a type further down",
      "  tools:\n    - name: [a]\n",
      "5:13 error unexpected a list at metadata.tools.0.name, expected a text",
    ],
    [
      "a word that is none",
      "  categories: [security, web-server]\n",
      '4:26 error unexpected value "web-server" of metadata.categories.1',
    ],
    ["an unknown key", "  homeurl: x\n", '4:3 error unexpected key "homeurl"'],
    ["an unknown key of an item", "  tools:\n    - name: a\n      nam: b\n", '6:7 error unexpected key "nam"'],
    ["an unknown key at the top", "more: x\n", '4:1 error unexpected key "more"'],
    [
      "what else the schema wants",
      "  short-description: It\n",
      "4:22 error unexpected value of metadata.short-description: it must NOT have fewer than 3 characters",
    ],
  ])("is wrong with %s, at its place", async (_what, more, expected) => {
    const { status, findings } = await run({ "info.spec.json": SCHEMA, "image/app/info.yaml": COMPLETE + more });
    expect(status).toBe(1);
    expect(findings.map(shown)).toEqual([expect.stringContaining(`image/app/info.yaml:${expected}`)]);
  });

  test("that does not parse is told once: by the catalog, or else here", async () => {
    const broken = "metadata:\n  a: [\nb: c\n";
    const inCatalog = await run({ "info.spec.json": SCHEMA, "image/app/info.yaml": broken });
    expect(inCatalog.findings.map(({ code, file }) => `${file} ${code}`)).toEqual([
      "image/app/info.yaml definition-invalid",
    ]);
    const files = {
      "images/app.yaml": minimal("app"),
      "images/app/info.yaml": broken,
      "out/app/overview.md": "Text.\n",
    };
    const { findings } = await run(files, {}, []);
    expect(findings).toMatchObject([{ code: "info-invalid", file: "images/app/info.yaml", line: 3 }]);
  });

  test("is right as the schema has it, with CRLF and a byte order mark, too", async () => {
    const text = `\uFEFF${COMPLETE}  featured: true\n  categories: [security]\n`.replaceAll("\n", "\r\n");
    expect(await run({ "info.spec.json": SCHEMA, "image/app/info.yaml": text })).toEqual({ status: 0, findings: [] });
  });

  test("has its place where lines end in CRLF", async () => {
    const text = `${COMPLETE}  featured: 1\n`.replaceAll("\n", "\r\n");
    const { findings } = await run({ "info.spec.json": SCHEMA, "image/app/info.yaml": text });
    expect(findings).toMatchObject([{ line: 4, column: 13, message: expect.stringContaining("a number") as string }]);
  });

  test("is held against the hidden file first, and against nothing where there is none", async () => {
    const info = { "image/app/info.yaml": "metadata: { display-name: 1 }\n" };
    expect((await run({ ".info.spec.json": "{}", "info.spec.json": SCHEMA, ...info })).findings).toEqual([]);
    expect((await run(info)).findings).toEqual([]);
  });

  test.each([
    ["no JSON", "{"],
    ["no schema", '{ "type": "nonsense" }'],
  ])("cannot be held against a schema that is %s", async (_what, schema) => {
    const { findings } = await run({ "info.spec.json": schema, "image/app/info.yaml": COMPLETE });
    expect(findings).toMatchObject([{ code: "info-invalid", file: "info.spec.json", line: 1 }]);
  });

  test("is read in older drafts", async () => {
    const schema = JSON.stringify({ $schema: "http://json-schema.org/draft-07/schema#", additionalProperties: false });
    const { findings } = await run({ "info.spec.json": schema, "image/app/info.yaml": COMPLETE });
    expect(findings.map(shown)).toEqual(['image/app/info.yaml:1:1 error unexpected key "metadata" info-invalid']);
  });

  test("has the severity of the config", async () => {
    const files = { "info.spec.json": SCHEMA, "image/app/info.yaml": `${COMPLETE}  more: x\n` };
    const config = (severity: string) => ({
      ...files,
      "dhi-guides.config.yaml": `verify: { rules: { info-invalid: ${severity} } }\n`,
    });
    expect((await run(config("warning"))).findings).toMatchObject([{ severity: "warning" }]);
    expect((await run(config("off"))).findings).toEqual([]);
  });

  test("that lacks required keys is one note in all, and no failure", async () => {
    const { status, findings } = await run(
      {
        "info.spec.json": SCHEMA,
        "image/app/info.yaml": "metadata: { display-name: App }\n",
        "image/b/debian-13/1.yaml": DEFINITION.replace("app", "b"),
        "image/b/guides.md": "Text.\n",
        "image/b/info.yaml": "metadata: {}\n",
      },
      { maxWarnings: 0 },
    );
    expect(status).toBe(0);
    expect(findings.map(shown)).toEqual([
      "image/app/info.yaml:1:1 note expected keys that the schema requires: metadata.alternatives (2), metadata.display-name (1), of 2 info.yaml info-incomplete",
    ]);
  });

  test("is the project's, beside the descriptor, and of the things that were asked for", async () => {
    const files = {
      "info.spec.json": SCHEMA,
      "images/app.yaml": minimal("app"),
      "images/app/info.yaml": `${COMPLETE}  more: x\n`,
      "charts/app.yaml": minimal("app"),
      "charts/app/info.yaml": `${COMPLETE}  less: x\n`,
      "out/app/overview.md": "Text.\n",
      "out/app/guides.md": "Text. dev\n",
      "out/charts/app/guides.md": "Text.\n",
    };
    const found = async (paths: readonly string[]) =>
      (await run(files, {}, paths)).findings.map(({ file, message }) => `${file} ${message}`);
    const image = 'images/app/info.yaml unexpected key "more"';
    const chart = 'charts/app/info.yaml unexpected key "less"';
    expect(await found([])).toEqual([chart, image]);
    expect(await found(["out/charts"])).toEqual([chart]);
    expect(await found(["out/app/guides.md"])).toEqual([image]);
  });
});

describe("short descriptions", () => {
  const info = (length: number) => `metadata:\n  short-description: ${"é".repeat(length)}\n`;
  const project = {
    "images/a.yaml": minimal("a"),
    "images/a/info.yaml": info(101),
    "images/b.yaml": minimal("b"),
    "images/b/info.yaml": info(100),
    "images/c.yaml": minimal("c"),
    "images/c/info.yaml": info(200),
    "out/a/overview.md": "Text.\n",
    "out/b/overview.md": "Text.\n",
    "out/c/overview.md": "Text.\n",
  };

  test("are counted in one warning where Docker Hub shows the page", async () => {
    const config = { "dhi-guides.config.yaml": "pages: { overview: { host: hub } }\n" };
    const { findings } = await run({ ...project, ...config }, {}, []);
    expect(findings.map(shown)).toEqual([
      "images/a/info.yaml:2:22 warning expected at most 100 characters, which Docker Hub shows: 2 of 3 short descriptions are longer info-description",
    ]);
  });

  test.each([
    ["no host is named", ""],
    ["another page is on Docker Hub", "pages: { hub: { host: hub } }\n"],
  ])("may be as long as they are where %s", async (_what, config) => {
    expect(
      (await run({ ...project, "dhi-guides.config.yaml": `registry: public\n${config}` }, {}, [])).findings,
    ).toEqual([]);
  });
});
