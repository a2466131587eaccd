import { join } from "node:path";
import { mkdirSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { init } from "../../src/commands/init.ts";
import { loadLanguageService } from "../support/language-service.ts";
import { makeProject, read, record, REPOSITORY } from "../support/project.ts";
import { lintWorkflow } from "./lint-workflow.ts";

/* What docs/ci.md shows for a project beside a catalog of another repository. */

const SERVICE = loadLanguageService();
const DOCS = read(REPOSITORY, "docs/ci.md");
const exampleOf = (name: string) => new RegExp(`<!-- ${name} -->\n\n\`\`\`yaml\n([^]*?)\`\`\`\n`).exec(DOCS)?.[1] ?? "";

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { readonly uses?: string; readonly with?: object }[] }>
  >;
}

const stepsOf = (text: string) => Object.values((parse(text) as Workflow).jobs).flatMap(({ steps }) => steps);

test("the workflow beside a catalog has no mistake, and is the other one with a step and an input", async () => {
  const text = exampleOf("workflow beside a catalog");
  const told = await lintWorkflow(".github/workflows/guides.yml", text, SERVICE);
  expect(told).toEqual([expect.stringContaining("is not pinned by a commit")]);
  const [checkout, catalog, ...rest] = stepsOf(text);
  const [usual, ...others] = stepsOf(exampleOf("workflow"));
  expect(checkout).toEqual(usual);
  expect(catalog?.uses).toBe(usual?.uses);
  expect(rest.slice(0, -1)).toEqual(others.slice(0, -1));
  expect(rest.at(-1)).toEqual({ ...others.at(-1), with: { catalog: "catalog" } });
});

test("it is what init writes beside a catalog, once the marks are taken away", async () => {
  const top = makeProject({ "catalog/image/a/info.yaml": "", "ours/.git/HEAD": "" });
  const root = join(top, "ours");
  mkdirSync(root, { recursive: true });
  await init({ root, reporter: "pretty", yes: true, catalog: join(top, "catalog") }, record());
  const written = read(root, ".github/workflows/docs.yml");
  const unmarked = written.replace(/^( +)# (?=- uses| {2}with| {4}[\w-]+:|with:|catalog: )/gm, "$1");
  expect(stepsOf(unmarked).map((step) => step.with)).toEqual(
    stepsOf(exampleOf("workflow beside a catalog")).map((step) => step.with),
  );
});
