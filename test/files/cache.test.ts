import { existsSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildProject } from "../../src/build/build-project.ts";
import { build } from "../../src/commands/build.ts";
import { CACHE_FOLDER, makeCacheFolder, readCache, writeCache } from "../../src/files/cache.ts";
import { openProject } from "../../src/project/project.ts";
import { makeProject, minimal, read, record, write } from "../support/project.ts";

const run = (root: string) => build([], { root, reporter: "json", quiet: true }, record());

describe("the cache folder", () => {
  test("is made once, and ignores itself in git", () => {
    const root = makeProject();
    expect([makeCacheFolder(root), makeCacheFolder(root)]).toEqual([{ isNew: true }, { isNew: false }]);
    expect(read(root, `${CACHE_FOLDER}/.gitignore`)).toBe("*\n");
  });

  test("begins no project where there is none", async () => {
    const root = join(makeProject(), "nowhere");
    await expect(run(root)).rejects.toThrow("there is no folder");
    expect(existsSync(root)).toBe(false);
  });

  test("is not where a link stands, which a stranger's project may hold", async () => {
    const root = makeProject({ "images/a.yaml": minimal("a") });
    const outside = makeProject();
    symlinkSync(outside, join(root, CACHE_FOLDER));
    expect(await run(root)).toBe(0);
    await writeCache(root, "verify.json", "key", 1);
    expect(existsSync(join(outside, ".gitignore"))).toBe(false);
  });

  test("leaves alone what a link in it leads to", async () => {
    const root = makeProject({ "images/a.yaml": minimal("a") });
    const outside = makeProject({ precious: "Mine.\n" });
    mkdirSync(join(root, CACHE_FOLDER));
    symlinkSync(join(outside, "precious"), join(root, CACHE_FOLDER, ".gitignore"));
    expect(await run(root)).toBe(0);
    expect(read(outside, "precious")).toBe("Mine.\n");
    expect(lstatSync(join(root, CACHE_FOLDER, ".gitignore")).isSymbolicLink()).toBe(true);
  });
});

describe("a cache", () => {
  test("comes back for its key alone, and not once it is another file, as in a clone", async () => {
    const root = makeProject();
    await writeCache(root, "some.json", "key", { a: 1 });
    expect(await readCache(root, "some.json", "key")).toEqual({ a: 1 });
    expect(await readCache(root, "some.json", "other")).toBeUndefined();
    const path = `${CACHE_FOLDER}/some.json`;
    write(root, { [path]: read(root, path) });
    utimesSync(join(root, path), new Date(), new Date(Date.now() + 5000));
    expect(await readCache(root, "some.json", "key")).toBeUndefined();
  });

  describe("of the last build", () => {
    /** How many guides a build makes, rather than to know them. */
    async function made(root: string): Promise<number> {
      const { process, packagedTemplates } = record();
      const { project } = openProject({ root, packagedTemplates });
      if (!project) throw new Error("no project");
      let count = 0;
      const progress = { start: () => {}, step: () => void count++ };
      await buildProject(project, { names: [], process, progress });
      return count;
    }

    const statesOf = (root: string) =>
      readdirSync(join(root, CACHE_FOLDER)).filter((name) => /^build-.*\.json$/.test(name));

    test("is one only as long as it is the file that the build wrote", async () => {
      const root = makeProject({ "images/a.yaml": minimal("a") });
      await run(root);
      const [state = "", ...others] = statesOf(root);
      expect(others).toEqual([]);
      expect(await made(root)).toBe(0);
      utimesSync(join(root, CACHE_FOLDER, state), new Date(), new Date(Date.now() + 5000));
      expect(await made(root)).toBe(2);
    });

    test.each([
      ["with another text, and the same time", (text: string) => text.replace("images/a.yaml", "images/b.yaml")],
      ["cut short", (text: string) => text.slice(0, -20)],
      ["empty", () => ""],
      ["of something else", () => "{}\n"],
    ])("is none %s", async (_, edit) => {
      const root = makeProject({ "images/a.yaml": minimal("a") });
      await run(root);
      const [state = ""] = statesOf(root);
      const path = join(root, CACHE_FOLDER, state);
      const { atime, mtime } = statSync(path);
      write(root, { [`${CACHE_FOLDER}/${state}`]: edit(read(root, `${CACHE_FOLDER}/${state}`)) });
      utimesSync(path, atime, mtime);
      expect(await made(root)).toBe(2);
      expect(await made(root)).toBe(0);
    });
  });
});
