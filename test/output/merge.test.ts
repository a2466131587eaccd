import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { conflictSides } from "../../src/files/conflict-marks.ts";
import { makeProject, minimal, read, record, SMALL_TEMPLATES, write } from "../support/project.ts";

/* Two branches that both built, merged by git itself. */

const NAMES = ["alma", "berta", "cilla"];
const MANIFEST = "out/SHA256SUMS";

function git(root: string, ...args: string[]): number | null {
  const settings = ["user.name=A", "user.email=a@example.com", "core.autocrlf=false", "init.defaultBranch=main"];
  return spawnSync("git", [...settings.flatMap((setting) => ["-c", setting]), ...args], { cwd: root }).status;
}

async function run(root: string, command: typeof build | typeof check = build) {
  const context = { ...record(), packagedTemplates: SMALL_TEMPLATES };
  const status = await command([], { root, reporter: "json", quiet: true }, context);
  const findings = JSON.parse(context.stdout()) as { code: string; file: string }[];
  return { status, told: findings.map(({ code, file }) => `${code} ${file}`) };
}

/** A descriptor with an introduction of its own. */
const descriptor = (name: string, included: string) => minimal(name, `included: ${included}`);

/** Merges two branches, on each of which something was changed and built. */
async function merge(ours: Record<string, string>, theirs: Record<string, string>, style = "merge"): Promise<string> {
  const root = makeProject(Object.fromEntries(NAMES.map((name) => [`images/${name}.yaml`, descriptor(name, "Old.")])));
  git(root, "init", "-q");
  const commit = async (files: Record<string, string>, branch?: string) => {
    if (branch !== undefined) git(root, "checkout", "-q", "-b", branch, "main");
    write(root, files);
    await run(root);
    git(root, "add", ".");
    expect(git(root, "commit", "-q", "-m", "Change")).toBe(0);
  };
  await commit({ ".gitignore": ".dhi-guides/\n" });
  await commit(theirs, "theirs");
  await commit(ours, "ours");
  expect(git(root, "-c", `merge.conflictStyle=${style}`, "merge", "-q", "theirs")).toBe(1);
  return root;
}

/** What a build from nothing makes of the descriptors. */
async function expected(root: string): Promise<string> {
  const files = NAMES.map((name) => [`images/${name}.yaml`, read(root, `images/${name}.yaml`)]);
  const fresh = makeProject(Object.fromEntries(files) as Record<string, string>);
  await run(fresh);
  return read(fresh, MANIFEST);
}

