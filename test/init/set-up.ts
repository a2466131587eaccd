import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { dhiGuides } from "../support/command-line.ts";
import { CLI, makeProject, REPOSITORY, tree, write, type Files } from "../support/project.ts";

/** Runs a command in a folder. */
export function run(cwd: string, command: string, ...args: string[]) {
  const env = { ...process.env, PRE_COMMIT_HOME: join(dirname(cwd), "pre-commit") };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", env });
  return { status, stdout, stderr, output: stdout + stderr };
}

/**
 * Sets a project up in a new folder.
 *
 * @param files what the folder holds before
 * @param args what `init --yes` is told
 * @returns the folder, and what was said
 */
export async function setUp(files: Files = {}, ...args: string[]) {
  const folder = join(makeProject(), "project");
  mkdirSync(folder);
  write(folder, files);
  return { folder, ...(await dhiGuides(folder, "init", "--yes", ...args)) };
}

/** A folder in which `git init` was run. */
export const REPOSITORY_FILES: Files = { ".git/HEAD": "ref: refs/heads/main\n" };

/** Puts the package where npm would install it. */
export function install(home: string): void {
  const bin = "node_modules/.bin/dhi-guides";
  write(home, { [bin]: `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n` });
  chmodSync(join(home, bin), 0o755);
  symlinkSync(REPOSITORY, join(home, "node_modules/dhi-guides"));
}

/** Makes a folder a repository, and commits what it holds. */
export function commit(folder: string) {
  run(folder, "git", "init", "--quiet");
  run(folder, "git", "add", "--all");
  return run(folder, "git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "-m", "Change");
}

/** The files that `init` writes. */
export const FILES = [
  ".gitattributes",
  ".github/workflows/docs.yml",
  ".gitignore",
  ".pre-commit-config.yaml",
  ".vscode/settings.json",
  "AGENTS.md",
  "dhi-guides.config.yaml",
  "images/example.yaml",
  "package.json",
];

/** The files of a folder, but for what is remembered of the catalog. */
export const filesIn = (folder: string) =>
  Object.keys(tree(folder))
    .filter((file) => !file.startsWith(".dhi-guides/"))
    .sort();

/** The last line that was said. */
export const lastLine = (text: string) => text.trimEnd().split("\n").at(-1);
