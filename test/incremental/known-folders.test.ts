import { cpSync, existsSync, lstatSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CACHE_FOLDER } from "../../src/cache/folder.ts";
import { build } from "../../src/commands/build.ts";
import { recallBuild } from "../../src/commands/memory.ts";
import { makeProject, minimal, read, record, tree, write } from "../support/project.ts";
import { everyOrder } from "./every-order.ts";

/** Builds all guides, and gives what is printed. */
function run(root: string): { status: number; stdout: string; summary: string } {
  const context = record();
  const status = build([], { root, reporter: "json" }, context);
  return { status, stdout: context.stdout(), summary: context.stderr().replace(/ in [\d.]+ s$/m, "") };
}

/*
 * A build that finds nothing to do vouches for the folders, so that the next one need not list them. One that lists them
 * and finds the last build's guides alone looks no further either.
 */
describe("a build that knows the list of guides", () => {
  test.each([
    { last: "found nothing to do, or were of one guide", isIdle: true },
    { last: "changed guides", isIdle: false },
  ])("makes the same where the last builds $last", { timeout: 60_000 }, ({ isIdle }) => {
    const some = { reporter: "json", quiet: true } as const;
    const buildOne = (root: string, name: string) => build([name], { root, ...some }, record());
    /** Twice, so that the second look trusts what the first one saw. */
    const idle = (root: string) => {
      for (let run = 0; run < 2; run += 1) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
        const memory = recallBuild([], { root, ...some }, record());
        if (memory.scan.isUpToDate) memory.renew();
        else build([], { root, ...some }, record(), memory);
      }
    };
    const edit = (root: string, name: string, n: string) =>
      write(root, { [`images/${name}.yaml`]: minimal(name, `start: { text: Run ${n}. }\n`) });
    const remove = (root: string, ...paths: string[]) =>
      paths.forEach((path) => rmSync(join(root, path), { recursive: true, force: true }));
    const changes: Readonly<Record<string, (root: string, n: string) => void>> = {
      "a descriptor": (root, n) => edit(root, "a", n),
      "a descriptor, and a build of that guide": (root, n) => {
        edit(root, "b", n);
        buildOne(root, "b");
      },
      "a wrong hash, and a build of another guide": (root, n) => {
        if (!existsSync(join(root, "out/SHA256SUMS"))) return;
        const sums = read(root, "out/SHA256SUMS").replace(/^[0-9a-f]{64}(?= {2}b\/)/m, "0".repeat(64));
        write(root, { "out/SHA256SUMS": sums });
        edit(root, "a", n);
        buildOne(root, "a");
      },
      "a guide that comes": (root) => edit(root, "c", "1"),
      "a guide and its descriptor, removed": (root) => {
        remove(root, "images/c.yaml", "out/c");
        buildOne(root, "a");
      },
      "a descriptor, removed, and builds of other guides": (root) => {
        remove(root, "images/c.yaml");
        buildOne(root, "a");
        remove(root, "out/b");
        buildOne(root, "a");
        buildOne(root, "a");
      },
      "the folder of an output, which becomes a link": (root) => {
        const folder = join(root, "out/b");
        if (!existsSync(folder) || lstatSync(folder).isSymbolicLink()) return;
        rmSync(join(root, "real"), { recursive: true, force: true });
        renameSync(folder, join(root, "real"));
        symlinkSync("../real", folder);
      },
      "that link, removed": (root) => remove(root, "out/b", "real"),
    };
    const root = makeProject({ "images/a.yaml": minimal("a"), "images/b.yaml": minimal("b") });
    let count = 10;
    let listed = 0;
    for (const kind of everyOrder(Object.keys(changes))) {
      if (isIdle) idle(root);
      if (recallBuild([], { root, ...some }, record(), false).findStale) listed += 1;
      changes[kind]?.(root, String((count = count === 99 ? 10 : count + 1)));
      const other = makeProject();
      cpSync(root, other, { recursive: true, verbatimSymlinks: true });
      rmSync(join(other, CACHE_FOLDER), { recursive: true, force: true });
      const expected = run(other);
      expect(run(root), kind).toEqual(expected);
      expect(tree(join(root, "out")), kind).toEqual(tree(join(other, "out")));
      rmSync(other, { recursive: true });
    }
    expect(listed).toBeGreaterThan(30);
  });

  test("remembers the guides that it made again, and only these were looked at", () => {
    const root = makeProject({ "images/a.yaml": minimal("a"), "images/b.yaml": minimal("b") });
    run(root);
    write(root, { "images/a.yaml": minimal("a", "start: { text: Run it. }\n") });
    expect(run(root).summary).toMatch(/^2 guides: 1 changed, 1 same, 0 errors/);
    const { scan } = recallBuild([], { root, reporter: "json" }, record(), false);
    expect(scan.isUpToDate).toBe(true);
  });

  test("says each time that a file has a second name, by another pattern, which is none for a guide", () => {
    const root = makeProject({
      "dhi-guides.config.yaml": 'descriptors: ["images/{name}.yaml", "images/{name}.guide.yaml"]\n',
      "images/a.guide.yaml": minimal("a"),
    });
    const first = run(root);
    expect(first.stdout).toContain("descriptor-name");
    for (let round = 0; round < 2; round += 1) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
      const memory = recallBuild([], { root, reporter: "json" }, record(), false);
      expect(memory.scan.isUpToDate).toBe(false);
      expect(run(root)).toMatchObject({ status: 1, stdout: first.stdout });
    }
  });

  test("refuses the second descriptor of a name also where the last build knew it as the first", () => {
    const root = makeProject({ "images/a.yml": minimal("a"), "images/b.yaml": minimal("b") });
    run(root);
    write(root, { "images/a.yaml": minimal("a", "start: { text: Run it. }\n") });
    expect(run(root).summary).toMatch(/^3 guides: 1 changed, 1 same, 1 failed, 1 error/);
  });

  test("finds a leftover behind builds of single guides, however many folders there are", () => {
    const names = ["a", "b", "c"];
    const root = makeProject(Object.fromEntries(names.map((name) => [`images/${name}.yaml`, minimal(name)])));
    const make = (...chosen: string[]) => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
      const memory = recallBuild(chosen, { root, reporter: "json", quiet: true }, record());
      if (memory.scan.isUpToDate) memory.renew();
      else build(chosen, { root, reporter: "json", quiet: true }, record(), memory);
    };
    make();
    rmSync(join(root, "images/c.yaml"));
    make("a", "b");
    rmSync(join(root, "out/b"), { recursive: true });
    make("a");
    make("a");
    make();
    expect(readdirSync(join(root, "out")).sort()).toEqual(["SHA256SUMS", "a", "b"]);
  });
});
