import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { dhiGuides } from "../support/command-line.ts";
import { makeProject, tree, write } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";
import { setUp, filesIn } from "./set-up.ts";

describe("what is in the way is named, and nothing is written", () => {
  test.each([
    ["a folder in a file's place", (folder: string) => mkdirSync(join(folder, "AGENTS.md")), "AGENTS.md is no file"],
    ["a file in a folder's place", (folder: string) => write(folder, { ".github": "" }), "where a folder is expected"],
    [
      "a link to another folder",
      (folder: string) => symlinkSync(makeProject(), join(folder, ".vscode")),
      ".vscode is a symbolic link",
    ],
    [
      "a link that leads nowhere",
      (folder: string) => symlinkSync("nowhere", join(folder, ".gitignore")),
      ".gitignore is a symbolic link",
    ],
  ])("%s", async (_, prepare, message) => {
    const folder = makeProject();
    prepare(folder);
    const before = tree(folder);
    const { status, stdout, stderr } = await dhiGuides(folder, "init", "--yes");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(tree(folder)).toEqual(before);
  });

  test.skipIf(process.getuid?.() === 0)("a folder that nobody may write to", async () => {
    const folder = makeProject({ ".vscode/x": "" });
    chmodSync(join(folder, ".vscode"), 0o555);
    expect(await dhiGuides(folder, "init", "--yes")).toMatchObject({ status: 2 });
    expect(filesIn(folder)).toEqual([".vscode/x"]);
  });

  test.each([
    ["a file as the folder", ["package.json"], "package.json is no folder"],
    ["a catalog that is none", ["--catalog", "nowhere"], "there is no catalog in nowhere"],
    ["a pattern without the name", ["--output", "out.md"], "{name}"],
    ["an unknown image", ["--catalog", SMALL_CATALOG, "--first", "unheard-of"], "unheard-of"],
    ["a name that is none", ["--first", "No Name"], "No Name"],
    ["a namespace of dhi.io", ["--registry", "public", "--namespace", "acme"], "--registry public has no namespace"],
    ["an unknown file to print", ["--print", "README.md"], "README.md"],
  ])("%s", async (_, args, message) => {
    const { folder, status, stderr } = await setUp({ "package.json": "{}\n" }, ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(filesIn(folder)).toEqual(["package.json"]);
  });

  test("nobody to ask", async () => {
    const folder = makeProject();
    const { status, stderr } = await dhiGuides(folder, "init");
    expect(status).toBe(2);
    expect(stderr).toContain("run `npx dhi-guides init --yes`");
    expect(filesIn(folder)).toEqual([]);
  });
});
