import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { recallBuild } from "../../src/commands/memory.ts";
import { makeProject, minimal, read, record, REPOSITORY, tree, write } from "../support/project.ts";

const options = { reporter: "json", quiet: true } as const;
const CONFIG = "dhi-guides.config.yaml";
const PARTIAL = "templates/partials/permissions.hbs";
const LAYOUT = "templates/nested.hbs";

const mirror = (root: string) => write(root, { [CONFIG]: "registry: mirror\n" });
const word = (root: string) => write(root, { [PARTIAL]: "## Permissions\n\nOthers.\n" });
const remove = (file: string) => (root: string) => rmSync(join(root, file));
const shorten = (root: string) =>
  write(root, { [LAYOUT]: read(REPOSITORY, LAYOUT).replace("  {{> permissions}}\n", "") });

describe("what changes once a build has looked at the last one", () => {
  const cases: readonly { what: string; before?: Readonly<Record<string, string>>; change: (root: string) => void }[] =
    [
      { what: "settings", before: { [CONFIG]: "registry: public\n" }, change: mirror },
      { what: "settings that come", change: mirror },
      { what: "settings that go", before: { [CONFIG]: "registry: mirror\n" }, change: remove(CONFIG) },
      { what: "a partial", before: { [PARTIAL]: "## Permissions\n\nFirst.\n" }, change: word },
      { what: "a partial that comes", change: word },
      { what: "a partial that goes", before: { [PARTIAL]: "## Permissions\n\nFirst.\n" }, change: remove(PARTIAL) },
      { what: "a layout that comes", change: shorten },
    ];

  /** Two guides, of which the first one has changed since they were built. */
  function edited(before: Readonly<Record<string, string>> = {}) {
    const root = makeProject({ "images/a.yaml": minimal("a"), "images/b.yaml": minimal("b"), ...before });
    build([], { root, ...options }, record());
    write(root, { "images/a.yaml": minimal("a", "start: { text: Run it. }\n") });
    return root;
  }

  /** What comes out where nothing is known. */
  function anew(root: string): Record<string, string> {
    const other = makeProject();
    cpSync(root, other, { recursive: true });
    for (const folder of [".dhi-guides", "out"]) rmSync(join(other, folder), { recursive: true });
    build([], { root: other, ...options }, record());
    return tree(join(other, "out"));
  }

  test.each(cases)("is in its guides: $what", ({ before, change }) => {
    const root = edited(before);
    const known = recallBuild([], { root, ...options }, record());
    expect(known.scan.clean.map(({ name }) => name)).toEqual(["b"]);
    change(root);

    expect(build([], { root, ...options }, record(), known)).toBe(0);

    expect(tree(join(root, "out"))).toEqual(anew(root));
  });

  test.each(cases)(
    "is in all guides after the next build, where one alone was asked for: $what",
    ({ before, change }) => {
      const root = edited(before);
      const known = recallBuild(["a"], { root, ...options }, record());
      expect(known.scan.others.map(({ name }) => name)).toEqual(["b"]);
      change(root);
      expect(build(["a"], { root, ...options }, record(), known)).toBe(0);

      build([], { root, ...options }, record());

      expect(tree(join(root, "out"))).toEqual(anew(root));
    },
  );

  test("is where guides stand: none of another place is taken for a leftover", () => {
    const config = {
      [CONFIG]: "descriptors: ['images/{name}.yaml', 'more/{name}.yaml']\noutput: 'site/{name}/guides.md'\n",
    };
    const root = edited({ "more/c.yaml": minimal("c") });
    write(root, config);
    build([], { root, ...options }, record());
    remove(CONFIG)(root);
    build([], { root, ...options }, record());
    write(root, {
      "images/a.yaml": minimal("a"),
      "out/SHA256SUMS": `${read(root, "out/SHA256SUMS")}${"0".repeat(64)}  d\n`,
    });
    const known = recallBuild([], { root, ...options }, record());
    expect(known.findKnown).toBeDefined();
    write(root, { ...config, "site/.dhi-guides-999999-x/old": "Of a build that was killed.\n" });

    expect(build([], { root, ...options }, record(), known)).toBe(0);

    expect(Object.keys(tree(join(root, "site")))).toEqual(["SHA256SUMS", "a/guides.md", "b/guides.md", "c/guides.md"]);
  });

  test.each(cases)("is found by a check: $what", ({ before, change }) => {
    const root = edited(before);
    build([], { root, ...options }, record());
    const known = recallBuild([], { root, ...options }, record(), false);
    expect(known.scan.isUpToDate).toBe(true);
    change(root);
    const context = record();

    expect(check([], { root, ...options }, context, known)).toBe(1);

    expect(context.stdout()).toContain("out/b/guides.md");
  });
});
