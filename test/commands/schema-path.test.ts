import { existsSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { dhiGuides } from "../support/command-line.ts";
import { makeProject, read, type Files } from "../support/project.ts";

/* The first line of a descriptor names the schema that editors read it by. */

const INSTALLED = { "node_modules/dhi-guides/schema/image.json": "{}" };
const below = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([file, content]) => [`${folder}/${file}`, content]));

/** Makes a descriptor, and reads what it names. */
async function schemaOf(folder: string, descriptor: string, args: readonly string[]): Promise<string> {
  const { status, stderr } = await dhiGuides(folder, ...args);
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  return /^# yaml-language-server: \$schema=(.*)\n/.exec(read(folder, descriptor))?.[1] ?? "";
}

const CATALOG_LAYOUT = 'descriptors: ["image/{name}/guide.yaml"]\noutput: "image/{name}/guides.md"\n';

describe.each([
  ["new", ["new", "app"]],
  ["adopt", ["adopt", "guides"]],
])("%s names a schema that is there", (_, command) => {
  const guide = { "guides/app.md": "# App\n\nText.\n" };

  test.each<[string, Files, string, string, string]>([
    ["in the root", INSTALLED, ".", "images/app.yaml", "../node_modules/dhi-guides/schema/image.json"],
    [
      "at the top of a monorepo",
      { ...INSTALLED, "package.json": "{}", "docs/guides/package.json": "{}" },
      "docs/guides",
      "docs/guides/images/app.yaml",
      "../../../node_modules/dhi-guides/schema/image.json",
    ],
    [
      "nearest where there are two",
      { ...INSTALLED, ...below("docs", INSTALLED) },
      "docs",
      "docs/images/app.yaml",
      "../node_modules/dhi-guides/schema/image.json",
    ],
    [
      "from a catalog's layout",
      { ...INSTALLED, "docs/dhi-guides.config.yaml": CATALOG_LAYOUT },
      "docs",
      "docs/image/app/guide.yaml",
      "../../../node_modules/dhi-guides/schema/image.json",
    ],
    [
      "the package's own",
      { "package.json": '{ "name": "dhi-guides" }', "schema/image.json": "{}", "docs/x": "" },
      "docs",
      "docs/images/app.yaml",
      "../../schema/image.json",
    ],
  ])("%s", async (_where, files, root, descriptor, expected) => {
    const folder = makeProject({ ...guide, ...files, [`${root}/templates/x`]: "" });
    const schema = await schemaOf(folder, descriptor, [...command, "--root", root]);
    expect(schema).toBe(expected);
    expect(existsSync(join(folder, dirname(descriptor), schema))).toBe(true);
  });

  test("through a link to the project", async () => {
    const folder = makeProject({ ...guide, ...INSTALLED, "a/b/docs/templates/x": "" });
    symlinkSync("a/b/docs", join(folder, "link"));
    expect(await schemaOf(folder, "a/b/docs/images/app.yaml", [...command, "--root", "link"])).toBe(
      "../../../../node_modules/dhi-guides/schema/image.json",
    );
  });

  test("and where the package is yet to be installed, where npm will put it", async () => {
    const folder = makeProject({ ...guide, "package.json": '{ "name": "x" }', "docs/schema/image.json": "{}" });
    expect(await schemaOf(folder, "docs/images/app.yaml", [...command, "--root", "docs"])).toBe(
      "../../node_modules/dhi-guides/schema/image.json",
    );
  });
});

test("adopt --into a folder that is yet to be made", async () => {
  const folder = makeProject({ ...INSTALLED, "guides/app.md": "# App\n\nText.\n" });
  expect(await schemaOf(folder, "a/b/images/app.yaml", ["adopt", "guides", "--into", "a/b"])).toBe(
    "../../../node_modules/dhi-guides/schema/image.json",
  );
});
