import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { makeProject, minimal, read, REPOSITORY, write } from "../support/project.ts";
import { change, commit, git, makeBuilt, makeRepository, reportOf } from "./repository.ts";

/* A side that cannot be made, pages that nobody built, and pages that move. */

const PARTIAL = "templates/partials/minimalism.hbs";
const CONFIG = "dhi-guides.config.yaml";
const packaged = read(REPOSITORY, PARTIAL);
const images = (names: readonly string[], more = "") =>
  Object.fromEntries(names.map((name) => [`images/${name}.yaml`, minimal(name, `included: The server.\n${more}`)]));
const NAMES = ["etcd", "nginx", "redis"];
const MORE = { [PARTIAL]: packaged.replace(/\n$/, "\nMore.\n") };

describe("a side that cannot be made", () => {
  test.each([
    ["a value", "registry: none\n"],
    ["a key of another version", "colour: blue\n"],
    ["no YAML", "registry: [\n"],
    ["no mapping", "- a\n"],
    ["a conflict", "<<<<<<< ours\nregistry: public\n=======\nregistry: mirror\n>>>>>>> theirs\n"],
  ])("settings that the change mends: %s", async (_, settings) => {
    const root = await makeBuilt({ ...images(NAMES), [CONFIG]: "registry: public\n", [PARTIAL]: packaged });
    write(root, { [CONFIG]: settings });
    commit(root, "broken");
    await change(root, { [CONFIG]: "registry: public\n", ...MORE });
    const report = await reportOf(root, { base: "HEAD" });
    expect(report).toContain("**3 pages changed**");
    expect(report).toMatch(/> \*\*Before the change, no page can be made\*\*: `dhi-guides\.config\.yaml:\d+: /);
    expect(report).toContain(`from \`${PARTIAL}:`);
    expect(report).toContain("### Findings that are gone");
    expect(report).not.toContain("New findings");
  });

  test("settings that the change breaks", async () => {
    const root = await makeBuilt({ ...images(NAMES), [PARTIAL]: packaged });
    write(root, { [CONFIG]: "registry: none\n", "out/redis/guides.md": "# Redis\n" });
    const report = await reportOf(root);
    expect(report).toContain("> **After the change, no page can be made**: ");
    expect(report).toContain("**1 page changed**");
    expect(report).not.toMatch(/added|removed|paid off/);
    expect(report).toContain("### New findings");
  });

  test("pages that are not committed are not told as gone", async () => {
    const root = makeRepository({ ...images(NAMES), [CONFIG]: "registry: public\n", ".gitignore": "out/\n" });
    write(root, { [CONFIG]: "registry: none\n" });
    expect(await reportOf(root)).toContain("No page changes");
    write(root, { [CONFIG]: "registry: public\n", "images/etcd.yaml": "name: etcd\ntitel: x\n" });
    const report = await reportOf(root);
    expect(report).toContain("No page changes");
    expect(report).toContain("> **After the change, 1 page cannot be made** (`etcd`)");
  });

  test("a descriptor that the change mends, and one that it breaks", async () => {
    const root = await makeBuilt(images(NAMES));
    write(root, { "images/etcd.yaml": "name: [\n" });
    commit(root, "broken");
    await change(root, images(["etcd"], "\n"));
    write(root, { "images/redis.yaml": "nothing\n" });
    const report = await reportOf(root, { base: "HEAD" });
    expect(report).toContain("> **Before the change, 1 page cannot be made** (`etcd`)");
    expect(report).toContain("> **After the change, 1 page cannot be made** (`redis`)");
    expect(report).not.toMatch(/\*\*1 page (?:removed|added)/);
  });

  test("a partial that the change breaks", async () => {
    const root = await makeBuilt({ ...images([...NAMES, "zot"]), [PARTIAL]: packaged });
    write(root, { [PARTIAL]: "{{#if}}" });
    const report = await reportOf(root);
    expect(report).toContain("No page changes");
    expect(report).toContain("> **After the change, 4 pages cannot be made**; ");
  });

  test("a catalog of the settings that is not there", async () => {
    const root = await makeBuilt(images(NAMES));
    write(root, { [CONFIG]: "catalog: nowhere\n" });
    expect(await reportOf(root)).toContain("> `Not held against the catalog: there is no nowhere");
    await expect(reportOf(root, { catalog: "nowhere" })).rejects.toThrow("there is no nowhere");
  });

  test("a project that the change brings", async () => {
    const root = makeRepository({ "README.md": "Hello.\n", "notes.txt": "x" });
    await change(root, { ...images(NAMES), [CONFIG]: "registry: public\n" });
    expect(await reportOf(root)).toContain("**3 pages added**");
    const below = join(root, "docs/guides");
    mkdirSync(below, { recursive: true });
    await change(below, images(NAMES));
    expect(await reportOf(below)).toContain("**3 pages added**");
  });
});

