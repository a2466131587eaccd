import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CLI, makeProject, minimal, read, REPOSITORY, write, type Files } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";
import { loadLanguageService } from "./language-service.ts";
import { checkOutAction, makeWorkspace, runAction } from "./runner.ts";

/* The action, as action.yml has it, from its first step to its last. */

const SERVICE = loadLanguageService();
const { version } = JSON.parse(read(REPOSITORY, "package.json")) as { version: string };

const CHECK = "Check that pages are up to date";
const SYNC = "Check that facts are those of the definitions";
const VERIFY = "Verify the pages";

/** A workspace with a project that is built. */
function built(files: Files = {}, folder = "."): string {
  const workspace = makeWorkspace({ [join(folder, "images/a.yaml")]: minimal("a"), ...files }, folder);
  spawnSync(process.execPath, [CLI, "build", "--root", join(workspace, folder)]);
  return workspace;
}

/** With the definition of an image, whose tags the descriptor does not have. */
function inCatalog(): string {
  const catalog = Object.entries(SMALL_CATALOG).map(([file, text]) => [`the catalog/${file}`, text]);
  return built({ "images/a.yaml": "", "images/example.yaml": minimal("example"), ...Object.fromEntries(catalog) });
}

test("a clean project passes", () => {
  const job = runAction(built(), SERVICE);
  expect(job).toMatchObject({ isGreen: true, outputs: { status: "passed", report: "" } });
  expect(Object.keys(job.steps)).toHaveLength(6);
  expect(job.log).not.toContain("::error");
  expect(job.summary).toMatchInlineSnapshot(`
    "## Guides

    | | | |
    | --- | --- | --- |
    | <code>check</code> | pages are what their sources make | passed |
    | <code>sync</code> | facts are those of the definitions | not run: no catalog |
    | <code>verify</code> | pages are right and well written | passed |

    "
  `);
  expect(job.used).toEqual([
    {
      action: "github/codeql-action/upload-sarif",
      with: { sarif_file: job.outputs["sarif"], category: "dhi-guides/." },
    },
  ]);
});

/** Findings of the file for code scanning, which is read before the folder goes. */
const rulesOf = ({ outputs }: { readonly outputs: Readonly<Record<string, string>> }) => {
  const { runs } = JSON.parse(read(outputs["sarif"] ?? "", "."));
  expect(runs).toHaveLength(1);
  const [{ results, tool }] = runs;
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
  return new Set(results.map(({ ruleId }: { ruleId: string }) => ruleId));
};

describe("each check fails the job, and says so in annotation, SARIF and summary", () => {
  test("an outdated page", () => {
    const workspace = built();
    write(workspace, { "images/a.yaml": minimal("a", "included: More.\n") });
    const job = runAction(workspace, SERVICE);
    expect(job).toMatchObject({ isGreen: false, outputs: { status: "failed" } });
    expect(job.steps).toMatchObject({ [CHECK]: "failure", [SYNC]: "success", [VERIFY]: "success" });
    expect(job.log).toMatch(/^::error file=out\/a\/guides\.md,.*title=output-stale::/m);
    expect(rulesOf(job)).toContain("output-stale");
    expect(job.summary).toContain("| <code>check</code> | pages are what their sources make | **failed** |");
    expect(job.summary).toMatch(/^\| \d+ \| error \| .* \| \[output\\-stale\]/m);
  });

  test("a fact that the definitions deny, in a catalog whose path has a blank", () => {
    const job = runAction(inCatalog(), SERVICE, { inputs: { catalog: "the catalog" } });
    expect(job.steps[SYNC]).toBe("failure");
    expect(job.log).toMatch(/^::error file=images\/example\.yaml,.*title=sync-/m);
    expect([...rulesOf(job)].join()).toContain("sync-");
    expect(job.summary).toMatch(/<code>sync<\/code> \| .* \| \*\*failed\*\*/);
  });

  test("what verify finds; and what a baseline holds", () => {
    const workspace = built({ "images/a.yaml": minimal("a", "included: Set <tag>.\n") });
    const job = runAction(workspace, SERVICE);
    expect(job.steps).toMatchObject({ [CHECK]: "success", [VERIFY]: "failure" });
    expect(job.log).toMatch(/^::error file=images\/a\.yaml,.*title=visible-placeholder::/m);
    expect(rulesOf(job)).toContain("visible-placeholder");
    expect(job.summary).toContain("&lt;tag&gt;");

    const baseline = ["verify", "--baseline", "accepted findings.json", "--update-baseline"];
    spawnSync(process.execPath, [CLI, ...baseline], { cwd: workspace });
    expect(runAction(workspace, SERVICE, { inputs: { baseline: "accepted findings.json" } }).isGreen).toBe(true);
  });

  test("all of them: one does not stop the others", () => {
    const workspace = inCatalog();
    write(workspace, { "images/example.yaml": minimal("example", "included: Set <tag>.\n") });
    const job = runAction(workspace, SERVICE, { inputs: { catalog: "the catalog" } });
    expect(job.steps).toMatchObject({ [CHECK]: "failure", [SYNC]: "failure" });
    expect(Object.keys(job.steps)).toHaveLength(6);
  });
});

