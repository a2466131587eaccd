import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseXml } from "../findings/strict-xml.ts";
import { runLine } from "../support/command-line.ts";
import { makeProject, minimal, read, tree, type Files } from "../support/project.ts";

/* One run, as many reports as one likes. */

function run(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return runLine(args, { cwd, env: { GITHUB_WORKSPACE: "", GITHUB_REPOSITORY: "", NO_COLOR: "1", ...env } });
}

/** A project with an error: a guide that nobody built. */
const outdated = (files: Files = {}) => makeProject({ "images/a.yaml": minimal("a"), ...files });

test("one for the terminal, and others in files", async () => {
  const root = outdated();
  const files = {
    json: "j.json",
    sarif: "reports/deep/s.sarif",
    markdown: "m.md",
    junit: "u.xml",
    github: "g.txt",
    pretty: "p.txt",
  };
  const args = Object.entries(files).flatMap(([name, file]) => ["--reporter", `${name}=${file}`]);
  const { status, stdout } = await run(root, ["check", "--reporter", "github", ...args]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^::error file=[^:]*title=output-missing::/);
  const [finding] = JSON.parse(read(root, files.json));
  expect(finding.code).toBe("output-missing");
  expect(JSON.parse(read(root, files.sarif)).runs[0].results[0].ruleId).toBe("output-missing");
  expect(read(root, files.markdown)).toContain("**1 error** in 1 file");
  expect(parseXml(read(root, files.junit)).attributes["failures"]).toBe("1");
  expect(read(root, files.github)).toBe(stdout);
  expect(read(root, files.pretty)).toContain("output-missing");
});

test("a file alone leaves the terminal as it is", async () => {
  const root = outdated();
  const { stderr, stdout } = await run(root, ["check", "--reporter=sarif=s.sarif"]);
  const alone = await run(root, ["check"]);
  const withoutTime = (text: string) => text.replace(/[\d.]+ s$/m, "");
  expect([withoutTime(stderr), stdout]).toEqual([withoutTime(alone.stderr), alone.stdout]);
  expect(read(root, "s.sarif")).toContain("output-missing");
});

test("files are named from the current folder, whatever the root is, and may have any name", async () => {
  const root = outdated();
  const cwd = makeProject();
  const absolute = join(makeProject(), "a=b c.xml");
  const args = ["--reporter", "json=x y=z.json", "--reporter", `junit=${absolute}`];
  expect((await run(cwd, ["check", "--root", root, ...args])).status).toBe(1);
  expect(Object.keys(tree(cwd))).toEqual(["x y=z.json"]);
  expect(read(absolute, ".")).toContain("<testsuites");
});

test("what was in a file before is gone", async () => {
  const root = outdated({ "s.json": "old\n".repeat(10_000) });
  await run(root, ["check", "--reporter", "json=s.json"]);
  expect(JSON.parse(read(root, "s.json"))).toHaveLength(1);
});

describe("what cannot be is said, and nothing is written", () => {
  test.each([
    ["two for the terminal", ["json", "github"], "json is printed already: give one of the two a file, github=FILE"],
    ["two for one file", ["json=a", "sarif=a"], "json writes a already"],
    ["no such reporter", ["html=a"], "Allowed choices are pretty, json, github, sarif, markdown, junit."],
    ["no file", ["sarif="], "expected a file after sarif="],
    ["a folder", ["json=ok.json", "sarif=images"], "cannot write the report images: it is not a file"],
    ["below a file", ["json=ok.json", "sarif=images/a.yaml/x"], "images/a.yaml"],
  ])("%s", async (_, reporters, message) => {
    const root = outdated();
    const before = tree(root);
    const { status, stderr } = await run(root, ["check", ...reporters.flatMap((each) => ["--reporter", each])]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(tree(root)).toEqual(before);
  });
});

test("a subcommand's reporters are split, too", async () => {
  const root = outdated();
  expect((await run(root, ["drift", "--reporter", "json", "--reporter", "sarif=s.sarif", "settle"])).status).toBe(0);
  expect(JSON.parse(read(root, "s.sarif")).runs[0].results).toEqual([]);
});

test("only who reads JSON from stdout finds an array there when nothing could run", async () => {
  const root = makeProject();
  expect(await run(root, ["check", "--reporter", "json"])).toMatchObject({ status: 2, stdout: "[]\n" });
  expect(await run(root, ["check", "--reporter", "json=a.json"])).toMatchObject({ status: 2, stdout: "" });
});

test("in a job of GitHub Actions, Markdown links to the line, as that commit has it", async () => {
  const repository = makeProject({ ".git/HEAD": "", "do cs/images/a.yaml": minimal("a", "unknown: x\n") });
  const env = {
    GITHUB_WORKSPACE: repository,
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_REPOSITORY: "o/r",
    GITHUB_SHA: "abc",
  };
  const { stdout } = await run(repository, ["check", "--root", "do cs", "--reporter", "markdown"], env);
  expect(stdout).toContain("[3](https://github.example/o/r/blob/abc/do%20cs/images/a.yaml?plain=1#L3)");
});
