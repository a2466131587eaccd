import { cpSync, existsSync, lstatSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { CACHE_FOLDER } from "../../src/files/cache.ts";
import { makeProject, minimal, read, record, SMALL_TEMPLATES, tree, write } from "../support/project.ts";
import { everyOrder } from "./every-order.ts";

/** Builds guides, and gives what is printed. */
async function run(root: string, names: readonly string[] = []) {
  const context = { ...record(), packagedTemplates: SMALL_TEMPLATES };
  const status = await build(names, { root, reporter: "json" }, context);
  return { status, stdout: context.stdout(), summary: context.stderr().replace(/ in [\d.]+ s$/m, "") };
}

describe("a build that remembers, where guides come and go", () => {
  test("makes what a build makes that remembers nothing", { timeout: 60_000 }, async () => {
    const edit = (root: string, name: string, n: string) =>
      write(root, { [`images/${name}.yaml`]: minimal(name, `start: { text: Run ${n}. }\n`) });
    const remove = (root: string, ...paths: string[]) =>
      paths.forEach((path) => rmSync(join(root, path), { recursive: true, force: true }));
    const changes: Readonly<Record<string, (root: string, n: string) => Promise<unknown> | void>> = {
      "a descriptor": (root, n) => edit(root, "a", n),
      "a descriptor, and a build of that guide": (root, n) => {
        edit(root, "b", n);
        return run(root, ["b"]);
      },
      "a wrong hash, and a build of another guide": (root, n) => {
        if (!existsSync(join(root, "out/SHA256SUMS"))) return;
        const sums = read(root, "out/SHA256SUMS").replace(/^[0-9a-f]{64}(?= {2}b\/)/m, "0".repeat(64));
        write(root, { "out/SHA256SUMS": sums });
        edit(root, "a", n);
        return run(root, ["a"]);
      },
      "a guide that comes": (root) => edit(root, "c", "1"),
      "a guide and its descriptor, removed": (root) => {
        remove(root, "images/c.yaml", "out/c");
        return run(root, ["a"]);
      },
      "a descriptor, removed, and builds of other guides": async (root) => {
        remove(root, "images/c.yaml");
        await run(root, ["a"]);
        remove(root, "out/b");
        await run(root, ["a"]);
        return run(root, ["a"]);
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
    for (const kind of everyOrder(Object.keys(changes))) {
      await changes[kind]?.(root, String((count = count === 99 ? 10 : count + 1)));
      const other = makeProject();
      cpSync(root, other, { recursive: true, verbatimSymlinks: true });
      rmSync(join(other, CACHE_FOLDER), { recursive: true, force: true });
      const expected = await run(other);
      expect(await run(root), kind).toEqual(expected);
      expect(tree(join(root, "out")), kind).toEqual(tree(join(other, "out")));
      rmSync(other, { recursive: true });
    }
  });

  test("says each time that a file has a second name, by another pattern, which is none for a guide", async () => {
    const root = makeProject({
      "dhi-guides.config.yaml": 'descriptors: ["images/{name}.yaml", "images/{name}.guide.yaml"]\n',
      "images/a.guide.yaml": minimal("a"),
    });
    const first = await run(root);
    expect(first.stdout).toContain("descriptor-name");
    for (let round = 0; round < 2; round += 1)
      expect(await run(root)).toMatchObject({ status: 1, stdout: first.stdout });
  });

  test("refuses the second descriptor of a name also where the last build knew it as the first", async () => {
    const root = makeProject({ "images/a.yml": minimal("a"), "images/b.yaml": minimal("b") });
    await run(root);
    write(root, { "images/a.yaml": minimal("a", "start: { text: Run it. }\n") });
    expect((await run(root)).summary).toMatch(/^4 pages: 1 changed, 1 same, 2 failed, 1 error/);
  });

  test("finds a leftover behind builds of single guides", async () => {
    const names = ["a", "b", "c"];
    const root = makeProject(Object.fromEntries(names.map((name) => [`images/${name}.yaml`, minimal(name)])));
    await run(root);
    rmSync(join(root, "images/c.yaml"));
    await run(root, ["a", "b"]);
    rmSync(join(root, "out/b"), { recursive: true });
    await run(root, ["a"]);
    await run(root, ["a"]);
    await run(root);
    expect(readdirSync(join(root, "out")).sort()).toEqual(["SHA256SUMS", "a", "b"]);
  });
});