describe("what could not run is an error, and nothing is uploaded that would take alerts away", () => {
  test.each([
    ["no project", {}, {}, CHECK],
    ["no catalog", { "images/a.yaml": minimal("a") }, { catalog: "nowhere" }, SYNC],
    ["no baseline", { "images/a.yaml": minimal("a") }, { baseline: "nowhere.json" }, VERIFY],
  ])("%s", (_, files, inputs, step) => {
    const workspace = makeWorkspace(files);
    spawnSync(process.execPath, [CLI, "build", "--root", workspace]);
    const job = runAction(workspace, SERVICE, { inputs });
    expect(job).toMatchObject({ isGreen: false, outputs: { status: "error", sarif: "" }, used: [] });
    expect(job.steps[step]).toBe("failure");
    expect(job.log).toMatch(/^::error title=dhi-guides::dhi-guides \w+ could not run/m);
    expect(job.summary).toContain("**could not run**");
  });
});

describe("versions", () => {
  test("another one than the project's is an error that says what to do", () => {
    const job = runAction(built(), SERVICE, { action: checkOutAction("99.1.0") });
    expect(Object.values(job.steps)).toEqual(["failure", "success"]);
    expect(job).toMatchObject({ isGreen: false, outputs: { status: "error" }, used: [] });
    expect(job.log).toBe(
      `::error title=dhi-guides::this action is version 99.1.0, but the project has dhi-guides ${version}: run ` +
        "`npm install --save-dev dhi-guides@99.1.0`, or use docker-hardened-images/dhi-guides@v" +
        `${version}\n`,
    );
    expect(job.summary).toContain("this action is version 99.1.0");
  });

  test("none is an error, too", () => {
    const job = runAction(makeProject({ "images/a.yaml": minimal("a") }), SERVICE);
    expect(job.log).toMatch(/^::error title=dhi-guides::dhi-guides is not installed in \.: run `npm ci`/);
    expect(job.outputs["status"]).toBe("error");
  });

  test("a version is not taken for a command", () => {
    const hostile = "1.0.0\n::add-mask::a";
    const workspace = makeProject({
      "node_modules/dhi-guides/package.json": JSON.stringify({ version: hostile, bin: { "dhi-guides": "x" } }),
    });
    const job = runAction(workspace, SERVICE);
    expect(job.log).not.toMatch(/^::add-mask/m);
    expect(job.log).toContain("has dhi-guides 1.0.0%0A::add-mask::a");
  });
});

test.each(["docs", "my docs/über $HOME `x` 'y'"])("the project stands in %s", (folder) => {
  const workspace = built({ [join(folder, "images/a.yaml")]: minimal("a", "included: Set <tag>.\n") }, folder);
  const job = runAction(workspace, SERVICE, { inputs: { root: folder } });
  expect(job.steps).toMatchObject({ [CHECK]: "success", [VERIFY]: "failure" });
  expect(job.log).toContain(`::error file=${folder}/images/a.yaml,`);
  expect(job.used[0]?.with["category"]).toBe(`dhi-guides/${folder}`);
});

describe("who may write", () => {
  const change = (head?: string) => ({
    pull_request: {
      head: { repo: head === undefined ? null : { full_name: head } },
      base: { repo: { full_name: "o/r" } },
    },
  });
  test.each([
    ["a push", {}, {}, {}, true],
    ["a pull request of the repository's own", change("o/r"), {}, {}, true],
    ["a fork's", change("stranger/r"), {}, {}, false],
    ["that of a fork which is gone", change(), {}, {}, false],
    ["Dependabot's", change("o/r"), { GITHUB_ACTOR: "dependabot[bot]" }, {}, false],
    ["who does not want it", {}, {}, { "upload-sarif": "false" }, false],
  ])("%s", (_, event, env, inputs, isUploaded) => {
    const job = runAction(built(), SERVICE, { event, env, inputs });
    expect(job.used.length > 0).toBe(isUploaded);
    expect(job.isGreen).toBe(true);
    expect(job.summary).toContain("## Guides");
  });
});
