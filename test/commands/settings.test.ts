import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { makeProject, minimal, record, type Files } from "../support/project.ts";

async function run(files: Files, more: { readonly out?: string } = {}) {
  const context = record();
  const status = await build([], { root: makeProject(files), reporter: "json", ...more }, context);
  return { status, findings: JSON.parse(context.stdout()), stderr: context.stderr() };
}

describe("a layout of the settings that there is not", () => {
  const config = { "dhi-guides.config.yaml": "registry: mirror\nlayout: netsed\n" };

  test("is told once, where the settings name it", async () => {
    const { status, findings } = await run({ ...config, "images/a.yaml": minimal("a"), "images/b.yaml": minimal("b") });
    expect(status).toBe(1);
    expect(findings).toMatchObject([
      {
        code: "layout-unknown",
        file: "dhi-guides.config.yaml",
        line: 2,
        column: 9,
        fix: expect.stringContaining('did you mean "nested"?'),
      },
    ]);
  });

  test("does not keep guides from their own layout", async () => {
    const { stderr } = await run({
      ...config,
      "images/a.yaml": minimal("a"),
      "images/b.yaml": minimal("b", "layout: flat\n"),
    });
    expect(stderr).toMatch(/^2 pages: 1 new, 1 failed, 1 error /);
  });
});

test("a pattern of descriptors that is given twice is told", async () => {
  const { findings } = await run({ "dhi-guides.config.yaml": 'descriptors: ["a/{name}.yaml", "a/{name}.yaml"]\n' });
  expect(findings).toMatchObject([{ code: "config-value", message: "unexpected pattern twice, expected each once" }]);
});

describe("a pattern with backslashes is told to have slashes", () => {
  test.each([
    ["descriptors: ['images\\{name}.yaml']", "images\\{name}.yaml"],
    ["output: out\\{name}\\guides.md", "out\\{name}\\guides.md"],
    ["info: 'images/{name}\\info.yaml'", "images/{name}\\info.yaml"],
    ["published: ..\\catalog\\{name}.md", "..\\catalog\\{name}.md"],
    ["pages: { hub: { output: 'out\\{name}\\hub.md' } }", "out\\{name}\\hub.md"],
    ["charts: { output: 'out\\{name}\\chart.md' }", "out\\{name}\\chart.md"],
  ])("%s", async (setting, value) => {
    const { findings } = await run({ "dhi-guides.config.yaml": `${setting}\n` });
    const message = `unexpected ${JSON.stringify(value)}, expected \`/\` between folders, on Windows as well`;
    expect(findings).toMatchObject([{ code: "config-value", message }]);
  });
});

describe("settings of pages", () => {
  const guides = "expected another page: `layout` and `output` of guides stand";
  test.each([
    ["pages: { Hub: {} }", "value", 10, 'unexpected "Hub", expected a page\'s name, for example hub'],
    ["pages: { 1x: false }", "value", 10, 'unexpected "1x", expected a page\'s name, for example hub'],
    ['pages: { "": {} }', "value", 10, "unexpected empty value, expected a page's name, for example hub"],
    ["pages: { hub: { host: dockerhub } }", "value", 23, 'unexpected "dockerhub", expected "hub"'],
    ["pages: { overview: { host: [hub] } }", "value", 28, 'unexpected list, expected "hub"'],
    [
      "pages: { hub: { layuot: hub } }",
      "unknown-key",
      17,
      'unexpected key "layuot", expected one of layout, output, host, volatile',
    ],
    ["pages: { guide: { layout: flat } }", "value", 10, `unexpected "guide", ${guides} at the top`],
    ["pages: { guide: false }", "value", 10, `unexpected "guide", ${guides} at the top`],
    ["pages: { guide: {} }", "value", 10, `unexpected "guide", ${guides} at the top`],
    ["charts: { pages: { guide: {} } }", "value", 20, `unexpected "guide", ${guides} right below \`charts\``],
    ["charts: { pages: { Hub: {} } }", "value", 20, 'unexpected "Hub", expected a page\'s name, for example hub'],
    ["descriptors: []", "value", 14, "unexpected list, expected at least one pattern"],
    ["charts: { descriptors: [] }", "value", 24, "unexpected list, expected at least one pattern"],
    ['catalog: ""', "value", 10, "unexpected empty value, expected some words"],
  ])("%s is told in our words, at the key", async (settings, code, column, message) => {
    const { findings } = await run({ "dhi-guides.config.yaml": `${settings}\n`, "images/a.yaml": minimal("a") });
    expect(findings).toMatchObject([{ code: `config-${code}`, message, line: 1, column }]);
  });
});

test.skipIf(!existsSync("/proc/self"))(
  "an output folder that nobody can make is told, and ends (skipped where there is no /proc)",
  async () => {
    const { status, findings } = await run({ "images/a.yaml": minimal("a") }, { out: "/proc/guides/here" });
    expect(status).toBe(2);
    expect(findings).toMatchObject([{ code: "output-unwritable" }]);
  },
);

describe("facts", () => {
  test("one port with two protocols is two ports", async () => {
    expect((await run({ "images/a.yaml": minimal("a", "ports: [53/tcp, 53/udp]\n") })).findings).toEqual([]);
  });
});

describe("rows", () => {
  const rows = async (text: string) =>
    (await run({ "images/a.yaml": minimal("a", `comparison: { rows: [${text}] }\n`) })).findings;

  test("a new row with a name of its own is none that is misspelt", async () => {
    expect(await rows("{ feature: Colour, hardened: Green }")).toEqual([]);
  });

  test("two new rows may be called alike", async () => {
    expect(await rows("{ feature: Colour, hardened: Green }, { feature: Colours, hardened: Green }")).toEqual([]);
  });

  test("other capitals are a warning, and the guide is written", async () => {
    const { status, findings, stderr } = await run({
      "images/a.yaml": minimal("a", "comparison: { rows: [{ feature: debugging, hardened: None }] }\n"),
    });
    expect(status).toBe(0);
    expect(findings).toMatchObject([{ code: "row-misspelt", severity: "warning", line: 3 }]);
    expect(stderr).toContain("1 new");
  });
});
