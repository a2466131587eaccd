import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runLine } from "../support/command-line.ts";
import { makeProject, minimal, type Files } from "../support/project.ts";

/* GitHub names files from the top of the repository, wherever in it the project stands. */

interface Run {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly workspace?: string;
}

async function run({ cwd, args, workspace = "" }: Run) {
  return (await runLine(args, { cwd, env: { GITHUB_WORKSPACE: workspace } })).stdout;
}

const annotated = async (options: Run) =>
  Array.from(
    (await run({ ...options, args: [...options.args, "--reporter", "github"] })).matchAll(/^::error file=([^,]*),/gm),
    ([, file]) => file,
  );

interface Location {
  readonly uri: string;
  readonly uriBaseId?: string;
}

async function located(options: Run): Promise<Location[]> {
  const log = JSON.parse(await run({ ...options, args: [...options.args, "--reporter", "sarif"] }));
  return log.runs[0].results.map(
    (result: { locations: { physicalLocation: { artifactLocation: Location } }[] }) =>
      result.locations[0]?.physicalLocation.artifactLocation,
  );
}

/** A project in the folder `docs` of a repository, and what is beside it. */
function makeRepository(more: Files = {}): string {
  return makeProject({
    ".git/HEAD": "ref: refs/heads/main\n",
    "docs/images/a.yaml": minimal("a"),
    "docs/out/a/guides.md": "Set <tag>.\n",
    ...more,
  });
}

const GUIDE = "docs/out/a/guides.md";

describe("the root is a folder of the repository", () => {
  test.each([
    ["relative", (repository: string) => ({ cwd: repository, args: ["verify", "--root", "docs"] })],
    ["absolute", (repository: string) => ({ cwd: "/", args: ["verify", "--root", join(repository, "docs")] })],
    ["the current one", (repository: string) => ({ cwd: join(repository, "docs"), args: ["verify"] })],
  ])("%s", async (_, options) => {
    expect(await annotated(options(makeRepository()))).toEqual([GUIDE]);
  });

  test("whose .git is a file, as in a worktree", async () => {
    const repository = makeProject({ ".git": "gitdir: /nowhere\n", [GUIDE]: "Set <tag>.\n" });
    expect(await annotated({ cwd: repository, args: ["verify", "--root", "docs"] })).toEqual([GUIDE]);
  });

  test("by a link from elsewhere", async () => {
    const repository = makeRepository();
    const elsewhere = makeProject();
    symlinkSync(join(repository, "docs"), join(elsewhere, "link"));
    const options = { cwd: elsewhere, args: ["verify", "--root", "link"] };
    expect(await annotated(options)).toEqual([GUIDE]);
    expect(await annotated({ ...options, workspace: repository })).toEqual([GUIDE]);
  });

  test("check, and build where nothing changed but guides have no descriptor", async () => {
    const settings = "published: image/{name}/guides.md\n";
    const repository = makeRepository({
      "docs/dhi-guides.config.yaml": settings,
      "docs/image/b/guides.md": "Text.\n",
    });
    const args = ["--root", "docs", "--reporter", "github"];
    expect(await annotated({ cwd: repository, args: ["check", "--root", "docs"] })).toContain(GUIDE);
    expect(await run({ cwd: repository, args: ["build", "--force", ...args] })).toContain(
      "file=docs/dhi-guides.config.yaml,",
    );
    expect(await run({ cwd: repository, args: ["build", ...args] })).toContain(
      "::notice file=docs/dhi-guides.config.yaml,",
    );
  });

  test("json stays relative to the root", async () => {
    const stdout = await run({ cwd: makeRepository(), args: ["verify", "--root", "docs", "--reporter", "json"] });
    expect(JSON.parse(stdout)).toMatchObject([{ file: "out/a/guides.md" }]);
  });

  test("sarif names the place below %SRCROOT%, encoded", async () => {
    const repository = makeRepository({ "docs/a b#c/ü.md": "Set <tag>.\n" });
    expect(await located({ cwd: repository, args: ["verify", "--root", "docs", "docs/a b#c"] })).toEqual([
      { uri: "docs/a%20b%23c/%C3%BC.md", uriBaseId: "%SRCROOT%" },
    ]);
  });

  test("a guide beside the root", async () => {
    const repository = makeRepository({ "other/x.md": "Set <tag>.\n" });
    expect(await annotated({ cwd: repository, args: ["verify", "--root", "docs", "other/x.md"] })).toEqual([
      "other/x.md",
    ]);
  });

  test("a definition of a catalog beside the root", async () => {
    const repository = makeRepository({ "catalog/image/a/debian-13/1.yaml": "a: [\n" });
    const args = ["verify", "--root", "docs", "--catalog", "catalog"];
    expect(await annotated({ cwd: repository, args })).toContain("catalog/image/a/debian-13/1.yaml");
  });
});

test("the root is the repository", async () => {
  const root = makeProject({ ".git/HEAD": "", "out/a/guides.md": "Set <tag>.\n" });
  expect(await annotated({ cwd: root, args: ["verify"] })).toEqual(["out/a/guides.md"]);
});

test("no repository: from the root", async () => {
  const folder = makeProject({ [GUIDE]: "Set <tag>.\n" });
  expect(await annotated({ cwd: folder, args: ["verify", "--root", "docs"] })).toEqual(["out/a/guides.md"]);
});

test("the workspace of a job goes before .git where it holds the root", async () => {
  const workspace = makeProject({ "repository/.git/HEAD": "", [`repository/${GUIDE}`]: "Set <tag>.\n" });
  const options = { cwd: join(workspace, "repository"), args: ["verify", "--root", "docs"] };
  expect(await annotated({ ...options, workspace })).toEqual([`repository/${GUIDE}`]);
  expect(await annotated({ ...options, workspace: makeProject() })).toEqual([GUIDE]);
  // Not what only begins alike.
  mkdirSync(join(workspace, "repo"));
  expect(await annotated({ ...options, workspace: join(workspace, "repo") })).toEqual([GUIDE]);
});

test("a file outside of the repository is named in the message, for no line of it can be shown", async () => {
  const repository = makeRepository();
  const elsewhere = makeProject({ "x.md": "Set <tag>.\n" });
  const options = { cwd: repository, args: ["verify", "--root", "docs", join(elsewhere, "x.md")] };
  expect(await annotated(options)).toEqual([]);
  expect(await run({ ...options, args: [...options.args, "--reporter", "github"] })).toMatch(
    /^::error title=visible-placeholder::[^\n]*x\.md:1:5: unexpected <tag>/,
  );
  expect(await located(options)).toEqual([{ uri: expect.stringMatching(/x\.md$/) }]);
});
