import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { read, REPOSITORY } from "../support/project.ts";
import { loadLanguageService } from "../support/language-service.ts";
import { lintWorkflow } from "./lint-workflow.ts";

const SERVICE = loadLanguageService();
const WORKFLOWS = readdirSync(join(REPOSITORY, ".github/workflows")).map((name) => `.github/workflows/${name}`);

test.each(["action.yml", ...WORKFLOWS])("%s", async (file) => {
  expect(await lintWorkflow(file, read(REPOSITORY, file), SERVICE)).toEqual([]);
});

describe("a mistake is told", () => {
  const DOCS = ".github/workflows/docs.yml";
  const PAGES = ".github/workflows/pages.yml";
  test.each([
    ["action.yml", "shell: bash", "shel: bash", "shel"],
    ["action.yml", "${{ inputs.root }}", "${{ inputs.rot }}", "there is no inputs.rot"],
    ["action.yml", "steps.setup.outcome", "steps.stup.outcome", "there is no steps.stup"],
    ["action.yml", "using: composite", "using: composit", "composit"],
    ["action.yml", "!cancelled() &&", "!canceled() &&", "canceled"],
    ["action.yml", 'run-check.mjs" check', 'run-check.mjs" ${{ inputs.root }}', "an expression in a command"],
    ["action.yml", /upload-sarif@[0-9a-f]{40} # v[\d.]+/, "upload-sarif@v4", "not pinned"],
    ["action.yml", /upload-sarif@[0-9a-f]{40} # v[\d.]+/, "upload-sarif@9e907b5", "not pinned"],
    [DOCS, "runs-on: ubuntu-latest", "run-on: ubuntu-latest", "run-on"],
    [DOCS, "contents: read", "contents: raed", "raed"],
    [DOCS, "  pull_request:", "  pull_requests:", "pull_requests"],
    [DOCS, "  pull_request:", "  pull_request_target:", "pull_request_target gives"],
    [DOCS, "permissions: {}\n", "", "no permissions"],
    [DOCS, " # v6.0.2", "", "names no version"],
    [DOCS, "github.event_name ==", "github.evnt_name ==", "evnt_name"],
    [PAGES, "needs: build", "needs: biuld", "biuld"],
    [PAGES, "steps.deployment.outputs", "steps.deplyment.outputs", "deplyment"],
    [PAGES, "  push:\n", "  push:\n   - x\n  y\n", ""],
  ])("%s: %s -> %s", async (file, right, wrong, message) => {
    const text = read(REPOSITORY, file);
    const broken = text.replace(right, wrong);
    expect(broken).not.toBe(text);
    const told = await lintWorkflow(file, broken, SERVICE);
    expect(told.join("\n")).toContain(message);
    expect(told).not.toEqual([]);
  });
});

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}

const jobsOf = (file: string) => (parse(read(REPOSITORY, file)) as { jobs: Record<string, Job> }).jobs;

test("only who deploys may write to Pages", () => {
  const jobs = jobsOf(".github/workflows/pages.yml");
  expect(Object.entries(jobs).map(([name, { permissions }]) => [name, permissions])).toEqual([
    ["build", { contents: "read" }],
    ["deploy", { pages: "write", "id-token": "write" }],
  ]);
});

test("no checkout of guides and pages leaves its token behind", () => {
  const steps = ["docs", "pages"].flatMap((name) =>
    Object.values(jobsOf(`.github/workflows/${name}.yml`)).flatMap((job) => job.steps),
  );
  const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
  expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual([false, false]);
});
