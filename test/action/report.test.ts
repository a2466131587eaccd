import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { CLI, makeProject, minimal, read, REPOSITORY, tree, write } from "../support/project.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { git, makeBuilt, change, commit } from "../pr-report/repository.ts";

/* The step that says what a change does: what it compares with, and what becomes of it where that is not there. */

/** In the place of the command: says what it was asked for, or fails. */
const FAKE = `const args = process.argv.slice(2);
if (args.includes("--base=" + process.env.REFUSED)) { console.error("dhi-guides: <no> way"); process.exit(2); }
console.log(JSON.stringify(args));
`;

/** A repository with two commits on main, one on a branch, and the merge that GitHub makes of a pull request. */
const repository = commitBranches();

/** A copy of the repository, and its commits. */
function makeRepository() {
  const root = makeProject();
  cpSync(repository.root, root, { recursive: true });
  return { ...repository, root };
}

function commitBranches() {
  const root = temporaryFolder(afterAll);
  write(root, {
    ".gitignore": "node_modules\n",
    "node_modules/dhi-guides/package.json": JSON.stringify({ version: "1.0.0", bin: { "dhi-guides": "cli.js" } }),
    "node_modules/dhi-guides/cli.js": FAKE,
    "my docs/a.md": "a\n",
  });
  const git = (...args: string[]) => {
    const user = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
    return spawnSync("git", [...user, ...args], { cwd: root, encoding: "utf8" }).stdout.trim();
  };
  const commit = (file: string) => {
    write(root, { [file]: `${file}\n` });
    git("add", "-A");
    git("commit", "-qm", "Change");
    return git("rev-parse", "HEAD");
  };
  git("init", "-q", "-b", "main");
  const first = commit("first");
  git("checkout", "-q", "-b", "change");
  commit("change");
  git("checkout", "-q", "main");
  const tip = commit("tip");
  git("merge", "-q", "--no-ff", "-m", "Merge", "change");
  return { root, first, tip, merge: git("rev-parse", "HEAD") };
}

function run(root: string, env: Readonly<Record<string, string>>, event: object = {}) {
  const folder = makeProject({ "event.json": JSON.stringify(event), "work/x": "" });
  const work = join(folder, "work");
  const { status, stdout } = spawnSync(process.execPath, [join(REPOSITORY, "scripts/action/report.mjs")], {
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      GITHUB_WORKSPACE: root,
      GITHUB_EVENT_PATH: join(folder, "event.json"),
      DHI_WORK: work,
      ...env,
    },
  });
  expect(status).toBe(0);
  const { "report.md": report, "no-report.txt": why } = tree(work);
  return { args: report?.startsWith("[") ? (JSON.parse(report) as string[]) : undefined, report, why, stdout };
}

const pullRequest = (sha: string) => ({ pull_request: { base: { sha } } });

test("a pull request is compared with what it is merged into, which is newer than what the event names", () => {
  const { root, first, tip, merge } = makeRepository();
  const env = { GITHUB_REF: "refs/pull/7/merge", GITHUB_SHA: merge };
  expect(run(root, env, pullRequest(first)).args).toContain(`--base=${tip}`);
});

test("with what the event names, where another commit is checked out", () => {
  const { root, first } = makeRepository();
  const env = { GITHUB_REF: "refs/pull/7/merge", GITHUB_SHA: first };
  expect(run(root, env, pullRequest(first)).args).toContain(`--base=${first}`);
});

test("with what the workflow says; links lead to the preview that it names; the root may have a blank", () => {
  const { root } = makeRepository();
  const env = { DHI_BASE: "main~1", DHI_PREVIEW_URL: "https://example.com/p?a b", DHI_ROOT: "my docs" };
  expect(run(root, env).args).toEqual([
    "pr-report",
    `--root=${join(root, "my docs")}`,
    "--base=main~1",
    "--preview-url=https://example.com/p?a b",
  ]);
});

test("findings are held against the catalog and the baseline, as in the step that verifies", () => {
  const { root } = makeRepository();
  const env = { DHI_BASE: "main~1", DHI_CATALOG: "the catalog", DHI_BASELINE: "known.json" };
  expect(run(root, env).args).toEqual([
    "pr-report",
    `--root=${root}`,
    "--base=main~1",
    "--catalog=the catalog",
    "--baseline=known.json",
  ]);
});

test("the installed command says what two commits do to each other", async () => {
  const bin = `import(${JSON.stringify(pathToFileURL(CLI).href)});\n`;
  const root = await makeBuilt({
    "images/a.yaml": minimal("a", "included: One.\n"),
    "definitions/image/.keep": "",
    "node_modules/dhi-guides/package.json": JSON.stringify({ version: "1.0.0", bin: { "dhi-guides": "cli.js" } }),
    "node_modules/dhi-guides/cli.js": bin,
  });
  await change(root, { "images/a.yaml": minimal("a", "included: See <tag> and <other> here.\n") });
  write(root, { "known.json": JSON.stringify({}) });
  commit(root, "after");
  const env = { DHI_BASE: git(root, "rev-parse", "HEAD~1").trim(), DHI_CATALOG: "definitions", DHI_ROOT: "." };
  const all = run(root, env);
  expect(all.why).toBeUndefined();
  expect(all.report).toContain("**1 page changed**, 2 new findings");
  const message = "unexpected <other> in prose, which a Markdown reader does not show, expected `<other>`";
  const known = { "out/a/guides.md": { [`visible-placeholder: ${message}`]: 1 } };
  write(root, { "known.json": JSON.stringify(known) });
  expect(run(root, { ...env, DHI_BASELINE: "known.json" }).report).toContain("1 new finding.");
});

test("a push has nothing to be compared with", () => {
  expect(run(makeRepository().root, {})).toEqual({ args: undefined, report: undefined, why: undefined, stdout: "" });
});

test.each(["0".repeat(40), "origin/main", "--output=x", "$(touch pwned)", "a b\n::add-mask::x", "##[add-mask]x"])(
  "%j is not there: it says so",
  (base) => {
    const { root } = makeRepository();
    const before = tree(root);
    const { args, why, stdout } = run(root, { DHI_BASE: base });
    expect([args, why]).toEqual([
      undefined,
      `there is no ${base} in this checkout: give actions/checkout \`fetch-depth: 0\``,
    ]);
    expect(stdout).not.toMatch(/^::|##\[/m);
    expect(tree(root)).toEqual(before);
  },
);

test("a report that cannot be made is said, and fails nothing", () => {
  const { root, first } = makeRepository();
  expect(run(root, { DHI_BASE: first, REFUSED: first })).toMatchObject({
    args: undefined,
    why: "dhi-guides: <no> way",
  });
});

test("without git there is none", () => {
  const { root } = makeRepository();
  const outside = makeProject({ "node_modules/x": read(root, "first") });
  expect(run(outside, { DHI_BASE: "main" }).why).toContain("there is no main");
});
