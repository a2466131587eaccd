import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseXml } from "../findings/strict-xml.ts";
import { dhiGuides } from "../support/command-line.ts";
import { makeProject, minimal, read, REPOSITORY } from "../support/project.ts";
import { REPORTERS } from "../../src/commands/reporters.ts";
import { loadLanguageService } from "../support/language-service.ts";
import { lintWorkflow } from "./lint-workflow.ts";

/* What docs/ci.md shows is tried. */

const SERVICE = loadLanguageService();
const DOCS = read(REPOSITORY, "docs/ci.md");
const { version } = JSON.parse(read(REPOSITORY, "package.json")) as { version: string };

interface Action {
  readonly inputs: object;
  readonly outputs: object;
}

const action = parse(read(REPOSITORY, "action.yml")) as Action;

/** The YAML after a comment. */
function example(name: string): string {
  return new RegExp(`<!-- ${name} -->\n\n\`\`\`yaml\n([^]*?)\`\`\`\n`).exec(DOCS)?.[1] ?? "";
}

/** The names in the first column of a table. */
function namesOf(table: string): string[] {
  const text = new RegExp(`^\\| ${table} +\\|[^]*?\n\n`, "m").exec(DOCS)?.[0] ?? "";
  return Array.from(text.matchAll(/^\| `([^`]+)`/gm), ([, name = ""]) => name);
}

test("all inputs, outputs and reporters are documented, and no others", () => {
  expect(namesOf("input")).toEqual(Object.keys(action.inputs));
  expect(namesOf("output")).toEqual(Object.keys(action.outputs));
  expect(namesOf("reporter")).toEqual([...REPORTERS]);
});

test("the workflow has no mistake, and uses this version with inputs that there are", async () => {
  const told = await lintWorkflow(".github/workflows/guides.yml", example("workflow"), SERVICE);
  expect(told).toEqual([expect.stringContaining(`dhi-guides@v${version} is not pinned by a commit`)]);
  const { jobs } = parse(example("workflow")) as { jobs: { check: { steps: { uses?: string; with?: object }[] } } };
  const own = jobs.check.steps.find(({ uses }) => uses?.includes("dhi-guides@"));
  for (const name of Object.keys(own?.with ?? {})) expect(Object.keys(action.inputs)).toContain(name);
});

test("it uses others' actions as this repository does", () => {
  const uses = (text: string) => Array.from(text.matchAll(/uses: (actions\/.*)$/gm), ([, used]) => used);
  expect(uses(example("workflow"))).toEqual(uses(read(REPOSITORY, ".github/workflows/docs.yml")));
});

test("GitLab's job writes the reports that it shows", async () => {
  const { guides } = parse(example("gitlab")) as {
    guides: { script: string[]; artifacts: { reports: { junit: string[] } } };
  };
  const root = makeProject({ "images/a.yaml": minimal("a") });
  for (const line of guides.script.slice(1)) {
    const args = line.replace("npx dhi-guides ", "").split(" ");
    expect((await dhiGuides(root, ...args)).status).toBeLessThan(2);
  }
  for (const file of guides.artifacts.reports.junit) expect(parseXml(read(root, file)).name).toBe("testsuites");
});

test("the hook is there", () => {
  const { repos } = parse(example("pre-commit")) as { repos: { rev: string; hooks: { id: string }[] }[] };
  const hooks = parse(read(REPOSITORY, ".pre-commit-hooks.yaml")) as { id: string }[];
  expect(repos[0]?.rev).toBe(`v${version}`);
  for (const { id } of repos[0]?.hooks ?? []) expect(hooks.map((hook) => hook.id)).toContain(id);
});

test("each script that action.yml runs is there", () => {
  const scripts = Array.from(read(REPOSITORY, "action.yml").matchAll(/\$GITHUB_ACTION_PATH\/([^"]+)"/g));
  for (const [, path = ""] of scripts) expect(existsSync(join(REPOSITORY, path))).toBe(true);
});
