import { existsSync } from "node:fs";
import { applyPatch, parsePatch } from "diff";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { adopt, type AdoptCommandOptions } from "../../src/commands/adopt.ts";
import { build } from "../../src/commands/build.ts";
import { makeProject, read, record, tree, write } from "../support/project.ts";

const lamp = (wick: string, more = "") =>
  `## Trimming\n\nBefore the lamp is lit, ${wick} must be trimmed by its keeper.\n\n## Oil\n\nThe ${wick} takes oil from below.${more}\n`;
const GUIDES = {
  "image/alma/guides.md": lamp("the wick"),
  "image/berta/guides.md": lamp("the wick"),
  "image/cilla/guides.md": lamp("the wick"),
  "image/dora/guides.md": lamp("the `wick`"),
};

function run(root: string, options: Partial<AdoptCommandOptions> = {}) {
  const context = record();
  const into = join(root, "docs");
  const status = adopt([join(root, "image")], { root, into, reporter: "pretty", ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

async function built(root: string): Promise<Record<string, string>> {
  await build([], { root: join(root, "docs"), reporter: "pretty", quiet: true }, record());
  const files = Object.entries(tree(join(root, "docs/out"))).filter(([file]) => file.endsWith(".md"));
  return Object.fromEntries(files.map(([file, text]) => [`image/${file}`, text]));
}

describe("--converge", () => {
  test("builds what the diff says, and nothing else", async () => {
    const root = makeProject(GUIDES);
    const { status, stdout, stderr } = run(root, { converge: ["0.9"] });
    expect(status).toBe(0);
    const patches = parsePatch(stdout);
    const patched = Object.entries(GUIDES).map(([file, text]) => {
      const patch = patches.find(({ newFileName = "" }) => newFileName.endsWith(file));
      return [file, patch ? applyPatch(text, patch) : text];
    });
    expect(patches).toHaveLength(1);
    expect(await built(root)).toEqual(Object.fromEntries(patched));
    expect((await built(root))["image/dora/guides.md"]).toBe(lamp("the wick"));
    expect(stderr).toContain("2 lines of 1 guide replaced");
  });

  test("with a heading does one section, as near as 0.9", async () => {
    const root = makeProject(GUIDES);
    run(root, { converge: ["Trimming"] });
    expect((await built(root))["image/dora/guides.md"]).toBe(
      lamp("the wick").replace("The the wick", "The the `wick`"),
    );
  });

  test("with 1 changes nothing", async () => {
    const root = makeProject(GUIDES);
    expect(run(root, { converge: ["1"] }).stdout).toBe("");
    expect(await built(root)).toEqual(GUIDES);
  });

  test.each([[["0.5"]], [["2"]], [["0.9", "0.8"]], [["Trimmings"]]])(
    "refuses %j before anything is written",
    (converge) => {
      const root = makeProject(GUIDES);
      expect(() => run(root, { converge })).toThrow("--converge");
      expect(tree(join(root, "docs"))).toEqual({});
    },
  );

  test("leaves stdout to the findings where a machine reads them", () => {
    const { stdout, stderr } = run(makeProject(GUIDES), { converge: ["0.9"], reporter: "json" });
    expect(stdout).toBe("[]\n");
    expect(stderr).toContain("-Before the lamp is lit, the `wick`");
  });

  test("in a project that stands, folds new guides onto its wording and leaves its own alone", async () => {
    const root = makeProject(GUIDES);
    run(root);
    write(root, { "image/elsa/guides.md": lamp("the `wick`") });
    const before = tree(join(root, "docs/images"));
    const { stdout } = run(root, { converge: ["0.9"] });
    expect(parsePatch(stdout).map(({ newFileName = "" }) => newFileName.split("/").slice(-2))).toEqual([
      ["elsa", "guides.md"],
    ]);
    expect(tree(join(root, "docs/images"))).toMatchObject(before);
    expect((await built(root))["image/elsa/guides.md"]).toBe(lamp("the wick"));
    expect((await built(root))["image/dora/guides.md"]).toBe(lamp("the `wick`"));
  });

  test("in a project that stands, folds its own with --force", async () => {
    const root = makeProject(GUIDES);
    run(root);
    run(root, { converge: ["0.9"], force: true });
    expect((await built(root))["image/dora/guides.md"]).toBe(lamp("the wick"));
  });
});

describe("house style", () => {
  test("guides that are not in it are counted and named; the report shows how", () => {
    const root = makeProject({ ...GUIDES, "image/elsa/guides.md": "* one\n" });
    expect(run(root).stderr).toContain("1 guide not in house style, to come back in it: elsa (--report shows how)");
    expect(run(root, { force: true, report: true }).stderr).toContain("(drift.html shows how)");
    const { style } = JSON.parse(read(root, "docs/drift.json"));
    expect(style).toMatchObject([{ guide: "elsa", file: "../image/elsa/guides.md" }]);
    expect(read(root, "docs/drift.html")).toContain("<del>-* one</del>");
  });
});

describe("the settings of a new project", () => {
  test("say where the guides came from", () => {
    const root = makeProject(GUIDES);
    run(root);
    expect(read(root, "docs/dhi-guides.config.yaml")).toContain('guides: "../image/{name}/guides.md"\n');
  });

  test("say it for files that are called after their images, too", () => {
    const root = makeProject({ "a/alma.md": lamp("a"), "a/berta.md": lamp("a"), "b/cilla.md": lamp("a") });
    adopt([join(root, "a"), join(root, "b")], { root, reporter: "pretty" }, record());
    expect(read(root, "dhi-guides.config.yaml")).toContain('guides: "a/{name}.md"\n');
  });

  test("keep what is there", () => {
    const root = makeProject({ ...GUIDES, "docs/dhi-guides.config.yaml": "namespace: acme\nguides: old/{name}.md\n" });
    run(root, { force: true });
    expect(read(root, "docs/dhi-guides.config.yaml")).toMatch(/namespace: acme\nguides: old\/\{name\}\.md\n$/);
    expect(read(root, "docs/dhi-guides.config.yaml").match(/^guides:/gm)).toHaveLength(1);
  });

  test("the guides that are left are unmanaged", async () => {
    const root = makeProject(GUIDES);
    adopt([join(root, "image/alma/guides.md")], { root, into: join(root, "docs"), reporter: "pretty" }, record());
    const context = record();
    await build([], { root: join(root, "docs"), reporter: "pretty" }, context);
    expect(context.stderr()).toContain("3 guides are unmanaged: berta, cilla, dora\n");
  });
});

describe("where no guide can be adopted", () => {
  const files = { "image/app/info.yaml": "name: app\n", "empty/.gitkeep": "", "blank/app.md": " \n" };

  test.each([
    ["nosuch", "nosuch:1:1 error unexpected path, there is no such file or folder adopt-missing"],
    ["image/app/info.yaml", 'image/app/info.yaml:1:1 error unexpected file "info.yaml", expected Markdown'],
    ["empty", "adopt-no-guides"],
    ["blank", "adopt-empty"],
  ])("%s is told as it was given, the status is 1, and nothing is written", (path, message) => {
    const root = makeProject(files);
    const context = record();
    const given = join(root, path);
    const status = adopt([given], { root, into: join(root, "docs"), reporter: "pretty" }, context);
    expect(status).toBe(1);
    expect(context.stderr().replaceAll(`${root}/`, "")).toContain(message);
    expect(tree(root)).toEqual(files);
    expect(existsSync(join(root, "docs"))).toBe(false);
  });
});
