import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build, type BuildCommandOptions } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { CACHE_FOLDER } from "../../src/files/cache.ts";
import { CLI, makeProject, minimal, read, record, SMALL_TEMPLATES, tree, write } from "../support/project.ts";
import { everyOrder } from "./every-order.ts";

type Options = Partial<BuildCommandOptions>;

/** One kind of change to what a build depends on; `n` tells its occurrences apart, all of the same length. */
type Change = (root: string, n: string, options: Options) => Options | void;

const toggle = (path: string, content: string) => {
  if (existsSync(path)) rmSync(path, { recursive: true });
  else {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, content);
  }
};
const guideOf = (root: string, name: string) => join(root, "out", name, "guides.md");
const partial = readFileSync(join(SMALL_TEMPLATES, "partials/permissions.hbs"), "utf8");
const layout = readFileSync(join(SMALL_TEMPLATES, "nested.hbs"), "utf8");

const CHANGES: Readonly<Record<string, Change>> = {
  "a descriptor": (root, n) => write(root, { "images/a.yaml": minimal("a", `start: { text: Run ${n}. }\n`) }),
  "a descriptor, its time set back": (root, n) => {
    const path = join(root, "images/a.yaml");
    const { atime, mtime } = statSync(path);
    write(root, { "images/a.yaml": minimal("a", `start: { text: Ran ${n}. }\n`) });
    utimesSync(path, atime, mtime);
  },
  "a prose file": (root, n) => write(root, { "images/b/about.md": `About ${n}.\n` }),
  "a partial": (root, n) => write(root, { "templates/partials/permissions.hbs": `${partial}\nMore ${n}.\n` }),
  "a partial of the project, which comes or goes": (root, n) =>
    toggle(join(root, "templates/partials/start.hbs"), `## Start\n\nStart ${n}.\n\n{{start.text}}\n`),
  "a partial with an error, which comes or goes": (root) => toggle(join(root, "templates/partials/odd.hbs"), "{{#if}}"),
  "a layout, which comes or goes": (root) =>
    toggle(join(root, "templates/nested.hbs"), layout.replace("{{> permissions}}\n", "")),
  "the settings": (root, n) => write(root, { "dhi-guides.config.yaml": `registry: mirror\nnamespace: acme${n}\n` }),
  "the options": (_, __, { namespace }) => (namespace === undefined ? { namespace: "other" } : {}),
  "a descriptor that comes or goes": (root) => toggle(join(root, "images/c.yaml"), minimal("c")),
  "a second descriptor of a name": (root) => toggle(join(root, "images/b.yml"), minimal("b")),
  "a descriptor with an error, which comes or goes": (root) => toggle(join(root, "images/bad.yaml"), "name: bad\n"),
  "an output, by hand": (root, n) => {
    if (existsSync(guideOf(root, "a"))) writeFileSync(guideOf(root, "a"), `By hand ${n}.\n`);
  },
  "an output, put away": (root) => rmSync(guideOf(root, "a"), { force: true }),
  "the list of what was written": (root) => rmSync(join(root, "out/SHA256SUMS"), { force: true }),
  "the state, deleted": (root) => rmSync(join(root, CACHE_FOLDER), { recursive: true, force: true }),
  "the state, cut off": (root) => {
    for (const name of existsSync(join(root, CACHE_FOLDER)) ? readdirSync(join(root, CACHE_FOLDER)) : [])
      writeFileSync(join(root, CACHE_FOLDER, name), readFileSync(join(root, CACHE_FOLDER, name)).subarray(0, 500));
  },
};

const recordSmall = () => ({ ...record(), packagedTemplates: SMALL_TEMPLATES });

async function run(
  root: string,
  options: Options,
  context = recordSmall(),
): Promise<{ status: number; stdout: string; summary: string }> {
  const status = await build([], { root, reporter: "json", ...options }, context);
  return { status, stdout: context.stdout(), summary: context.stderr().replace(/ in [\d.]+ s$/m, "") };
}

describe("a build that remembers", () => {
  test(
    "makes what a build makes that remembers nothing, after each change in every order",
    { timeout: 180_000 },
    async () => {
      const root = makeProject({
        "images/a.yaml": minimal("a"),
        "images/b.yaml": minimal("b", "included: { file: about.md }\n"),
        "images/b/about.md": "About.\n",
      });
      let options: Options = {};
      let count = 10;
      let known = 0;
      for (const kind of everyOrder(Object.keys(CHANGES))) {
        options = CHANGES[kind]?.(root, String((count = count === 99 ? 10 : count + 1)), options) ?? options;
        const other = makeProject();
        cpSync(root, other, { recursive: true });
        rmSync(join(other, CACHE_FOLDER), { recursive: true, force: true });
        const expected = await run(other, options);
        const actual = await run(root, options);
        expect(actual, kind).toEqual(expected);
        expect(tree(join(root, "out")), kind).toEqual(tree(join(other, "out")));
        rmSync(other, { recursive: true });
        if (existsSync(join(root, CACHE_FOLDER))) known += 1;
        // A check reads the same state, and leaves everything as it is.
        if (count % 5 > 0) continue;
        const before = tree(root);
        const context = recordSmall();
        check([], { root, reporter: "json", quiet: true, ...options }, context);
        expect(tree(root), kind).toEqual(before);
      }
      expect(known).toBeGreaterThan(50);
    },
  );

  test("does not touch an output that is the same", async () => {
    const root = makeProject({ "images/a.yaml": minimal("a") });
    await run(root, {});
    const { mtimeMs, ino } = statSync(guideOf(root, "a"));
    write(root, { "images/a.yaml": `# a remark\n${minimal("a")}` });
    await run(root, {});
    expect(statSync(guideOf(root, "a"))).toMatchObject({ mtimeMs, ino });
  });

  test("keeps its state out of git, and leaves nothing else there", async () => {
    const root = makeProject({ "images/a.yaml": minimal("a") });
    await run(root, {});
    expect(read(root, `${CACHE_FOLDER}/.gitignore`)).toBe("*\n");
    expect(readdirSync(join(root, CACHE_FOLDER)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("leaves no state where there is no project", async () => {
    const root = makeProject({ "dhi-guides.config.yaml": "nonsense: 1\n" });
    await run(root, {});
    expect(existsSync(join(root, CACHE_FOLDER))).toBe(false);
  });

  test("may run twice at once", { timeout: 60_000 }, async () => {
    const names = Array.from({ length: 60 }, (_, index) => `image-${index}`);
    const root = makeProject(Object.fromEntries(names.map((name) => [`images/${name}.yaml`, minimal(name)])));
    const start = () =>
      new Promise<number | null>((resolve) =>
        spawn(process.execPath, [CLI, "build", "--root", root, "--quiet"]).on("close", resolve),
      );
    for (let round = 0; round < 2; round += 1) {
      for (const name of names)
        write(root, { [`images/${name}.yaml`]: minimal(name, `start: { text: Run ${round}. }\n`) });
      await Promise.all([start(), start()]);
      expect(await start()).toBe(0);
      const other = makeProject();
      cpSync(join(root, "images"), join(other, "images"), { recursive: true });
      // As the command does, with the package's templates.
      await run(other, {}, record());
      expect(tree(join(root, "out"))).toEqual(tree(join(other, "out")));
    }
  });
});
