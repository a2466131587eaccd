import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build, type BuildCommandOptions } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, read, record, tree, write } from "../support/project.ts";

const two = () => makeProject({ "images/a.yaml": minimal("a"), "images/b.yaml": minimal("b") });

async function run(
  command: typeof build | typeof check,
  root: string,
  options: Partial<BuildCommandOptions> = {},
  names: string[] = [],
) {
  const context = record();
  const status = await command(names, { root, reporter: "json", quiet: true, ...options }, context);
  const findings = JSON.parse(context.stdout()) as Finding[];
  return { status, findings, codes: findings.map(({ code }) => code), stderr: context.stderr() };
}

describe("writes", () => {
  test("only what changed is written", async () => {
    const root = two();
    await run(build, root);
    const old = new Date(1e12);
    for (const name of ["a", "b"]) utimesSync(join(root, "out", name, "guides.md"), old, old);
    write(root, { "images/a.yaml": minimal("a", "shortTitle: it\nincluded: More.\n") });

    await run(build, root);

    expect(statSync(join(root, "out/a/guides.md")).mtimeMs).toBeGreaterThan(old.getTime());
    expect(statSync(join(root, "out/b/guides.md")).mtimeMs).toBe(old.getTime());
  });

  test("a second build changes nothing, not even the manifest", async () => {
    const root = two();
    await run(build, root);
    const before = tree(join(root, "out"));
    const { mtimeMs } = statSync(join(root, "out/SHA256SUMS"));
    await run(build, root);
    expect(tree(join(root, "out"))).toEqual(before);
    expect(statSync(join(root, "out/SHA256SUMS")).mtimeMs).toBe(mtimeMs);
  });

  test("the same inputs give the same bytes in any order and from any folder", async () => {
    const one = two();
    const other = makeProject({ "images/b.yaml": minimal("b"), "images/a.yaml": minimal("a") });
    await run(build, one);
    await run(build, other, {}, ["b"]);
    await run(build, other, {}, ["a"]);
    expect(tree(join(other, "out"))).toEqual(tree(join(one, "out")));
  });

  test("a guide with an error keeps its old text, the others are written", async () => {
    const root = two();
    await run(build, root);
    const old = read(root, "out/a/guides.md");
    write(root, { "images/a.yaml": "name: a\n", "images/b.yaml": minimal("b", "included: More.\n") });
    expect((await run(build, root)).status).toBe(1);
    expect(read(root, "out/a/guides.md")).toBe(old);
    expect(read(root, "out/b/guides.md")).toContain("More.");
  });

  test("only the named guides are built, and nothing is removed for it", async () => {
    const root = two();
    await run(build, root);
    rmSync(join(root, "images/b.yaml"));
    await run(build, root, {}, ["a"]);
    expect(existsSync(join(root, "out/b/guides.md"))).toBe(true);
  });

  test("nothing is left beside the guides and the manifest", async () => {
    const root = two();
    await run(build, root);
    expect(Object.keys(tree(join(root, "out")))).toEqual(["SHA256SUMS", "a/guides.md", "b/guides.md"]);
    expect(readdirSync(join(root, "out"))).toHaveLength(3);
  });
});

describe("edits by hand", () => {
  test("are found and kept, also where there is no memory but the manifest; the finding says what to edit", async () => {
    const root = two();
    await run(build, root);
    rmSync(join(root, ".dhi-guides"), { recursive: true, force: true });
    const edited = read(root, "out/a/guides.md").replace("### Key differences", "### Differences");
    write(root, { "out/a/guides.md": edited });

    for (const command of [build, check]) {
      const { status, findings } = await run(command, root);
      expect(status).toBe(1);
      expect(findings).toMatchObject([{ code: "output-edited", file: "out/a/guides.md" }]);
      expect(findings[0]?.fix).toContain(
        "run `npx dhi-guides templates copy partials/key-differences` and edit line 4 of templates/partials/key-differences.hbs instead",
      );
      expect(findings[0]?.line).toBe(edited.split("\n").indexOf("### Differences") + 1);
    }
    expect(read(root, "out/a/guides.md")).toBe(edited);
  });

  test("are overwritten with --force", async () => {
    const root = two();
    await run(build, root);
    const built = read(root, "out/a/guides.md");
    write(root, { "out/a/guides.md": "mine\n" });
    expect((await run(build, root, { force: true })).status).toBe(0);
    expect(read(root, "out/a/guides.md")).toBe(built);
  });

  test("an edit of the author's text names the descriptor", async () => {
    const root = makeProject({ "images/a.yaml": minimal("a", "included: |\n  One.\n\n  Two.\n") });
    await run(build, root);
    write(root, { "out/a/guides.md": read(root, "out/a/guides.md").replace("Two.", "Three.") });
    expect((await run(check, root)).findings[0]?.fix).toContain("images/a.yaml");
  });

  test("line ends of a Windows checkout are no edit", async () => {
    const root = two();
    await run(build, root);
    write(root, { "out/a/guides.md": read(root, "out/a/guides.md").replaceAll("\n", "\r\n") });
    expect((await run(build, root)).status).toBe(0);
  });

  test("an outdated guide is not taken for an edited one", async () => {
    const root = two();
    await run(build, root);
    write(root, { "images/a.yaml": minimal("a", "included: More.\n") });
    expect((await run(check, root)).codes).toEqual(["output-stale"]);
    expect((await run(build, root)).status).toBe(0);
  });
});