describe("a build after a merge", () => {
  test("mends the manifest where the pages are whole", async () => {
    const root = await merge(
      { "images/alma.yaml": descriptor("alma", "Ours.") },
      { "images/berta.yaml": descriptor("berta", "Theirs.") },
    );
    expect(read(root, MANIFEST)).toContain("<<<<<<<");
    expect(await run(root)).toEqual({ status: 0, told: [] });
    expect(read(root, MANIFEST)).toBe(await expected(root));
    expect((await run(root, check)).told).toEqual([]);
  });

  test.each(["merge", "diff3", "zdiff3"])("makes a page that is in conflict anew: %s", async (style) => {
    const root = await merge(
      { "images/alma.yaml": descriptor("alma", "Ours.") },
      { "images/alma.yaml": descriptor("alma", "Theirs.") },
      style,
    );
    expect(read(root, "out/alma/guides.md")).toContain("<<<<<<<");
    write(root, { "images/alma.yaml": descriptor("alma", "Both.") });
    expect(await run(root)).toEqual({ status: 0, told: [] });
    expect(read(root, "out/alma/guides.md")).toContain("Both.");
    expect(read(root, MANIFEST)).toBe(await expected(root));
  });

  test("makes a page of either side anew, and drops what only one side still has", async () => {
    const root = await merge(
      { "images/alma.yaml": descriptor("alma", "Ours."), "images/cilla.yaml": descriptor("cilla", "Ours.") },
      { "images/alma.yaml": descriptor("alma", "Theirs.") },
    );
    git(root, "checkout", "-q", "--theirs", "out/alma/guides.md");
    write(root, { "images/alma.yaml": descriptor("alma", "Both.") });
    rmSync(join(root, "images/berta.yaml"));
    expect(await run(root)).toEqual({ status: 0, told: [] });
    expect(read(root, MANIFEST)).not.toContain("berta");
  });

  test.each(["<<<<<<< HEAD\n", ">>>>>>> theirs\n"])("leaves an edit by hand alone, beside %j", async (mark) => {
    const root = await merge(
      { "images/alma.yaml": descriptor("alma", "Ours.") },
      { "images/alma.yaml": descriptor("alma", "Theirs.") },
    );
    const page = read(root, "out/alma/guides.md").replace(mark, `${mark}By hand.\n`);
    expect(page).toContain("By hand.");
    write(root, { "out/alma/guides.md": page, "images/alma.yaml": descriptor("alma", "Both.") });
    expect(await run(root)).toEqual({ status: 1, told: ["output-edited out/alma/guides.md"] });
    expect(read(root, "out/alma/guides.md")).toBe(page);
    expect(read(root, MANIFEST)).not.toContain("<<<<<<<");
    // Nor is it forgotten by the next one.
    expect((await run(root)).told).toEqual(["output-edited out/alma/guides.md"]);
  });

  test("leaves a page alone in which the conflict was decided for words of one's own", async () => {
    const root = await merge(
      { "images/alma.yaml": descriptor("alma", "Ours.") },
      { "images/alma.yaml": descriptor("alma", "Theirs.") },
    );
    const page = read(root, "out/alma/guides.md").replace(/<<<<<<<[^]*>>>>>>> theirs\n/, "My own.\n");
    write(root, { "out/alma/guides.md": page, "images/alma.yaml": descriptor("alma", "Both.") });
    expect((await run(root)).told).toEqual(["output-edited out/alma/guides.md"]);
  });

  test("leaves an edit alone that one branch committed", async () => {
    const root = await merge(
      { "images/alma.yaml": descriptor("alma", "Ours."), "out/cilla/guides.md": "By hand.\n" },
      { "images/berta.yaml": descriptor("berta", "Theirs.") },
    );
    expect((await run(root)).told).toEqual(["output-edited out/cilla/guides.md"]);
    expect(read(root, "out/cilla/guides.md")).toBe("By hand.\n");
  });

  test("waits for a descriptor that is in conflict itself, and makes the others", async () => {
    const root = await merge(
      { "images/alma.yaml": descriptor("alma", "Ours."), "images/berta.yaml": descriptor("berta", "Ours.") },
      { "images/alma.yaml": descriptor("alma", "Theirs.") },
    );
    const before = read(root, "out/alma/guides.md");
    const { status, told } = await run(root);
    expect(status).toBe(1);
    expect(told.map((each) => each.replace(/^\S+ /, ""))).toContain("images/alma.yaml");
    expect(read(root, "out/alma/guides.md")).toBe(before);
    // The hashes of both sides stay until its page is made.
    expect(read(root, MANIFEST).match(/ {2}alma\/guides\.md$/gm)).toHaveLength(2);
    write(root, { "images/alma.yaml": descriptor("alma", "Both.") });
    expect(await run(root)).toEqual({ status: 0, told: [] });
  });
});

describe("the sides of a conflict", () => {
  const at = (ours: string, theirs: string) => `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> b\n`;

  test.each([
    ["one", `a\n${at("x\n", "y\n")}b\n`, "a\nx\nb\n", "a\ny\nb\n"],
    ["two", `${at("x\n", "y\n")}b\n${at("1\n", "2\n")}`, "x\nb\n1\n", "y\nb\n2\n"],
    ["a side with nothing", at("", "y\n"), "", "y\n"],
    ["with the base", "<<<<<<< HEAD\nx\n||||||| 1a2b\no\n=======\ny\n>>>>>>> b", "x\n", "y\n"],
    ["dollar signs", at("$1 $&\n", "$$\n"), "$1 $&\n", "$$\n"],
  ])("%s", (_, text, ours, theirs) => {
    expect(conflictSides(text)).toEqual({ ours, theirs });
  });

  test.each(["a\n", "<<<<<<< HEAD\nx\n", "    <<<<<<< HEAD\n    =======\n    >>>>>>> b\n"])("%j has none", (text) => {
    expect(conflictSides(text)).toBeUndefined();
  });
});
