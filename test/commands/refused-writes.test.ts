import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { buildProject } from "../../src/build/build-project.ts";
import { build, type BuildCommandOptions } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { sync } from "../../src/commands/sync.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { openProject } from "../../src/project/project.ts";
import { CLI, makeProject, minimal, read, record, tree, write } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";

const three = () =>
  makeProject({ "images/a.yaml": minimal("a"), "images/b.yaml": minimal("b"), "images/c.yaml": minimal("c") });

async function run(
  root: string,
  options: Partial<BuildCommandOptions> = {},
  command: typeof build | typeof check = build,
) {
  const context = record();
  const status = await command([], { root, reporter: "json", quiet: true, ...options }, context);
  return { status, findings: JSON.parse(context.stdout()) as Finding[] };
}

/**
 * Mounts a file system of its own, for tests that no permission can stand for: root may write everywhere.
 *
 * @returns undefined, and a message, where nobody may mount
 */
function mount(folder: string, options: string): (() => void) | undefined {
  mkdirSync(folder, { recursive: true });
  if (spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]).status !== 0) {
    console.warn("nobody may mount here, so not tested: full and read-only disks");
    return undefined;
  }
  let isMounted = true;
  const unmount = () => {
    if (isMounted) spawnSync("umount", [folder]);
    isMounted = false;
  };
  onTestFinished(unmount);
  return unmount;
}

