import { renameSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recallBuild } from "../../src/commands/memory.ts";
import { build } from "../../src/commands/build.ts";
import { Look } from "../../src/incremental/look.ts";
import { hashOf } from "../../src/incremental/stamp.ts";
import { makeProject, minimal, record } from "../support/project.ts";

const file = { path: "a", stamp: { hash: hashOf("text"), mtime: 0, ctime: 0, size: 4, inode: 0 } };

test("a renewed stamp is not trusted while its file is young", () => {
  const root = makeProject({ a: "text" });
  const { mtimeMs } = statSync(join(root, "a"));
  const at = (time: number) => new Look({ root, outputFolder: root, clock: () => time }).input(file)?.stamp.mtime;
  expect(at(mtimeMs)).toBeNaN();
  expect(at(mtimeMs + 60_000)).toBe(mtimeMs);
});

test("a file that was touched is read once", async () => {
  const root = makeProject({ "images/a.yaml": minimal("a") });
  const options = { root, reporter: "pretty" } as const;
  build([], options, record());
  await new Promise((resolve) => setTimeout(resolve, 60));
  const settle = () => {
    const memory = recallBuild([], options, record());
    expect(memory.scan.isUpToDate).toBe(true);
    memory.renew();
    return memory.scan.renewed;
  };
  utimesSync(join(root, "images/a.yaml"), 1000.5, 1000.5);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(settle()).toBeDefined();
  expect(settle()).toBeUndefined();
});

test("prose that a link leads to now is not what it was", () => {
  const root = makeProject({
    "images/a.yaml": minimal("a", "included: { file: about.md }\n"),
    "images/a/about.md": "About it.\n",
  });
  const options = { root, reporter: "json" } as const;
  expect(build([], options, record())).toBe(0);
  renameSync(join(root, "images/a"), join(root, "elsewhere"));
  symlinkSync(join(root, "elsewhere"), join(root, "images/a"));
  const context = record();
  expect(build([], options, context)).toBe(1);
  expect(context.stdout()).toContain("file-unreadable");
});
