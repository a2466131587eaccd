import { renameSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { InputCheck } from "../../src/build/state.ts";
import { build } from "../../src/commands/build.ts";
import { hashOf, stampFile, type FileRecord } from "../../src/files/stamp.ts";
import { makeProject, minimal, record, tree } from "../support/project.ts";

/** A file long at rest, as it was read. */
function atRest(root: string, path: string): FileRecord {
  utimesSync(join(root, path), 1000.5, 1000.5);
  const stamp = stampFile(join(root, path));
  if (!stamp) throw new Error("no such file");
  return { path, stamp };
}

describe("a file that was an input", () => {
  test("is the same where its status is", () => {
    const root = makeProject({ a: "text" });
    const files = [atRest(root, "a")];
    expect(new InputCheck(root).unchanged(files)).toBe(files);
  });

  test("is compared by its content where its status is another", () => {
    const root = makeProject({ a: "text" });
    const before = [{ path: "a", stamp: { hash: hashOf("text"), mtime: 0, ctime: 0, size: 4, inode: 0 } }];
    expect(new InputCheck(root).unchanged(before)).toMatchObject([{ path: "a", stamp: { hash: hashOf("text") } }]);
    const other = [{ path: "a", stamp: { ...(before[0]?.stamp as FileRecord["stamp"]), hash: hashOf("texd") } }];
    expect(new InputCheck(root).unchanged(other)).toBeUndefined();
  });

  test("has no times to be trusted while it is young: it may change once more within a tick of the clock", () => {
    const root = makeProject({ a: "text" });
    const stamp = stampFile(join(root, "a"));
    if (!stamp) throw new Error("no such file");
    const check = new InputCheck(root);
    expect(check.settled({ path: "a", stamp }).stamp.mtime).toBeNaN();
    const old = { ...stamp, mtime: 1000.5, ctime: 1000.5 };
    expect(check.settled({ path: "a", stamp: old }).stamp.mtime).toBe(1000.5);
  });

  test("is gone where the way to it leads over a link", async () => {
    const root = makeProject({
      "images/a.yaml": minimal("a", "included: { file: about.md }\n"),
      "images/a/about.md": "About it.\n",
    });
    const options = { root, reporter: "json" } as const;
    expect(await build([], options, record())).toBe(0);
    renameSync(join(root, "images/a"), join(root, "elsewhere"));
    symlinkSync(join(root, "elsewhere"), join(root, "images/a"));
    const context = record();
    expect(await build([], options, context)).toBe(1);
    expect(context.stdout()).toContain("file-unreadable");
  });
});

test("a build in which nothing changed writes nothing, not even what it remembers", async () => {
  const root = makeProject({ "images/a.yaml": minimal("a") });
  const options = { root, reporter: "pretty" } as const;
  await build([], options, record());
  const guide = statSync(join(root, "out/a/guides.md"));
  const remembered = () => tree(join(root, ".dhi-guides"));
  // While a file is young its times are not remembered, so that a build after that still has news.
  await expect
    .poll(
      async () => {
        const before = remembered();
        await build([], options, record());
        return isDeepStrictEqual(remembered(), before);
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  const seen = tree(root);
  await build([], options, record());
  expect(tree(root)).toEqual(seen);
  expect(statSync(join(root, "out/a/guides.md"))).toMatchObject({ ino: guide.ino, mtimeMs: guide.mtimeMs });
});
