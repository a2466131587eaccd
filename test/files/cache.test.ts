import { existsSync, lstatSync, mkdirSync, readdirSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CACHE_FOLDER, makeCacheFolder } from "../../src/cache/folder.ts";
import { readCache, writeCache } from "../../src/cache/store.ts";
import { build } from "../../src/commands/build.ts";
import { recallBuild } from "../../src/commands/memory.ts";
import { makeProject, minimal, read, record, write } from "../support/project.ts";

const run = (root: string) => build([], { root, reporter: "json", quiet: true }, record());

describe("the cache folder", () => {
  test("is made once, and ignores itself in git", () => {
    const root = makeProject();
    expect([makeCacheFolder(root), makeCacheFolder(root)]).toEqual([{ isNew: true }, { isNew: false }]);
    expect(read(root, `${CACHE_FOLDER}/.gitignore`)).toBe("*\n");
  });

  test("begins no project where there is none", () => {
    const root = join(makeProject(), "nowhere");
    expect(() => run(root)).toThrow("there is no folder");
    expect(existsSync(root)).toBe(false);
  });

  test("is not where a link stands, which a stranger's project may hold", async () => {
    const root = makeProject({ "images/a.yaml": minimal("a") });
    const outside = makeProject();
    symlinkSync(outside, join(root, CACHE_FOLDER));
    expect(run(root)).toBe(0);
    await writeCache(root, "verify.json", "key", 1);
    expect(existsSync(join(outside, ".gitignore"))).toBe(false);
  });

  test("leaves alone what a link in it leads to", () => {
    const root = makeProject({ "images/a.yaml": minimal("a") });
    const outside = makeProject({ precious: "Mine.\n" });
    mkdirSync(join(root, CACHE_FOLDER));
    symlinkSync(join(outside, "precious"), join(root, CACHE_FOLDER, ".gitignore"));
    expect(run(root)).toBe(0);
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

  test("of the last build is one only as long as it is the file that the build wrote", () => {
    const root = makeProject({ "images/a.yaml": minimal("a") });
    run(root);
    const known = () => recallBuild([], { root, reporter: "json" }, record(), false).scan.clean.length;
    expect(known()).toBe(1);
    const state = readdirSync(join(root, CACHE_FOLDER)).filter((name) => name.endsWith(".state"));
    for (const name of state) utimesSync(join(root, CACHE_FOLDER, name), new Date(), new Date(Date.now() + 5000));
    expect(known()).toBe(0);
  });
});
