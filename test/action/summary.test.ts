import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatSarif } from "../../src/findings/reporters/sarif.ts";
import { makeProject, read, REPOSITORY, type Files } from "../support/project.ts";

/* The last step alone: what it makes of what the checks left. */

const PASSED = Object.fromEntries(
  ["check", "sync", "verify"].map((name) => [`work/${name}.json`, JSON.stringify({ name, status: "passed" })]),
);
const sarif = (code: string) =>
  formatSarif([{ code, severity: "error", file: "a", line: 1, column: 1, message: "no" }], { name: "x", version: "1" });

function summarize(files: Files, event: object = {}, more: Readonly<Record<string, string>> = {}) {
  const folder = makeProject({ "event.json": JSON.stringify(event), "summary.md": "", output: "", ...files });
  const env = {
    PATH: process.env["PATH"],
    DHI_WORK: join(folder, "work"),
    GITHUB_EVENT_PATH: join(folder, "event.json"),
    GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
    GITHUB_OUTPUT: join(folder, "output"),
    ...more,
  };
  const script = join(REPOSITORY, "scripts/action/summary.mjs");
  const { stderr } = spawnSync(process.execPath, [script], { encoding: "utf8", env });
  expect(stderr).toBe("");
  return { folder, summary: read(folder, "summary.md"), output: read(folder, "output") };
}

describe("who may upload", () => {
  const change = (head?: string) => ({
    pull_request: {
      head: { repo: head === undefined ? null : { full_name: head } },
      base: { repo: { full_name: "o/r" } },
    },
  });
  test.each([
    ["a push", {}, {}, true],
    ["a pull request of the repository's own", change("o/r"), {}, true],
    ["a fork's", change("stranger/r"), {}, false],
    ["that of a fork which is gone", change(), {}, false],
    ["one without a head", { pull_request: {} }, {}, false],
    ["Dependabot's", change("o/r"), { GITHUB_ACTOR: "dependabot[bot]" }, false],
    ["who does not want it", {}, { DHI_UPLOAD_SARIF: "false" }, false],
  ])("%s", (_, event, env, mayUpload) => {
    const { output, summary } = summarize({ ...PASSED, "work/check.sarif": sarif("a") }, event, env);
    expect(output).toMatch(new RegExp(`^upload<<(.*)\\n${mayUpload}\\n\\1$`, "m"));
    expect(summary).toContain("## Guides");
  });
});

test("the findings of all checks are one run, each by its rule", () => {
  const { folder } = summarize({
    ...PASSED,
    "work/check.sarif": sarif("b"),
    "work/sync.sarif": sarif("a"),
    "work/verify.sarif": sarif("b"),
  });
  const { runs } = JSON.parse(read(folder, "work/dhi-guides.sarif"));
  expect(runs).toHaveLength(1);
  const { rules } = runs[0].tool.driver;
  expect(rules.map(({ id }: { id: string }) => id)).toEqual(["b", "a"]);
  expect(runs[0].results.map(({ ruleIndex }: { ruleIndex: number }) => rules[ruleIndex].id)).toEqual(["b", "a", "b"]);
});

test("what does not fit into GitHub's limit is left out, and said", () => {
  const long = `${"é".repeat(400 * 1024)}\n`;
  const { summary } = summarize({ ...PASSED, "work/check.md": long, "work/verify.md": long, "work/report.md": "# It" });
  expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
  expect(summary).toContain("More is in the log");
  expect(summary).toContain("# It");
});

test("a folder's name is text", () => {
  const { summary } = summarize(PASSED, {}, { DHI_ROOT: "a</code><script>`|*@team" });
  expect(summary).not.toMatch(/<script|\*@|`/);
});

test("a check that left no word could not run", () => {
  expect(summarize({}).output).toMatch(/^status<<.*\nerror$/m);
});