describe("leftovers", () => {
  test("check reports them, build removes them and their folder", async () => {
    const root = two();
    await run(build, root);
    rmSync(join(root, "images/b.yaml"));
    expect((await run(check, root)).codes).toEqual(["output-leftover"]);
    expect((await run(build, root)).status).toBe(0);
    expect(Object.keys(tree(join(root, "out")))).toEqual(["SHA256SUMS", "a/guides.md"]);
    expect(existsSync(join(root, "out/b"))).toBe(false);
    expect((await run(check, root)).status).toBe(0);
  });

  test("one that was edited by hand is kept without --force", async () => {
    const root = two();
    await run(build, root);
    rmSync(join(root, "images/b.yaml"));
    write(root, { "out/b/guides.md": "mine\n" });
    expect((await run(build, root)).codes).toEqual(["output-leftover"]);
    expect(read(root, "out/b/guides.md")).toBe("mine\n");
    expect((await run(build, root, { force: true })).status).toBe(0);
    expect(existsSync(join(root, "out/b"))).toBe(false);
  });

  test("a file that the tool never wrote is not touched", async () => {
    const root = two();
    await run(build, root);
    write(root, { "out/c/guides.md": "mine\n", "out/README.md": "hello\n" });
    expect((await run(build, root)).status).toBe(0);
    expect((await run(check, root)).status).toBe(0);
    expect(read(root, "out/c/guides.md")).toBe("mine\n");
  });

  test("with --out they are looked for in that folder", async () => {
    const root = two();
    const out = makeProject();
    await run(build, root, { out });
    rmSync(join(root, "images/b.yaml"));
    await run(build, root, { out });
    expect(Object.keys(tree(out))).toEqual(["SHA256SUMS", "a/guides.md"]);
    expect(existsSync(join(root, "out"))).toBe(false);
  });
});

describe("check", () => {
  test("shows a unified diff and writes nothing", async () => {
    const root = two();
    await run(build, root);
    write(root, { "images/a.yaml": minimal("a", "included: More.\n") });
    const before = tree(root);
    const context = record();
    expect(check([], { root, reporter: "pretty" }, context)).toBe(1);
    expect(context.stdout()).toMatch(/^--- a\/out\/a\/guides\.md\n\+\+\+ b\/out\/a\/guides\.md\n@@ /);
    expect(context.stdout()).toContain("+More.");
    expect(context.stderr()).toMatch(/2 pages: 1 same, 1 error in \d+\.\d s\n$/);
    expect(tree(root)).toEqual(before);
  });

  test("wants the manifest as well", async () => {
    const root = two();
    await run(build, root);
    rmSync(join(root, "out/SHA256SUMS"));
    expect((await run(check, root)).codes).toEqual(["output-unrecorded", "output-unrecorded"]);
    expect((await run(build, root)).status).toBe(0);
    expect((await run(check, root)).status).toBe(0);
  });

  test.each(["../../beside/x", "/tmp/beside/x", "a/../../beside/x", "C:\\beside\\x"])(
    "a manifest's entry of a stranger's reaches nothing outside: %s",
    async (file) => {
      const root = makeProject({ "project/images/a.yaml": minimal("a") });
      const project = join(root, "project");
      mkdirSync(join(root, "beside"));
      await build([], { root: project, reporter: "json" }, record());
      const sums = read(project, "out/SHA256SUMS");
      write(project, {
        "out/SHA256SUMS": `${sums}${"0".repeat(64)}  ${file}\n`,
        "images/a.yaml": minimal("a", "user: root\n"),
      });
      expect(await build([], { root: project, reporter: "json" }, record())).toBe(0);
      expect(existsSync(join(root, "beside"))).toBe(true);
      expect(read(project, "out/SHA256SUMS")).not.toContain("beside");
    },
  );

  test("survives a manifest with a merge conflict", async () => {
    const root = two();
    await run(build, root);
    const sums = read(root, "out/SHA256SUMS");
    write(root, { "out/SHA256SUMS": `<<<<<<< ours\n${sums}=======\n>>>>>>> theirs\n` });
    expect((await run(check, root)).status).toBe(0);
  });
});

describe("an output folder that cannot be written", () => {
  // Root may write everywhere, so a file takes the folder's place.
  test("gives a clear error, and the old files stay whole", async () => {
    const root = two();
    await run(build, root);
    const before = tree(join(root, "out/a"));
    write(root, {
      "images/a.yaml": minimal("a", "included: More.\n"),
      "images/c.yaml": minimal("c"),
      "out/c": "a file",
    });
    const { status, findings } = await run(build, root);
    expect(status).toBe(1);
    expect(findings.at(-1)).toMatchObject({ code: "output-unwritable" });
    expect(Object.keys(tree(join(root, "out/a")))).toEqual(Object.keys(before));
    expect(readdirSync(join(root, "out")).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)("is told for a read-only folder", async () => {
    const root = two();
    mkdirSync(join(root, "out"));
    chmodSync(join(root, "out"), 0o555);
    const { findings } = await run(build, root);
    chmodSync(join(root, "out"), 0o755);
    expect(findings[0]).toMatchObject({
      code: "output-unwritable",
      message: expect.stringContaining("permission denied"),
    });
  });
});
