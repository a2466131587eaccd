import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { verify, type VerifyCommandOptions } from "../../src/commands/verify.ts";
import { makeProject, minimal, record } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";

const WRONG = "Set <tag>.\n";

async function run(root: string, paths: readonly string[] = [], options: Partial<VerifyCommandOptions> = {}) {
  const context = record();
  const all = { root, reporter: "json", quiet: true, cache: false, ...options } as const;
  await verify(paths, all, context);
  return JSON.parse(context.stdout()) as { file: string; line: number; code: string; severity: string }[];
}

const files = (findings: readonly { file: string }[]) => [...new Set(findings.map(({ file }) => file))];

const PROJECT = {
  "images/app.yaml": minimal("app"),
  "charts/app.yaml": minimal("app"),
  "out/app/guides.md": WRONG,
  "out/app/overview.md": WRONG,
  "out/charts/app/guides.md": WRONG,
  "out/charts/app/overview.md": WRONG,
  "notes.md": WRONG,
};
const IMAGE = ["out/app/guides.md", "out/app/overview.md"];
const CHART = ["out/charts/app/guides.md", "out/charts/app/overview.md"];

describe("the pages that verify reads", () => {
  test.each([
    ["all of the project", [], [...IMAGE, ...CHART]],
    ["all of a name", ["app"], [...IMAGE, ...CHART]],
    ["one kind's of a name", ["chart/app"], CHART],
    ["the first kind's of a name", ["image/app"], IMAGE],
  ])("are %s", async (_what, paths, expected) => {
    expect(files(await run(makeProject(PROJECT), paths))).toEqual(expected);
  });

  test("are those that are built, of a name", async () => {
    const root = makeProject({ "images/app.yaml": minimal("app"), "out/app/overview.md": WRONG });
    expect(files(await run(root, ["app"]))).toEqual(["out/app/overview.md"]);
  });

  test("are of a folder all guides and overviews, and the project's own", async () => {
    const root = makeProject({
      ...PROJECT,
      "dhi-guides.config.yaml": "pages: { hub: { output: 'out/{name}/hub.md' } }\n",
      "out/app/hub.md": WRONG,
      "image/b/guides.md": WRONG,
      "image/b/overview.md": WRONG,
      "image/b/README.md": WRONG,
    });
    expect(files(await run(root, [join(root, "image")]))).toEqual(["image/b/guides.md", "image/b/overview.md"]);
    expect(files(await run(root, [join(root, "out/app")]))).toEqual([
      "out/app/guides.md",
      "out/app/hub.md",
      "out/app/overview.md",
    ]);
  });

  test("are any Markdown files of a folder without pages", async () => {
    const root = makeProject({ "docs/a.md": WRONG, "docs/b/c.md": WRONG });
    expect(files(await run(root, [join(root, "docs")]))).toEqual(["docs/a.md", "docs/b/c.md"]);
  });
});

describe("what a page is held against", () => {
  const codes = async (extra: Readonly<Record<string, string>>, paths: readonly string[] = []) => {
    const root = makeProject(extra);
    const findings = await run(
      root,
      paths.map((path) => join(root, path)),
      { catalog: SMALL_CATALOG },
    );
    return findings.map(({ file, code }) => `${file} ${code}`);
  };
  const CONFIG =
    "output: 'docs/{name}.md'\ncharts: { output: 'docs/helm/{name}.md', pages: { overview: { output: 'docs/helm/{name}.about.md' } } }\n";

  test("is what the project says, wherever its pages stand", async () => {
    const found = await codes({
      "dhi-guides.config.yaml": CONFIG,
      "charts/example.yaml": minimal("example"),
      "docs/helm/example.md": "Text.\n",
      "docs/helm/example.about.md": "- `dhi/example`\n- `dhi/shelly`\n- `dhi/unlisted`\n- `dhi/redis`\n",
    });
    expect(found).toEqual(["docs/helm/example.about.md chart-images", "docs/helm/example.about.md chart-images"]);
  });

  test("is the page that the file is now, not the one that was remembered", async () => {
    const root = makeProject({ "dhi-guides.config.yaml": CONFIG, "docs/example.md": "Text.\n" });
    const at = { catalog: SMALL_CATALOG, cache: true };
    expect(await run(root, [join(root, "docs")], at)).not.toEqual([]);
    const moved = makeProject({
      "dhi-guides.config.yaml": "charts: { output: 'docs/{name}.md', pages: { overview: false } }\n",
      "charts/example.yaml": minimal("example"),
      "docs/example.md": "Text.\n",
    });
    expect(await run(moved, [join(moved, "docs")], at)).toEqual([]);
  });

  test("is the folder that verify runs in", async () => {
    const root = makeProject({ "chart/example/overview.md": "- `dhi/redis`\n", "image/example/guides.md": "Text.\n" });
    const found = async (folder: string, file: string) =>
      (await run(join(root, folder), [join(root, folder, file)], { catalog: SMALL_CATALOG })).map(({ code }) => code);
    expect(await found("chart/example", "overview.md")).toContain("chart-images");
    expect(await found("image/example", "guides.md")).toContain("port-unmentioned");
    expect(await found("image", "example/guides.md")).toContain("port-unmentioned");
  });

  test("is the place of a page that nobody describes", async () => {
    expect(await codes({ "a/chart/example/guides.md": "Text.\n" }, ["a"])).toEqual([]);
    expect(await codes({ "a/image/example/overview.md": "Text.\n" }, ["a"])).toEqual([]);
    expect(await codes({ "a/image/example/guides.md": "Text.\n" }, ["a"])).not.toEqual([]);
  });
});

describe("suppress in a descriptor with several pages", () => {
  const suppress = "suppress: { visible-placeholder: ours }\n";
  const project = (guide: string, overview: string) =>
    makeProject({
      "images/a.yaml": minimal("a", suppress),
      "out/a/guides.md": guide,
      "out/a/overview.md": overview,
    });

  test.each([
    ["the guide", WRONG, "Text.\n"],
    ["the overview", "Text.\n", WRONG],
    ["both", WRONG, WRONG],
  ])("is used where %s needs it", async (_what, guide, overview) => {
    expect(await run(project(guide, overview))).toEqual([]);
  });

  test("is unused, once, where no page needs it", async () => {
    const found = await run(project("Text.\n", "Text.\n"));
    expect(found).toMatchObject([{ code: "unused-suppression", file: "images/a.yaml", line: 3 }]);
  });

  test("is not called unused by one page alone", async () => {
    const root = project("Text.\n", WRONG);
    expect(await run(root, [join(root, "out/a/guides.md")])).toEqual([]);
  });
});
