import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CLI, makeProject, minimal, read, REPOSITORY, write, type Files } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";
import { loadLanguageService } from "../support/language-service.ts";
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

/** With a catalog, which denies a port of the descriptor. */
function inCatalog(more = ""): string {
  const workspace = makeWorkspace({ "images/example.yaml": minimal("example", `ports: [7070/tcp]\n${more}`) });
  cpSync(SMALL_CATALOG, join(workspace, "the catalog"), { recursive: true });
  return workspace;
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
    const workspace = inCatalog();
    spawnSync(process.execPath, [CLI, "build", "--root", workspace]);
    const job = runAction(workspace, SERVICE, { inputs: { catalog: "the catalog" } });
    expect(job.steps[SYNC]).toBe("failure");
    expect(job.log).toMatch(/^::error file=images\/example\.yaml,.*title=descriptor-outdated::/m);
    expect(rulesOf(job)).toContain("descriptor-outdated");
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
    const job = runAction(inCatalog("included: Set <tag>.\n"), SERVICE, { inputs: { catalog: "the catalog" } });
    expect(job.steps).toMatchObject({ [CHECK]: "failure", [SYNC]: "failure" });
    expect(Object.keys(job.steps)).toHaveLength(6);
  });
});

describe("what could not run is an error, and nothing is uploaded that would take alerts away", () => {
  test.each([
    ["no project", {}, {}, CHECK, /check could not run: \S/],
    ["no catalog", { "images/a.yaml": minimal("a") }, { catalog: "nowhere" }, SYNC, "sync could not run: there is no"],
    ["no baseline", { "images/a.yaml": minimal("a") }, { baseline: "nowhere.json" }, VERIFY, "verify could not run: "],
  ])("%s", (_, files, inputs, step, why) => {
    const workspace = makeWorkspace(files);
    spawnSync(process.execPath, [CLI, "build", "--root", workspace]);
    const job = runAction(workspace, SERVICE, { inputs });
    expect(job).toMatchObject({ isGreen: false, outputs: { status: "error", sarif: "" }, used: [] });
    expect(job.steps[step]).toBe("failure");
    expect(job.log).toMatch(/^::error title=dhi-guides::dhi-guides \w+ could not run: (?!the log)/m);
    expect(job.log).toMatch(why);
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

test("a fork's pull request, whose token can only read, gets the summary", () => {
  const event = { pull_request: { head: { repo: { full_name: "x/r" } }, base: { repo: { full_name: "o/r" } } } };
  const job = runAction(built({ "images/a.yaml": minimal("a", "included: Set <tag>.\n") }), SERVICE, { event });
  expect(job).toMatchObject({ isGreen: false, used: [] });
  expect(job.summary).toContain("&lt;tag&gt;");
  expect(rulesOf(job)).toContain("visible-placeholder");
});
