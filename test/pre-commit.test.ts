import { spawnSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { CLI, makeProject, minimal, read, REPOSITORY, write } from "./support/project.ts";

const HOOKS = ".pre-commit-hooks.yaml";
const isInstalled = spawnSync("pre-commit", ["--version"]).status === 0;
/** In CI it must be there (.ci/run installs it). */
const isSkipped = !isInstalled && process.env["CI"] !== "true";

test("the hooks run at each commit, whatever it changes", () => {
  const hooks = parse(read(REPOSITORY, HOOKS)) as { id: string; always_run: boolean; files?: string }[];
  expect(hooks.map(({ id }) => id)).toEqual(["dhi-guides-check", "dhi-guides-build"]);
  for (const { always_run, files } of hooks) expect([always_run, files]).toEqual([true, undefined]);
});

/** A repository with two guides and a hook, and what a commit in it says. */
function makeUser(hook: string) {
  const tool = makeProject({ [HOOKS]: read(REPOSITORY, HOOKS) });
  const root = makeProject({
    "images/a.yaml": minimal("a"),
    "images/b.yaml": minimal("b"),
    ".gitignore": "node_modules/\n.dhi-guides/\n",
    "node_modules/.bin/dhi-guides": `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`,
    "package.json": "{}\n",
  });
  chmodSync(join(root, "node_modules/.bin/dhi-guides"), 0o755);
  spawnSync(process.execPath, [CLI, "build", "--root", root]);
  const run = (folder: string, command: string, ...args: string[]) => {
    const env = { ...process.env, PRE_COMMIT_HOME: join(tool, "cache") };
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8", env });
    return { status, output: stdout + stderr };
  };
  const commit = (folder: string) => {
    run(folder, "git", "add", "-A");
    return run(folder, "git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "-m", "Change");
  };
  for (const folder of [tool, root]) run(folder, "git", "init", "-q");
  commit(tool);
  const revision = run(tool, "git", "rev-parse", "HEAD").output.trim();
  write(root, {
    ".pre-commit-config.yaml": `repos: [{ repo: "${tool}", rev: ${revision}, hooks: [{ id: ${hook} }] }]\n`,
  });
  run(root, "pre-commit", "install");
  expect(commit(root)).toMatchObject({ status: 0 });
  return { root, commit: () => commit(root) };
}

describe.skipIf(isSkipped)(`with pre-commit${isInstalled ? "" : ", which is not installed here"}`, () => {
  test("a commit with an outdated guide is refused", () => {
    const { root, commit } = makeUser("dhi-guides-check");
    write(root, { "images/a.yaml": minimal("a", "included: More.\n") });
    const { status, output } = commit();
    expect(status).toBe(1);
    expect(output).toContain("output-stale");
  });

  test("a commit that only removes a descriptor is refused while its guide is there", () => {
    const { root, commit } = makeUser("dhi-guides-check");
    rmSync(join(root, "images/b.yaml"));
    const { status, output } = commit();
    expect(status).toBe(1);
    expect(output).toContain("output-leftover");
  });

  test("a commit is refused once where the hook builds a guide, and then holds it", () => {
    const { root, commit } = makeUser("dhi-guides-build");
    write(root, { "images/c.yaml": minimal("c") });
    const { status, output } = commit();
    expect(status).toBe(1);
    expect(output).toContain("files were modified by this hook");
    expect(commit().output).toContain("out/c/guides.md");
  });
});