describe("pages that nobody built", () => {
  test("a partial that changed, and pages that did not", async () => {
    const root = await makeBuilt({ ...images([...NAMES, "zot"]), [PARTIAL]: packaged });
    write(root, MORE);
    const report = await reportOf(root);
    expect(report).toContain("No page changes");
    expect(report).toContain("> **4 pages not built from the sources that are there**; a build changes them: ");
    expect(report).toContain("`npx dhi-guides build`");
  });

  test("a new descriptor, and a page that was deleted", async () => {
    const root = await makeBuilt(images(NAMES));
    write(root, images(["caddy"]));
    rmSync(join(root, "out/redis"), { recursive: true });
    const report = await reportOf(root);
    expect(report).toContain("**1 page added**, **1 page removed**");
    expect(report).toContain("> **2 pages not built from the sources that are there** (`caddy`, `redis`)");
  });

  test("where no page is committed, nothing is to be built", async () => {
    const root = makeRepository({ ...images(NAMES), [PARTIAL]: packaged, ".gitignore": "out/\n" });
    write(root, MORE);
    expect(await reportOf(root)).not.toContain("not built");
  });
});

describe("pages that move", () => {
  test("another output for all", async () => {
    const root = await makeBuilt(images(NAMES));
    git(root, "rm", "-r", "--quiet", "out");
    await change(root, { [CONFIG]: 'output: "site/{name}.md"\n' });
    const report = await reportOf(root);
    expect(report).toContain("**3 pages moved or renamed**");
    expect(report).toContain("**Moved:** `out/{name}/guides.md` → `site/{name}.md`");
    expect(report).not.toMatch(/Added|Removed|findings/i);
  });

  test("a descriptor with another name", async () => {
    const root = await makeBuilt(images(NAMES));
    renameSync(join(root, "images/redis.yaml"), join(root, "images/valkey.yaml"));
    rmSync(join(root, "out/redis"), { recursive: true });
    await change(root, images(["valkey"]));
    const report = await reportOf(root);
    expect(report).toContain("**Renamed:** `redis` → `valkey`");
    expect(report).not.toMatch(/Added|Removed/);
  });
});

describe("where it is run", () => {
  test("in a worktree, on no branch, and from a hook", async () => {
    const root = await makeBuilt({ ...images(NAMES), [PARTIAL]: packaged });
    const tree = join(makeProject({}), "tree");
    git(root, "worktree", "add", "--quiet", "--detach", tree);
    await change(tree, MORE);
    expect(await reportOf(tree)).toContain("**3 pages changed**");
    // A hook has these set, for the repository in which it runs.
    vi.stubEnv("GIT_DIR", join(root, ".git"));
    vi.stubEnv("GIT_INDEX_FILE", join(root, ".git/index"));
    try {
      const other = makeProject({});
      expect(await reportOf(tree)).toContain("**3 pages changed**");
      await expect(reportOf(other)).rejects.toThrow("not a git repository");
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test("a remote branch that is not fetched", async () => {
    const root = await makeBuilt(images(NAMES));
    await expect(reportOf(root, { base: "origin/main" })).rejects.toThrow(/git fetch.*fetch-depth: 0/);
  });
});
