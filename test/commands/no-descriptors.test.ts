import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { preview } from "../../src/commands/preview.ts";
import { sync } from "../../src/commands/sync.ts";
import { verify } from "../../src/commands/verify.ts";
import { makeProject, minimal, record, tree, type Files } from "../support/project.ts";

type Root = { readonly root: string; readonly reporter: "pretty" };

const COMMANDS: Readonly<Record<string, (options: Root) => unknown>> = {
  build: (options) => build([], options, record()),
  check: (options) => check([], options, record()),
  sync: (options) => sync([], { ...options, check: true, from: "." }, record()),
  verify: (options) => verify([], options, record()),
  preview: (options) =>
    preview({ ...options, build: true, site: join(options.root, "site"), host: "127.0.0.1", port: 0 }, record()),
};

const run = (command: string, files: Files, root = makeProject(files)) =>
  Promise.resolve({ root, reporter: "pretty" } as const).then((options) => COMMANDS[command]?.(options));

describe("a project without a descriptor", () => {
  test.each(Object.keys(COMMANDS))("is refused by %s, which writes nothing", async (command) => {
    const root = makeProject();
    await expect(run(command, {}, root)).rejects.toThrow(
      `no descriptors here: looked for images/{name}.yaml, images/{name}.yml, charts/{name}.yaml, charts/{name}.yml below ${root}; is this the project's folder? (--root DIR)`,
    );
    expect(tree(root)).toEqual({});
  });

  test.each(Object.keys(COMMANDS))("is refused by %s where the settings' pattern is misspelt", async (command) => {
    const files = { "dhi-guides.config.yaml": 'descriptors: ["imgs/{name}.yaml"]\n', "images/a.yaml": minimal("a") };
    await expect(run(command, files)).rejects.toThrow("no descriptors here: looked for imgs/{name}.yaml");
  });

  test.each(["build", "check"])("is taken by %s where there are guides to adopt", async (command) => {
    const files = { "dhi-guides.config.yaml": "published: image/{name}.md\n", "image/a.md": "# A\n" };
    expect(await run(command, files)).toBe(0);
  });

  test("is taken while a guide is left over, which build names and removes", async () => {
    const root = makeProject({ "images/app.yaml": minimal("app") });
    const options = { root, reporter: "pretty" } as const;
    await build([], options, record());
    rmSync(join(root, "images/app.yaml"));
    expect(check([], options, record())).toBe(1);
    const context = record();
    expect(await build([], options, context)).toBe(0);
    expect(context.stderr()).toMatch(/^1 removed: app\n0 pages: 1 removed, 0 errors in /);
    expect(tree(join(root, "out"))["app/guides.md"]).toBeUndefined();
    await expect(build([], options, record())).rejects.toThrow("no descriptors here");
  });
});
