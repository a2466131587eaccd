import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { preview } from "../../src/commands/preview.ts";
import { sync } from "../../src/commands/sync.ts";
import { verify } from "../../src/commands/verify.ts";
import { makeProject, minimal, record, tree, write, type Files } from "../support/project.ts";

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
      `no descriptors here: looked for images/{name}.yaml and images/{name}.yml below ${root}; is this the project's folder? (--root DIR)`,
    );
    expect(tree(root)).toEqual({});
  });

  test.each(Object.keys(COMMANDS))("is refused by %s where the settings' pattern is misspelt", async (command) => {
    const files = { "dhi-guides.config.yaml": 'descriptors: ["imgs/{name}.yaml"]\n', "images/a.yaml": minimal("a") };
    await expect(run(command, files)).rejects.toThrow("no descriptors here: looked for imgs/{name}.yaml");
  });

  test.each(["build", "check"])("is taken by %s where there are guides to adopt", async (command) => {
    const files = { "dhi-guides.config.yaml": "guides: image/{name}.md\n", "image/a.md": "# A\n" };
    expect(await run(command, files)).toBe(0);
  });

  test.each(["build", "check", "sync", "preview"])(
    "is refused by %s while guides are left over, and they stay",
    async (command) => {
      const root = makeProject({ "images/app.yaml": minimal("app") });
      build([], { root, reporter: "pretty" }, record());
      rmSync(join(root, "images/app.yaml"));
      await expect(run(command, {}, root)).rejects.toThrow(
        `no descriptors here: looked for images/{name}.yaml and images/{name}.yml below ${root}, ` +
          "but out holds 1 guide that a build wrote: nothing was removed. " +
          "Where all descriptors are gone on purpose, `npx dhi-guides build --force` removes the guides",
      );
      expect(Object.keys(tree(join(root, "out")))).toEqual(["SHA256SUMS", "app/guides.md"]);
    },
  );

  test("is refused where a pattern came to be misspelt, also beside other mistakes", () => {
    const root = makeProject({ "images/app.yaml": minimal("app") });
    const options = { root, reporter: "pretty" } as const;
    build([], options, record());
    const before = tree(join(root, "out"));
    write(root, {
      "dhi-guides.config.yaml": 'descriptors: ["imgs/{name}.yaml"]\n',
      "templates/partials/odd.hbs": "{{#if}}",
    });
    expect(() => build([], options, record())).toThrow("Is `descriptors` in dhi-guides.config.yaml right?");
    expect(tree(join(root, "out"))).toEqual(before);
  });

  test("loses the guides that are left over with --force, which names them", () => {
    const root = makeProject({ "images/app.yaml": minimal("app") });
    const options = { root, reporter: "pretty" } as const;
    build([], options, record());
    rmSync(join(root, "images/app.yaml"));
    const context = record();
    expect(build([], { ...options, force: true }, context)).toBe(0);
    expect(context.stderr()).toMatch(/^1 removed: app\n0 guides: 1 removed, 0 errors in /);
    expect(tree(join(root, "out"))["app/guides.md"]).toBeUndefined();
    expect(() => build([], options, record())).toThrow("is this the project's folder?");
  });
});
