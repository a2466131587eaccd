import { linkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, read, record, tree, write, type Files } from "../support/project.ts";

/* On macOS and Windows, names that differ in case alone are one file. */

const SETTINGS = "dhi-guides.config.yaml";

async function run(root: string, command: typeof build | typeof check = build) {
  const context = record();
  const status = await command([], { root, reporter: "json", quiet: true }, context);
  return { status, findings: JSON.parse(context.stdout()) as Finding[] };
}

const outputs = (root: string) => Object.keys(tree(join(root, "out"))).sort();

describe("outputs that differ in case alone", () => {
  test.each([
    ["a guide and an overview", "output: out/{name}/Page.md\npages: { overview: { output: 'out/{name}/page.md' } }\n"],
    ["a folder", "output: out/Docs/{name}.md\npages: { overview: { output: 'out/docs/{name}.md' } }\n"],
    ["before and after a name", "output: out/A-{name}.md\npages: { overview: { output: 'out/a-{name}.md' } }\n"],
    [
      "a page of a chart",
      "charts: { output: 'out/{name}/P.md', pages: { overview: { output: 'out/{name}/p.md' } } }\n",
    ],
    [
      "how an accent is encoded",
      'output: "out/é/{name}.md"\npages: { overview: { output: "out/e\\u0301/{name}.md" } }\n',
    ],
  ])("by the settings: %s", async (_, settings) => {
    const root = makeProject({ "images/app.yaml": minimal("app"), [SETTINGS]: settings });
    const { status, findings } = await run(root);
    expect(status).toBe(1);
    expect(findings).toMatchObject([
      {
        code: "config-value",
        file: SETTINGS,
        message: expect.stringContaining("which is the same file on macOS and Windows"),
      },
    ]);
    expect(outputs(root)).toEqual([]);
  });

  const CHART = 'name: app\ntitle: Example\nchart: { path: p, version: "1" }\n';
  test.each<[string, Files, string]>([
    [
      "of two kinds",
      {
        "images/app.yaml": minimal("app"),
        "charts/app.yaml": CHART,
        [SETTINGS]: "output: out/{name}/Guides.md\ncharts: { output: 'out/{name}/guides.md' }\n",
      },
      "charts/app.yaml",
    ],
    ["of two descriptors", { "images/a.yaml": minimal("a"), "images/A.yaml": minimal("A") }, "images/a.yaml"],
  ])("%s: neither is written", async (_, files, file) => {
    const root = makeProject(files);
    for (const command of [build, check]) {
      const { status, findings } = await run(root, command);
      expect(status).toBe(1);
      expect(findings).toMatchObject([
        { code: "descriptor-duplicate", file, message: expect.stringContaining("on macOS and Windows") },
      ]);
    }
    expect(outputs(root).filter((each) => each.endsWith(".md"))).toEqual([]);
  });

  test("folders that differ in case hold other files", async () => {
    const settings = "output: out/Docs/{name}/guides.md\npages: { overview: { output: 'out/docs/{name}/hub.md' } }\n";
    expect(await run(makeProject({ "images/app.yaml": minimal("app"), [SETTINGS]: settings }))).toEqual({
      status: 0,
      findings: [],
    });
  });
});

test("a descriptor whose file has another case than its name is told, and makes no page", async () => {
  const root = makeProject({ "images/Redis.yaml": minimal("redis") });
  expect((await run(root)).findings).toMatchObject([{ code: "descriptor-name", file: "images/Redis.yaml" }]);
  expect(outputs(root).filter((each) => each.endsWith(".md"))).toEqual([]);
});

describe("templates that differ in case alone are a warning", () => {
  const PARTIAL = "{{!-- Something. --}}\nText.\n";
  test.each([
    ["two of the project's", ["templates/partials/mine.hbs", "templates/partials/Mine.hbs"], "one file"],
    ["one of the package's", ["templates/partials/Access.hbs"], "call it access.hbs to replace"],
  ])("%s", async (_, files, fix) => {
    const root = makeProject({
      "images/app.yaml": minimal("app"),
      ...Object.fromEntries(files.map((file) => [file, PARTIAL])),
    });
    const { status, findings } = await run(root);
    expect(findings).toMatchObject([
      { code: "file-name", severity: "warning", file: files[0], fix: expect.stringContaining(fix) },
    ]);
    expect(status).toBe(0);
  });

  test("a layout and a partial are two files", async () => {
    const root = makeProject({ "images/app.yaml": minimal("app"), "templates/partials/Guide.hbs": PARTIAL });
    expect((await run(root)).findings).toEqual([]);
  });
});

describe("a page that is renamed in case alone", () => {
  const settings = (file: string) => `output: out/{name}/${file}\n`;
  const built = async () => {
    const root = makeProject({ "images/app.yaml": minimal("app"), [SETTINGS]: settings("Guides.md") });
    await run(root);
    write(root, { [SETTINGS]: settings("guides.md") });
    return root;
  };

  test("is moved where case counts", async () => {
    const root = await built();
    expect(await run(root)).toEqual({ status: 0, findings: [] });
    expect(outputs(root)).toEqual(["SHA256SUMS", "app/guides.md"]);
  });

  test.each([
    ["with the same text", ""],
    ["with another text", "included: More.\n"],
  ])("stays where case does not count, %s", async (_, more) => {
    const root = await built();
    // Both names lead to one file there.
    linkSync(join(root, "out/app/Guides.md"), join(root, "out/app/guides.md"));
    write(root, { "images/app.yaml": minimal("app", more) });
    expect(await run(root)).toEqual({ status: 0, findings: [] });
    expect(outputs(root)).toContain("app/guides.md");
    expect(read(root, "out/app/guides.md").includes("More.")).toBe(more !== "");
    expect(read(root, "out/SHA256SUMS")).toMatch(/^[0-9a-f]{64} {2}app\/guides\.md\n$/);
  });

  test("an edit by hand is still told", async () => {
    const root = await built();
    linkSync(join(root, "out/app/Guides.md"), join(root, "out/app/guides.md"));
    write(root, { "out/app/guides.md": "Mine.\n" });
    const { findings } = await run(root);
    expect(findings).toMatchObject([{ code: "output-edited", file: "out/app/guides.md" }]);
    expect(read(root, "out/app/guides.md")).toBe("Mine.\n");
  });
});
