import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { CLI, makeProject, minimal, read, REPOSITORY, write } from "./support/project.ts";
import { temporaryFolder } from "./support/temporary.ts";

const HOOKS = ".pre-commit-hooks.yaml";
const isInstalled = spawnSync("pre-commit", ["--version"]).status === 0;
/** In CI it must be there (.ci/run installs it). */
const isSkipped = !isInstalled && process.env["CI"] !== "true";

test("the hooks run at each commit, whatever it changes", () => {
  const hooks = parse(read(REPOSITORY, HOOKS)) as { id: string; always_run: boolean; files?: string }[];
  expect(hooks.map(({ id }) => id)).toEqual(["dhi-guides-check", "dhi-guides-build"]);
  for (const { always_run, files } of hooks) expect([always_run, files]).toEqual([true, undefined]);
});

/** A repository of hooks, and one with two guides that has the first of the hooks. */
const tool = temporaryFolder(afterAll);
const user = temporaryFolder(afterAll);

function run(folder: string, command: string, ...args: string[]) {
  const env = { ...process.env, PRE_COMMIT_HOME: join(tool, "cache") };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8", env });
  return { status, output: stdout + stderr };
}

function commit(folder: string) {
  run(folder, "git", "add", "-A");
  return run(folder, "git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "-m", "Change");
}

function makeUser(): void {
  write(tool, { [HOOKS]: read(REPOSITORY, HOOKS) });
  write(user, {
    "images/a.yaml": minimal("a"),
    "images/b.yaml": minimal("b"),
    ".gitignore": "node_modules/\n.dhi-guides/\n",
    "node_modules/.bin/dhi-guides": `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`,
    "package.json": "{}\n",
  });
  chmodSync(join(user, "node_modules/.bin/dhi-guides"), 0o755);
  spawnSync(process.execPath, [CLI, "build", "--root", user]);
  for (const folder of [tool, user]) run(folder, "git", "init", "-q");
  commit(tool);
  const revision = run(tool, "git", "rev-parse", "HEAD").output.trim();
  write(user, {
    ".pre-commit-config.yaml": `repos: [{ repo: "${tool}", rev: ${revision}, hooks: [{ id: dhi-guides-check }] }]\n`,
  });
  run(user, "pre-commit", "install");
  expect(commit(user)).toMatchObject({ status: 0 });
}

/** A copy of the user's repository, with one of the hooks. */
function copyUser(hook = "dhi-guides-check"): string {
  const root = makeProject();
  cpSync(user, root, { recursive: true });
  const config = ".pre-commit-config.yaml";
  write(root, { [config]: read(root, config).replace("dhi-guides-check", hook) });
  return root;
}

describe.skipIf(isSkipped)(`with pre-commit${isInstalled ? "" : ", which is not installed here"}`, () => {
  beforeAll(makeUser);

  test("a commit with an outdated guide is refused", () => {
    const root = copyUser();
    write(root, { "images/a.yaml": minimal("a", "included: More.\n") });
    const { status, output } = commit(root);
    expect(status).toBe(1);
    expect(output).toContain("output-stale");
  });

  test("a commit that only removes a descriptor is refused while its guide is there", () => {
    const root = copyUser();
    rmSync(join(root, "images/b.yaml"));
    const { status, output } = commit(root);
    expect(status).toBe(1);
    expect(output).toContain("output-leftover");
  });

  test("a commit is refused once where the hook builds a guide, and then holds it", () => {
    const root = copyUser("dhi-guides-build");
    expect(commit(root)).toMatchObject({ status: 0 });
    write(root, { "images/c.yaml": minimal("c") });
    const { status, output } = commit(root);
    expect(status).toBe(1);
    expect(output).toContain("files were modified by this hook");
    expect(commit(root).output).toContain("out/c/guides.md");
  });
});
