import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { build } from "../../src/commands/build.ts";
import { prReport, type PrReportOptions } from "../../src/commands/pr-report.ts";
import { type Files, makeProject, record, write } from "../support/project.ts";

/** Runs git with settings that are the same everywhere. */
export function git(root: string, ...args: string[]): string {
  const settings = ["user.name=a", "user.email=a@example.com", "commit.gpgsign=false", "core.hooksPath=/dev/null"];
  const run = spawnSync("git", [...settings.flatMap((each) => ["-c", each]), ...args], { cwd: root, encoding: "utf8" });
  expect(run.stderr + run.stdout, `git ${args.join(" ")}`).toSatisfy(() => run.status === 0);
  return run.stdout;
}

/** Commits all files. */
export function commit(root: string, message: string): void {
  git(root, "add", "--all", "--force");
  git(root, "commit", "--quiet", "--message", message);
}

/** Makes a repository of files, whose commit is tagged `before`. */
export function makeRepository(files: Files): string {
  const root = makeProject(files);
  git(root, "init", "--quiet", "--initial-branch=main");
  commit(root, "before");
  git(root, "tag", "before");
  return root;
}

/** Makes a project, builds it, and commits it. */
export async function makeBuilt(files: Files): Promise<string> {
  const root = makeProject(files);
  await buildAll(root);
  git(root, "init", "--quiet", "--initial-branch=main");
  commit(root, "before");
  git(root, "tag", "before");
  return root;
}

export async function buildAll(root: string): Promise<void> {
  const context = record();
  expect(await build([], { root, reporter: "pretty", force: true }, context), context.stdout()).toBe(0);
}

/** Changes files, and builds. */
export async function change(root: string, files: Files): Promise<void> {
  write(root, files);
  await buildAll(root);
}

export async function reportOf(root: string, options: Partial<PrReportOptions> = {}): Promise<string> {
  const context = record();
  const status = await prReport({ root, reporter: "pretty", base: "before", ...options }, context);
  expect(status).toBe(0);
  return context.stdout();
}

/** A copy of a folder in a repository of its own. */
export function repositoryOf(folder: string, below: string): string {
  const root = makeProject({});
  cpSync(folder, join(root, below), { recursive: true });
  git(root, "init", "--quiet");
  commit(root, "before");
  git(root, "tag", "before");
  return root;
}
