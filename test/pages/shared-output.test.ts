import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, read, record, write, type Files } from "../support/project.ts";

/* Each page has a file of its own: no page is written over another. */

const SETTINGS = "dhi-guides.config.yaml";
const described = (name: string) => `name: ${name}\ntitle: Example\n`;
const hub = { "templates/hub.hbs": "{{> hub-text}}\n", "templates/partials/hub-text.hbs": "## Use it\n\nPull it.\n" };

async function run(command: typeof build | typeof check, root: string, force = false) {
  const context = record();
  const status = await command([], { root, reporter: "json", quiet: true, force }, context);
  return { status, findings: JSON.parse(context.stdout() || "[]") as Finding[] };
}

describe("two pages of a kind with one output", () => {
  test.each([
    ['pages: { hub: { output: "out/{name}/guides.md" } }\n', ["hub", "guide"], [1, 25]],
    ['pages: { hub: { output: "out/{name}//guides.md" } }\n', ["hub", "guide"], [1, 25]],
    [
      'output: "image/{name}/guides.md"\npages:\n  hub:\n    output: image/{name}/guides.md\n',
      ["hub", "guide"],
      [4, 13],
    ],
    ['pages:\n  a: { output: "out/{name}/x.md" }\n  b: { output: "out/{name}/x.md" }\n', ["b", "a"], [3, 16]],
    ['pages: { overview: { output: "out/{name}/guides.md" } }\n', ["overview", "guide"], [1, 30]],
    ['output: "out/{name}/overview.md"\n', ["overview", "guide"], [1, 9]],
    ['pages: { hub: {} }\noutput: "out/{name}/hub.md"\n', ["hub", "guide"], [2, 9]],
    ['charts: { output: "out/{name}/overview.md" }\n', ["overview", "guide"], [1, 19]],
    ['charts: { pages: { hub: { output: "out/charts/{name}/overview.md" } } }\n', ["hub", "overview"], [1, 35]],
  ])("%j is refused where the settings say it", async (settings, [second, first], [line, column]) => {
    const root = makeProject({ ...hub, "images/app.yaml": described("app"), [SETTINGS]: settings });
    const { status, findings } = await run(build, root);
    expect(status).not.toBe(0);
    expect(findings).toMatchObject([{ code: "config-value", severity: "error", file: SETTINGS, line, column }]);
    expect(findings[0]?.message).toMatch(`unexpected output of ${second}, that of ${first} is "`);
    expect(existsSync(join(root, "out"))).toBe(false);
    expect(existsSync(join(root, "image"))).toBe(false);
  });

  test("is none where one of them is left out", async () => {
    const settings = 'output: "out/{name}/overview.md"\npages: { overview: false }\n';
    const root = makeProject({ "images/app.yaml": described("app"), [SETTINGS]: settings });
    expect(await run(build, root)).toEqual({ status: 0, findings: [] });
  });
});

describe("pages of two things that meet at one file", () => {
  const both = { "images/app.yaml": described("app"), "charts/app.yaml": described("app") };
  const cases: readonly (readonly [string, string, Files, readonly [string, string]])[] = [
    [
      "charts among images",
      'charts: { output: "out/{name}/guides.md" }\n',
      both,
      ["images/app.yaml", "charts/app.yaml"],
    ],
    [
      "a chart's own page where an image's guide is",
      'charts: { pages: { hub: { output: "out/{name}/guides.md" } } }\n',
      both,
      ["images/app.yaml", "charts/app.yaml"],
    ],
    [
      "a page beside a guide with a longer name",
      'output: "out/{name}.md"\n',
      { "images/app.yaml": described("app"), "images/app.overview.yaml": described("app.overview") },
      ["images/app.yaml", "images/app.overview.yaml"],
    ],
  ];

  test.each(cases)("%s: neither is written, the others are", async (_, settings, files, [first, second]) => {
    const root = makeProject({ ...hub, ...files, "images/zeta.yaml": described("zeta"), [SETTINGS]: settings });
    for (const command of [check, build]) {
      const { status, findings } = await run(command, root, command === build);
      expect(status).toBe(1);
      const [finding, ...others] = findings.filter(({ code }) => code === "descriptor-duplicate");
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ file: second });
      expect(finding?.message).toMatch(/^unexpected second page for out\/.*\.md, the first is that of /);
      expect(finding?.message).toContain(first);
    }
    const manifest = read(root, "out/SHA256SUMS");
    expect(manifest).toContain("zeta");
    expect(manifest).not.toContain("app");
  });

  test("what was written of the first before stays as it was", async () => {
    const root = makeProject({ "images/app.yaml": described("app"), [SETTINGS]: "# none\n" });
    await run(build, root);
    const before = [read(root, "out/app/guides.md"), read(root, "out/SHA256SUMS")];
    write(root, { "charts/app.yaml": described("app"), [SETTINGS]: 'charts: { output: "out/{name}/guides.md" }\n' });
    expect((await run(build, root, true)).findings.map(({ code }) => code)).toEqual(["descriptor-duplicate"]);
    expect([read(root, "out/app/guides.md"), read(root, "out/SHA256SUMS")]).toEqual(before);
  });

  test("things of two names do not meet", async () => {
    const settings = 'charts: { output: "out/{name}/guides.md" }\n';
    const files = { "images/a.yaml": described("a"), "charts/b.yaml": described("b"), [SETTINGS]: settings };
    expect(await run(build, makeProject(files))).toEqual({ status: 0, findings: [] });
  });
});

describe("of several descriptors of a name, the first is that of the settings' first pattern", () => {
  const title = (text: string) => `name: app\ntitle: ${text}\noverview: { about: About ${text}. }\n`;
  const files = { "a/app.yaml": title("A"), "b/app.yaml": title("B"), "c/app.yaml": title("C") };
  test.each([
    ["b", "a", "c"],
    ["c", "b", "a"],
    ["a", "b", "c"],
  ] as const)("%s, %s, %s", async (first, ...others) => {
    const patterns = [first, ...others].map((folder) => `${folder}/{name}.yaml`);
    const root = makeProject({ ...files, [SETTINGS]: `descriptors: ${JSON.stringify(patterns)}\n` });
    const { findings } = await run(build, root);
    const message = `unexpected second descriptor of "app", the first is ${first}/app.yaml`;
    expect(findings.map(({ file }) => file).sort()).toEqual(others.map((folder) => `${folder}/app.yaml`).sort());
    for (const finding of findings) expect(finding).toMatchObject({ code: "descriptor-duplicate", message });
    expect(read(root, "out/app/overview.md")).toContain(`About ${first.toUpperCase()}.`);
  });
});
