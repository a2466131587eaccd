import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { adopt, type AdoptCommandOptions } from "../../src/commands/adopt.ts";
import { build } from "../../src/commands/build.ts";
import { sync } from "../../src/commands/sync.ts";
import { formatMarkdown } from "../../src/index.ts";
import { chartOverview } from "../adopt/small-pages.ts";
import { makeProject, read, record, tree } from "../support/project.ts";

const lamp = (wick: string, more = "") =>
  `## Trimming\n\nBefore the lamp is lit, ${wick} must be trimmed by its keeper.\n\n## Oil\n\nThe ${wick} takes oil from below.${more}\n`;
const GUIDES = {
  "image/alma/guides.md": lamp("the wick"),
  "image/berta/guides.md": lamp("the wick"),
  "image/cilla/guides.md": lamp("the wick"),
  "image/dora/guides.md": lamp("the `wick`"),
};

async function run(root: string, options: Partial<AdoptCommandOptions> = {}) {
  const context = record();
  const into = join(root, "docs");
  const status = await adopt([join(root, "image")], { root, into, reporter: "pretty", ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

describe("what the command says", () => {
  test("guides that are not in house style are counted and named", async () => {
    const root = makeProject({ ...GUIDES, "image/elsa/guides.md": "* one\n" });
    expect((await run(root)).stderr).toContain("1 page not in house style, to come back in it: elsa\n");
  });

  test("blocks that word shared text otherwise are counted; where all guides say the same, nothing is", async () => {
    expect((await run(makeProject(GUIDES))).stderr).toContain(
      "2 blocks of 1 page word shared text otherwise; `npx dhi-guides drift` lists them\n",
    );
    expect((await run(makeProject({ ...GUIDES, "image/dora/guides.md": lamp("the wick") }))).stderr).not.toContain(
      "drift",
    );
  });

  test("text of the authors' own that many guides have is listed with its share", async () => {
    const own = (name: string) => `## Oil\n\n{{ ${name} }} takes oil from below.\n`;
    const names = ["alma", "berta", "cilla", "dora"];
    const root = makeProject(Object.fromEntries(names.map((name) => [`image/${name}/guides.md`, own(name)])));
    expect((await run(root)).stderr).toContain("own text in 4 image guides (100%): oil\n");
  });

  test("with json, stdout is the findings alone", async () => {
    expect((await run(makeProject(GUIDES), { reporter: "json" })).stdout).toBe("[]\n");
  });

  test("quiet, it says nothing", async () => {
    expect(await run(makeProject(GUIDES), { quiet: true })).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("guides that the project has are known already", async () => {
    const root = makeProject(GUIDES);
    await run(root);
    const { status, stderr } = await run(root);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^0 pages adopted and proved, 4 known already, 0 files written in/m);
  });
});

describe("the settings of a new project", () => {
  test("say where the guides came from", async () => {
    const root = makeProject(GUIDES);
    await run(root);
    expect(read(root, "docs/dhi-guides.config.yaml")).toContain('published: "../image/{name}/guides.md"\n');
  });

  test("say it for files that are called after their images, too", async () => {
    const root = makeProject({ "a/alma.md": lamp("a"), "a/berta.md": lamp("a"), "b/cilla.md": lamp("a") });
    await adopt([join(root, "a"), join(root, "b")], { root, reporter: "pretty" }, record());
    expect(read(root, "dhi-guides.config.yaml")).toContain('published: "a/{name}.md"\n');
  });

  test("keep what is there", async () => {
    const root = makeProject({ ...GUIDES, "docs/dhi-guides.config.yaml": "namespace: acme\nguides: old/{name}.md\n" });
    await run(root, { force: true });
    expect(read(root, "docs/dhi-guides.config.yaml")).toMatch(/^namespace: acme\nguides: old\/\{name\}\.md\n/);
    expect(read(root, "docs/dhi-guides.config.yaml").match(/^guides:/gm)).toHaveLength(1);
  });

  test("the guides that are left are unmanaged", async () => {
    const root = makeProject(GUIDES);
    await adopt([join(root, "image/alma/guides.md")], { root, into: join(root, "docs"), reporter: "pretty" }, record());
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
  ])("%s is told as it was given, the status is 1, and nothing is written", async (path, message) => {
    const root = makeProject(files);
    const context = record();
    const given = join(root, path);
    const status = await adopt([given], { root, into: join(root, "docs"), reporter: "pretty" }, context);
    expect(status).toBe(1);
    expect(context.stderr().replaceAll(`${root}/`, "")).toContain(message);
    expect(tree(root)).toEqual(files);
    expect(existsSync(join(root, "docs"))).toBe(false);
  });
});

describe("with the catalog's definitions", () => {
  const DEFINITION = "name: alma\nimage: dhi.io/alma\nvariant: runtime\ntags: [dhi.io/alma:1]\n";
  const shell = "contents:\n  packages: [bash]\naccounts: { run-as: nonroot }\n";
  const files = { ...GUIDES, "image/alma/debian-13/1.yaml": DEFINITION + shell };

  test("what guides claim and these deny is kept and listed, and the guides come back", async () => {
    const root = makeProject(files);
    const { status, stderr } = await run(root, { from: root });
    expect(status).toBe(0);
    expect(stderr).toMatch(/images\/alma\.yaml:\d+:\d+ +note +shell is kept as published: none; the definitions: bash/);
    expect(read(root, "docs/images/alma.yaml")).toContain('  shell: "as published: none; the definitions: bash');
    const context = record();
    await build([], { root: join(root, "docs"), reporter: "pretty" }, context);
    expect(read(root, "docs/out/alma/guides.md")).toBe(GUIDES["image/alma/guides.md"]);
  });

  test("with json, stdout is one list of findings", async () => {
    const { stdout } = await run(makeProject(files), { from: makeProject(files), reporter: "json" });
    expect(JSON.parse(stdout)).toMatchObject([{ code: "fact-kept" }, { code: "fact-kept" }]);
  });

  test("what a chart uses stands in its snapshot, in the order of its page, and not in its descriptor", async () => {
    const used = (name: string) => `  ${name.toUpperCase()}_REFERENCE: dhi/${name}:1@sha256:00\n`;
    const chart = (name: string) => ({
      [`chart/${name}/helm/1.yaml`]: `image: dhi.io/${name}-chart\ntags: [1.0.0]\nvars:\n${used("a-wick")}${used(name)}`,
      [`chart/${name}/overview.md`]: chartOverview(name).replace("dhi/wick", "dhi/a-wick"),
    });
    const root = makeProject({ ...files, ...chart("alma"), ...chart("berta"), ...chart("cilla") });
    const into = join(root, "docs");
    expect(await adopt([root], { root, into, reporter: "pretty" }, record())).toBe(0);
    const snapshot = read(root, "docs/charts/alma/facts.yaml");
    expect(snapshot).toContain("images:\n  - { name: alma, tag: 1 }\n  - { name: a-wick, tag: 1 }\n");
    expect(read(root, "docs/charts/alma.yaml")).not.toContain("contents");
    const context = record();
    await build([], { root: into, reporter: "pretty" }, context);
    expect(read(root, "docs/out/charts/alma/overview.md")).toBe(formatMarkdown(read(root, "chart/alma/overview.md")));
    expect(await sync(["chart/alma"], { root: into, from: root, check: true, reporter: "pretty" }, record())).toBe(0);
  });

  test("a folder that holds none is an error", async () => {
    const root = makeProject(GUIDES);
    await expect(run(root, { from: join(root, "nowhere") })).rejects.toThrow("nowhere");
    expect(existsSync(join(root, "docs"))).toBe(false);
  });
});
