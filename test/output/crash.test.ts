import { execFile, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { CLI, makeProject, minimal, tree, write } from "../support/project.ts";

const execute = promisify(execFile);
const COUNT = 60;

const descriptors = (more: string) =>
  Object.fromEntries(
    Array.from({ length: COUNT }, (_, index) => [
      `images/g${index}.yaml`,
      minimal(`g${index}`, `included: ${more} ${index}.\n`),
    ]),
  );

const buildWhole = (root: string) => execFileSync("node", [CLI, "build", "--root", root, "--quiet"]);

/** What a build writes where nothing goes wrong. */
function expected(more: string): Record<string, string> {
  const root = makeProject(descriptors(more));
  buildWhole(root);
  return tree(join(root, "out"));
}

describe("a build that is killed", () => {
  test("leaves whole files at any moment, and the next build heals", async () => {
    const root = makeProject();
    // Two texts in turn, so that every round has something to write and old files to lose.
    const wanted = new Map([
      ["One", expected("One")],
      ["Two", expected("Two")],
    ]);
    const allowed = (file: string) => [...wanted.values()].map((files) => files[file]);
    for (let round = 0; round < 12; round += 1) {
      write(root, descriptors(round % 2 === 0 ? "One" : "Two"));
      const child = spawn("node", [CLI, "build", "--root", root, "--quiet"], { stdio: "ignore" });
      // It may be through before it is killed.
      const end = new Promise((resolve) => child.once("exit", resolve));
      await new Promise((resolve) => setTimeout(resolve, 60 + round * 25));
      child.kill("SIGKILL");
      await end;
      for (const [file, text] of Object.entries(tree(join(root, "out"))))
        if (file.endsWith("guides.md")) expect(allowed(file)).toContain(text);
    }
    write(root, descriptors("Two"));
    buildWhole(root);
    expect(tree(join(root, "out"))).toEqual(wanted.get("Two"));
    expect(readdirSync(join(root, "out")).filter((name) => name.startsWith("."))).toEqual([]);
  }, 180_000);
});

describe("two builds at once", () => {
  test("do no harm", async () => {
    const root = makeProject(descriptors("One"));
    const wanted = expected("One");
    for (let round = 0; round < 2; round += 1) {
      const builds = Array.from({ length: 3 }, () => execute("node", [CLI, "build", "--root", root, "--quiet"]));
      await Promise.all(builds);
      expect(tree(join(root, "out"))).toEqual(wanted);
    }
  }, 180_000);
});

const canMount = (() => {
  try {
    execFileSync("unshare", ["--mount", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!canMount)("a full disk", () => {
  test("gives a clear error and leaves the old files whole", () => {
    const root = makeProject(descriptors("One"));
    mkdirSync(join(root, "out"));
    // A file system of 1 MB in a mount namespace of its own: 60 guides do not fit twice.
    const script = `mount -t tmpfs -o size=500k none "$1/out" || exit 77
      node "$2" build --root "$1" --quiet g0 g1 || exit 1
      cp -r "$1/out" "$1/before"
      node "$2" build --root "$1" --reporter json --quiet > "$1/findings.json" && exit 2
      diff -r "$1/before" "$1/out"`;
    try {
      execFileSync("unshare", ["--mount", "sh", "-c", script, "sh", root, CLI], { stdio: "pipe" });
    } catch (error) {
      if ((error as { status?: number }).status === 77) return;
      throw error;
    }
    expect(existsSync(join(root, "findings.json"))).toBe(true);
    expect(tree(root)["findings.json"]).toContain("the disk is full");
  });
});
