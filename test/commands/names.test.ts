import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { drift } from "../../src/commands/drift.ts";
import { driftFromChanges } from "../../src/commands/drift-from-changes.ts";
import { explain } from "../../src/commands/explain.ts";
import { verify } from "../../src/commands/verify.ts";
import { makeProject, minimal, read, record, tree, type Recorded } from "../support/project.ts";

/* What names mean on the command line: one name may be an image's and a chart's. */

const OVERVIEW = "overview: { about: It is. }\n";

const BOTH = {
  "images/redis.yaml": minimal("redis", OVERVIEW),
  "charts/redis.yaml": minimal("redis", OVERVIEW),
  "charts/loki.yaml": minimal("loki", OVERVIEW),
};

async function builtProject(files = BOTH): Promise<string> {
  const root = makeProject(files);
  expect(await build([], { root, reporter: "pretty", quiet: true }, record())).toBe(0);
  return root;
}

async function run(command: (options: { root: string; reporter: "json" }, context: Recorded) => unknown, root: string) {
  const context = record();
  const status = await command({ root, reporter: "json" }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

describe("build and check", () => {
  test.each([
    ["redis", ["charts/redis/guides.md", "charts/redis/overview.md", "redis/guides.md", "redis/overview.md"]],
    ["chart/redis", ["charts/redis/guides.md", "charts/redis/overview.md"]],
    ["image/redis", ["redis/guides.md", "redis/overview.md"]],
    ["loki", ["charts/loki/guides.md", "charts/loki/overview.md"]],
  ])("%s", async (name, files) => {
    const root = makeProject(BOTH);
    await build([name], { root, reporter: "pretty", quiet: true }, record());
    expect(Object.keys(tree(join(root, "out"))).filter((file) => file.endsWith(".md"))).toEqual(files);
    expect(check([name], { root, reporter: "pretty", quiet: true }, record())).toBe(0);
  });

  test.each([
    ["chart/redsi", 'did you mean "chart/redis"?'],
    ["redsi", 'did you mean "redis"?'],
    ["charts/redis.yaml", 'did you mean "chart/redis"?'],
    ["charts/redis", 'did you mean "chart/redis"?'],
    ["charts/redis/", 'did you mean "chart/redis"?'],
    ["./charts/redis.yaml", 'did you mean "chart/redis"?'],
    ["charts/redis.yml", 'did you mean "chart/redis"?'],
    ["out/charts/redis", 'did you mean "chart/redis"?'],
    ["out/charts/redis/overview.md", 'did you mean "chart/redis"?'],
    ["out/redis/guides.md", 'did you mean "redis"?'],
    ["images/redis", 'did you mean "redis"?'],
    ["images/redis.yaml", 'did you mean "redis"?'],
    ["images/loki", 'did you mean "chart/loki"?'],
    ["image/loki", 'did you mean "chart/loki"?'],
    ["nothing-like-it", "expected one of redis, chart/loki, chart/redis"],
  ])("%s is told what there is", async (name, advice) => {
    const root = makeProject(BOTH);
    await expect(build([name], { root, reporter: "pretty" }, record())).rejects.toThrow(advice);
  });

  test("charts/NAME is a chart where the settings have charts elsewhere, too", async () => {
    const root = makeProject({
      "dhi-guides.config.yaml": 'charts: { descriptors: ["chart/{name}/guide.yaml"] }\n',
      "images/redis.yaml": minimal("redis"),
      "chart/redis/guide.yaml": minimal("redis"),
    });
    for (const name of ["charts/redis", "chart/redis/guide.yaml"])
      await expect(build([name], { root, reporter: "pretty" }, record())).rejects.toThrow('mean "chart/redis"?');
  });

  test("pages that are removed are named by what they are about", async () => {
    const root = await builtProject();
    const { rmSync } = await import("node:fs");
    rmSync(join(root, "charts/redis.yaml"));
    const context = record();
    await build([], { root, reporter: "pretty" }, context);
    expect(context.stderr()).toContain("2 removed: chart/redis\n");
  });
});

describe("explain", () => {
  test("a chart's guide by its name, and by its path", async () => {
    const root = await builtProject();
    const text = read(root, "out/charts/redis/guides.md");
    for (const target of ["chart/redis", "out/charts/redis/guides.md"]) {
      const { stdout } = await run((options, context) => explain(target, options, context), root);
      const lines = JSON.parse(stdout) as { readonly file: string; readonly text: string }[];
      expect(lines.map((line) => `${line.text}\n`).join("")).toBe(text);
      expect(new Set(lines.map(({ file }) => file))).toEqual(new Set(["out/charts/redis/guides.md"]));
    }
  });

  test("a bare name is the guides of both kinds", async () => {
    const root = await builtProject();
    const { stdout } = await run((options, context) => explain("redis:1", options, context), root);
    expect(JSON.parse(stdout)).toMatchObject([
      { file: "out/redis/guides.md", line: 1 },
      { file: "out/charts/redis/guides.md", line: 1 },
    ]);
    const context = record();
    explain("redis", { root, reporter: "pretty" }, context);
    expect(context.stdout()).toMatch(/^out\/redis\/guides\.md:\n/);
    expect(context.stdout()).toContain("\n\nout/charts/redis/guides.md:\n");
    expect(() => explain("redis:99999", { root, reporter: "pretty" }, record())).toThrow(
      /^out\/redis\/guides\.md has no line 99999.*; out\/charts\/redis\/guides\.md has no line 99999/,
    );
  });

  test("a line that only the longer one has is that of the longer one", async () => {
    const root = await builtProject();
    const counts = ["out/redis/guides.md", "out/charts/redis/guides.md"].map(
      (file) => read(root, file).split("\n").length,
    );
    const last = Math.max(...counts) - 1;
    expect(Math.min(...counts)).toBeLessThan(last);
    const { stdout } = await run((options, context) => explain(`redis:${last}`, options, context), root);
    expect(JSON.parse(stdout)).toHaveLength(1);
  });
});

describe("verify", () => {
  const files = (stderr: string) => Number(/(\d+) pages?: /.exec(stderr)?.[1]);

  test.each([
    ["redis", 4],
    ["chart/redis", 2],
    ["image/redis", 2],
  ])("%s is all of its pages", async (name, count) => {
    const root = await builtProject();
    const { stderr } = await run((options, context) => verify([name], { ...options, cache: false }, context), root);
    expect(files(stderr)).toBe(count);
  });

  test("an overview that there is to be none of is not missed", async () => {
    const root = await builtProject({ ...BOTH, "charts/redis.yaml": minimal("redis", "overview: false\n") });
    const { stderr } = await run((options, context) => verify(["chart/redis"], { ...options }, context), root);
    expect(files(stderr)).toBe(1);
  });

  test("what is not built is named by what builds it", async () => {
    const root = makeProject(BOTH);
    const options = { root, reporter: "pretty", cache: false } as const;
    await expect(verify(["chart/redis"], options, record())).rejects.toThrow(
      /"chart\/redis" is not.*build chart\/redis/,
    );
    await expect(verify(["chart/nothing"], options, record())).rejects.toThrow("there is no chart/nothing");
  });
});

describe("drift", () => {
  const entry = (shared: string) =>
    `registry: public\nentries:\n  - section: about-dhi\n    block: 2\n    kind: wording\n    shared: ${shared}\n    published: Other words.\n`;

  test("is counted by what has it, whichever kinds share a name", async () => {
    const shared =
      "Docker Hardened Images are built to meet the highest security and compliance standards. They provide a trusted foundation for containerized workloads by incorporating security best practices from the start.";
    const root = makeProject({
      ...BOTH,
      "images/redis/overview.drift.yaml": entry(JSON.stringify(shared)),
      "charts/redis/overview.drift.yaml": entry(JSON.stringify(shared)),
    });
    const count = (names: readonly string[]) => {
      const context = record();
      drift(names, { root, reporter: "pretty", json: true }, context);
      return JSON.parse(context.stdout()) as { readonly guides: number; readonly entries: number };
    };
    expect(count([])).toMatchObject({ entries: 2, guides: 2 });
    expect(count(["redis"])).toMatchObject({ entries: 2, guides: 2 });
    expect(count(["chart/redis"])).toMatchObject({ entries: 1, guides: 1 });
  });

  test("is made of changes in the guide, not in the pages beside it", () => {
    const changes = "sections:\n  changes:\n    variants: [{ find: No such words, replace: Others }]\n";
    const files = { "images/app.yaml": minimal("app", changes) };
    const root = makeProject(files);
    driftFromChanges([], { root, reporter: "pretty" }, record());
    expect(tree(root)).toEqual(files);
  });
});