describe("an output folder that cannot be written", () => {
  test("a full disk is told at the folder that is full, and nothing is left there", async () => {
    const root = three();
    const out = join(makeProject(), "disk");
    if (!mount(out, "size=8k")) return;
    const { status, findings } = await run(root, { out });
    expect(status).toBe(2);
    expect(findings).toMatchObject([
      {
        code: "output-unwritable",
        file: relative(root, out),
        message: "the pages cannot be written: the disk is full; all files are as they were",
        fix: "make room on it, and build again",
      },
    ]);
    expect(readdirSync(out)).toEqual([]);
  });

  test("a disk that is full at any moment leaves nothing half-written", async () => {
    const root = three();
    for (const pages of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const out = join(makeProject(), "disk");
      const unmount = mount(out, `size=${pages * 4}k`);
      if (!unmount) return;
      const { status } = await run(root, { out });
      if (status === 2) expect(readdirSync(out)).toEqual([]);
      else expect(Object.keys(tree(out))).toEqual(["SHA256SUMS", "a/guides.md", "b/guides.md", "c/guides.md"]);
      unmount();
    }
  });

  test("a disk that is full keeps the old guides", async () => {
    const root = three();
    const out = join(makeProject(), "disk");
    if (!mount(out, "size=44k")) return;
    expect((await run(root, { out })).status).toBe(0);
    const before = tree(out);
    for (const name of ["a", "b", "c"])
      write(root, { [`images/${name}.yaml`]: minimal(name, `included: ${"More. ".repeat(2000)}\n`) });
    expect(await run(root, { out })).toMatchObject({ status: 2, findings: [{ file: relative(root, out) }] });
    expect(tree(out)).toEqual(before);
    expect(readdirSync(out).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("a read-only disk is told at the folder", async () => {
    const root = three();
    const out = join(makeProject(), "disk");
    if (!mount(out, "ro")) return;
    expect(await run(root, { out })).toMatchObject({
      status: 2,
      findings: [
        {
          code: "output-unwritable",
          file: relative(root, out),
          message: "the pages cannot be written: the file system is read-only; all files are as they were",
        },
      ],
    });
    const below = join(out, "not/there");
    expect(await run(root, { out: below })).toMatchObject({
      status: 2,
      findings: [{ file: relative(root, join(out, "not")) }],
    });
  });

  test("the project's own folder on a read-only disk", async () => {
    const root = three();
    if (!mount(join(root, "out"), "ro")) return;
    expect(await run(root)).toMatchObject({ status: 2, findings: [{ code: "output-unwritable", file: "out" }] });
  });

  test("a file stands where the folder goes, or above it", async () => {
    const root = three();
    write(root, { file: "x" });
    for (const out of [join(root, "file"), join(root, "file/below"), join(root, "file/far/below")]) {
      const { status, findings } = await run(root, { out });
      expect(status).toBe(2);
      expect(findings).toMatchObject([
        {
          code: "output-unwritable",
          message: "the pages cannot be written: a file stands where a folder is expected; all files are as they were",
          fix: "move it away, or name another folder, and build again",
        },
      ]);
      expect(findings[0]?.file).toBe("file");
    }
    expect(read(root, "file")).toBe("x");
  });

  test("a name is too long", async () => {
    const root = three();
    const out = "x".repeat(300);
    expect(await run(root, { out: join(root, out) })).toMatchObject({
      status: 2,
      findings: [{ code: "output-unwritable", file: out, message: expect.stringContaining("the name is too long") }],
    });
  });

  test("links lead in a circle", async () => {
    const root = three();
    symlinkSync("circle", join(root, "circle"));
    const { status, findings } = await run(root, { out: join(root, "circle/out") });
    expect(status).toBe(2);
    expect(findings).toMatchObject([{ code: "output-unwritable", file: expect.stringMatching(/^circle/) }]);
  });

  test("one guide that cannot be put in its place is named, and the others are whole", async () => {
    const root = three();
    write(root, { "out/b": "a file" });
    const { status, findings } = await run(root);
    expect(status).toBe(1);
    expect(findings).toMatchObject([
      {
        code: "output-unwritable",
        file: "out/b",
        message: "the page cannot be written: a file stands where a folder is expected",
      },
    ]);
    for (const name of ["a", "c"]) expect(read(root, `out/${name}/guides.md`)).toContain("Example");
    expect(await run(root, {}, check)).toMatchObject({
      status: 1,
      findings: [{ code: "output-unreadable", file: "out/b" }],
    });
  });

  test("a page that is refused among others is named, each is whole, and the next build goes on", async () => {
    const root = three();
    await run(root);
    const old = tree(join(root, "out"));
    for (const name of ["a", "b", "c"]) write(root, { [`images/${name}.yaml`]: minimal(name, "included: More.\n") });
    const { project } = openProject({ root, packagedTemplates: record().packagedTemplates });
    if (!project) throw new Error("there is no project");
    const page = join(root, "out/b/guides.md");
    // Somebody takes the page's place between the look at it and the rename.
    let steps = 0;
    const step = () => {
      steps += 1;
      if (steps < 3) return;
      rmSync(page, { recursive: true, force: true });
      write(root, { "out/b/guides.md/mine.txt": "Mine.\n" });
    };
    // A process that the next build finds dead.
    const process = { pid: 99_999_999, isAlive: () => true };
    const built = await buildProject(project, { names: [], process, progress: { start: () => undefined, step } });
    expect(built.findings).toMatchObject([
      {
        code: "output-unwritable",
        file: "out/b/guides.md",
        message: expect.stringContaining("some are written, each of them whole"),
      },
    ]);
    expect(read(root, "out/a/guides.md")).toContain("More.");
    expect(read(root, "out/b/guides.md/mine.txt")).toBe("Mine.\n");
    expect(read(root, "out/c/guides.md")).toBe(old["c/guides.md"]);
    rmSync(page, { recursive: true });
    expect(await run(root)).toEqual({ status: 0, findings: [] });
    const whole = makeProject(
      Object.fromEntries(["a", "b", "c"].map((name) => [`images/${name}.yaml`, read(root, `images/${name}.yaml`)])),
    );
    await run(whole);
    expect(tree(join(root, "out"))).toEqual(tree(join(whole, "out")));
  });

  test("check names what it cannot read", async () => {
    const root = three();
    mkdirSync(join(root, "out/SHA256SUMS"), { recursive: true });
    expect(await run(root, {}, check)).toMatchObject({
      findings: [{ code: "output-unreadable", file: "out/SHA256SUMS" }],
    });
  });
});

describe("the other commands", () => {
  test("sync names the descriptor for which there is no room, and leaves it", async () => {
    const root = makeProject();
    const images = join(root, "images");
    if (!mount(images, "size=4k")) return;
    const text = `name: example\ntitle: Example\nports: [8080/tcp, 7070/tcp]\n# ${"x".repeat(3500)}\n`;
    write(root, { "images/example.yaml": text });
    const options = { root, reporter: "pretty", from: SMALL_CATALOG } as const;
    await expect(sync([], options, record())).rejects.toMatchObject({
      code: "ENOSPC",
      path: join(root, "images/example.yaml"),
    });
    expect(tree(images)).toEqual({ "example.yaml": text });
  });

  test.skipIf(!existsSync("/dev/full"))(
    "say the path and the reason, with status 2 (skipped without /dev/full)",
    () => {
      const root = makeProject({ "guides/x.md": "# Title\n\nSet <tag> here.\n" });
      const { status, stderr } = spawnSync(
        process.execPath,
        [CLI, "verify", "guides", "--root", root, "--baseline", "/dev/full", "--update-baseline"],
        { cwd: root, encoding: "utf8" },
      );
      expect(stderr).toContain("dhi-guides: /dev/full: the disk is full; make room on it\n");
      expect(status).toBe(2);
    },
  );

  test("new names the folder that cannot be made", () => {
    const root = makeProject({ images: "a file" });
    const { status, stderr } = spawnSync(process.execPath, [CLI, "new", "app", "--title", "App", "--root", root], {
      encoding: "utf8",
    });
    expect(stderr).toContain("images: a file stands where a folder is expected");
    expect(status).toBe(2);
  });
});
