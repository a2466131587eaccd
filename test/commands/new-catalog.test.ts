import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { adopt } from "../../src/commands/adopt.ts";
import { build } from "../../src/commands/build.ts";
import { newDescriptors, type NewOptions } from "../../src/commands/new.ts";
import { makeProject, minimal, read, record, tree, write } from "../support/project.ts";

/* Which definitions `new` goes by, and what it says of them. */

const CATALOG = {
  "catalog/image/app/debian-13/1.yaml": "image: dhi.io/app\ntags: ['1']\nvariant: runtime\ncmd: [serve]\n",
  "catalog/chart/loki/helm/1.yaml": "name: loki 1\nimage: dhi.io/loki\ntags: [1.0.0]\n",
};
const SETTINGS = { "dhi-guides.config.yaml": "catalog: catalog\n" };

async function runNew(root: string, names: readonly string[], options: Partial<NewOptions> = {}) {
  const context = record();
  const status = await newDescriptors(names, { root, reporter: "pretty", ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

describe("the catalog of the settings", () => {
  test("gives the facts, and nothing is said of it", async () => {
    const root = makeProject({ ...CATALOG, ...SETTINGS });
    const { status, stderr } = await runNew(root, ["app"]);
    expect(status).toBe(0);
    expect(read(root, "images/app.yaml")).toContain("cmd: [serve]\n");
    expect(stderr.trimEnd().split("\n").at(-1)).toMatch(/^wrote images\/app\.yaml: /);
  });

  test("is left out with --no-from, as it was asked for", async () => {
    const root = makeProject({ ...CATALOG, ...SETTINGS });
    const { status, stderr } = await runNew(root, ["app", "other"], { from: false });
    expect(status).toBe(0);
    expect(read(root, "images/app.yaml")).not.toContain("cmd:");
    expect(stderr).not.toMatch(/definitions/);
  });

  test("need not be there with --no-from, which is said where it is not", async () => {
    const root = makeProject(SETTINGS);
    await expect(runNew(root, ["app"])).rejects.toThrow("new --no-from does without it");
    expect((await runNew(root, ["app"], { from: false })).status).toBe(0);
  });

  test.each([
    ["nothing of its name", "nothing", /^there is no definition of "nothing" in catalog; .*--no-from/],
    ["one that is called much like it", "chart/lokki", /in catalog: did you mean "chart\/loki"\?; .*--no-from/],
    ["one of another kind", "loki", /but of the Helm chart: .*new chart\/loki.*--no-from/],
  ])("that has %s is an error which says how to do without", async (_, name, message) => {
    const root = makeProject({ ...CATALOG, ...SETTINGS });
    const before = Object.keys(tree(root)).filter((file) => !file.startsWith(".dhi-guides/"));
    await expect(runNew(root, [name])).rejects.toThrow(message);
    expect(Object.keys(tree(root)).filter((file) => !file.startsWith(".dhi-guides/"))).toEqual(before);
    await expect(runNew(root, [name], { from: join(root, "catalog") })).rejects.not.toThrow("--no-from");
  });

  test("one of several that it does not have is told, and the others are written", async () => {
    const root = makeProject({ ...CATALOG, ...SETTINGS });
    const { status, stdout, stderr } = await runNew(root, ["nothing", "app"]);
    expect([status, stdout]).toEqual([1, "images/app.yaml\n"]);
    expect(stderr).toContain("--no-from");
  });

  test("gives way to --from", async () => {
    const root = makeProject({ ...CATALOG, "dhi-guides.config.yaml": "catalog: nowhere\n" });
    const { status, stderr } = await runNew(root, ["app"], { from: join(root, "catalog") });
    expect(status).toBe(0);
    expect(read(root, "images/app.yaml")).toContain("cmd: [serve]\n");
    expect(stderr).not.toContain("into dhi-guides.config.yaml");
  });
});

describe("without a catalog in the settings", () => {
  test("it is said that no definitions were used", async () => {
    const root = makeProject(CATALOG);
    const { stderr } = await runNew(root, ["app", "chart/loki"]);
    expect(stderr.match(/no definitions were used: give --from DIR, or name `catalog` in the settings/g)).toHaveLength(
      1,
    );
    expect((await runNew(root, ["other"], { quiet: true })).stderr).toBe("");
  });

  test.each([
    ["below the project", (root: string) => root, "catalog", "`catalog: catalog`"],
    ["beside it", (root: string) => join(root, "docs"), "catalog", "`catalog: ../catalog`"],
    ["the project's own folder", (root: string) => join(root, "catalog"), "catalog", "`catalog: .`"],
    ["a folder whose name needs quotes", (root: string) => root, "a: b", '`catalog: "a: b"`'],
  ])("the setting for --from is told, %s", async (_, rootOf, folder, setting) => {
    const top = makeProject(
      Object.fromEntries(Object.entries(CATALOG).map(([file, text]) => [file.replace("catalog", folder), text])),
    );
    write(top, { "docs/x": "" });
    const { stderr } = await runNew(rootOf(top), ["app"], { from: relative(process.cwd(), join(top, folder)) });
    expect(stderr).toContain(`write ${setting} into the settings`);
  });
});

describe("a finished guide", () => {
  const GUIDE = "## About\n\nThe guide of somebody.\n";

  test.each([
    ["in the catalog of the settings", SETTINGS, "catalog/image/app/guides.md", "app", {}],
    ["in that of --from", {}, "catalog/image/app/guides.md", "app", { from: "catalog" }],
    ["of a chart", SETTINGS, "catalog/chart/loki/guides.md", "chart/loki", {}],
    [
      "where the settings say",
      { "dhi-guides.config.yaml": 'published: "old/{name}.md"\n' },
      "old/app.md",
      "app",
      { from: false as const },
    ],
  ])(
    "%s is named, with the command that makes a descriptor of it",
    async (_, settings, guide, name, { from }: Pick<NewOptions, "from">) => {
      const root = makeProject({ ...CATALOG, ...settings, [guide]: GUIDE });
      const given = from === undefined || from === false ? from : join(root, from);
      const { stderr } = await runNew(root, [name], { from: given });
      const [, shown, path = "", into = ""] =
        /^a finished guide exists at (\S+): `npx dhi-guides adopt --force (\S+) --into (\S+)`/m.exec(stderr) ?? [];
      expect(shown).toBe(path);
      expect(path).toMatch(new RegExp(`${guide}$`));
      // The command does it, though the new descriptor is there.
      expect(await adopt([path], { root: ".", into, reporter: "pretty", force: true }, record())).toBe(0);
      expect(await build([], { root, reporter: "pretty" }, record())).toBe(0);
      const pages = Object.entries(tree(root)).filter(([file]) => file.startsWith("out/"));
      expect(pages.map(([, text]) => text)).toContain(GUIDE);
    },
  );

  test("that is not there is not named, nor that of another", async () => {
    const root = makeProject({
      ...CATALOG,
      ...SETTINGS,
      "catalog/image/other/guides.md": GUIDE,
      "images/a.yaml": minimal("a"),
    });
    expect((await runNew(root, ["app"])).stderr).not.toContain("finished guide");
  });
});
