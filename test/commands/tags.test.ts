import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { explain } from "../../src/commands/explain.ts";
import { newDescriptors } from "../../src/commands/new.ts";
import { runProgram } from "../../src/commands/program.ts";
import { sync, type SyncCommandOptions } from "../../src/commands/sync.ts";
import { makeProject, minimal, read, record, write, type Files } from "../support/project.ts";

/* The tags of an image: from its definitions to its snapshot, and from there to its pages. */

const MORE = "cmd: [app]\nplatforms: [linux/amd64, linux/arm64]\n";

const definition = (tags: string, more = MORE) => `image: dhi.io/app\ntags: [${tags}]\nvariant: runtime\n${more}`;

const CATALOG = {
  "catalog/image/app/debian-13/2.1.yaml": definition(
    "'2', '2.1', 2-debian13",
    `${MORE}dates: { end-of-life: 2031-01-02 }\n`,
  ),
  "catalog/image/app/alpine-3.22/2.1.yaml": definition("2-alpine3.22, 2.1-alpine3.22"),
  "catalog/image/app/debian-13/2.1-dev.yaml": definition("2-dev, 2.1-dev").replace("runtime", "dev"),
  "catalog/image/app/debian-13/1.9-fpm.yaml": definition("1.9-fpm", `flavor: fpm\n${MORE}`),
} satisfies Files;

const ADDED = "sections:\n  add: [{ partial: tags }]\n";
const PRINTING = minimal("app", ADDED);
const FACTS = "images/app/facts.yaml";
const LAYOUT = { "templates/nested.hbs": "{{> variants}}\n{{#if tags.rows}}{{> tags}}{{/if}}\n" };

async function run(root: string, options: Partial<SyncCommandOptions> = {}) {
  const context = record();
  const status = await sync([], { root, reporter: "pretty", from: join(root, "catalog"), ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

async function page(root: string): Promise<string> {
  const context = record();
  expect(await build([], { root, reporter: "pretty" }, context), context.stderr()).toBe(0);
  return read(root, "out/app/guides.md");
}

const tagsIn = (text: string) => text.slice(text.indexOf("## Tags")).replace(/\n## (?!Tags)[\s\S]*/, "");

describe("what gets a snapshot of its tags", () => {
  test.each<readonly [string, Files]>([
    ["a descriptor's section", { "images/app.yaml": PRINTING }],
    ["a layout", { ...LAYOUT, "images/app.yaml": minimal("app") }],
    [
      "a section that is replaced",
      { "images/app.yaml": minimal("app", "sections:\n  replace: { variants: { partial: tags } }\n") },
    ],
    [
      "a partial of the project's own, by another one",
      {
        "images/app.yaml": minimal(
          "app",
          "sections:\n  changes:\n    variants:\n      - { after: Docker Hardened Images come, add: { partial: versions-told } }\n",
        ),
        "templates/partials/versions-told.hbs": "{{> each-version list=tags.rows}}\n",
        "templates/partials/each-version.hbs":
          "{{!-- @param list  rows --}}\n{{#each list}}\n- {{version}}\n{{/each}}\n",
      },
    ],
    [
      "the layout of another page",
      {
        "dhi-guides.config.yaml": "pages: { hub: {} }\n",
        "templates/hub.hbs": "{{> tags}}\n",
        "images/app.yaml": minimal("app"),
      },
    ],
  ])("an image with %s that prints them", async (_, files) => {
    const root = makeProject({ ...CATALOG, ...files });
    const { stdout, status } = await run(root);
    expect(status).toBe(0);
    expect(stdout).toContain("+  - version: 2.1\n");
    expect(read(root, FACTS)).toContain("tags: [2, 2.1, 2-debian13]");
    expect((await run(root, { check: true })).status).toBe(0);
    expect((await run(root)).stdout).toBe("");
  });

  test.each<readonly [string, Files]>([
    ["that does not", { "images/app.yaml": minimal("app") }],
    [
      "that only asks for them",
      {
        "images/app.yaml": minimal("app"),
        "templates/partials/variants.hbs": "## V\n\n{{#if tags.rows}}Some.{{/if}}\n",
      },
    ],
    [
      "whose descriptor leaves the section out",
      { ...LAYOUT, "images/app.yaml": minimal("app", "sections: { omit: [tags] }\n") },
    ],
    [
      "of a project without volatile sections",
      { "images/app.yaml": PRINTING, "dhi-guides.config.yaml": "volatile: false\n" },
    ],
    [
      "whose parameter is called so",
      {
        "images/app.yaml": minimal("app"),
        "templates/partials/variants.hbs": "{{!-- @param [tags=x]  any --}}\n## V\n\n{{tags}}\n",
      },
    ],
  ])("none with a page %s", async (_, files) => {
    const root = makeProject({ ...CATALOG, ...files });
    expect((await run(root)).status).toBe(0);
    expect(existsSync(join(root, FACTS))).toBe(false);
    expect((await run(root, { check: true })).stderr).not.toContain("facts-outdated");
  });

  test("new writes one where the project's layout prints them, and none otherwise", async () => {
    for (const [files, isPrinted] of [
      [LAYOUT, true],
      [{}, false],
    ] as const) {
      const root = makeProject({ ...CATALOG, ...files });
      const context = record();
      await newDescriptors(["app"], { root, reporter: "pretty", from: join(root, "catalog") }, context);
      expect(context.stdout()).toBe(`images/app.yaml\n${isPrinted ? `${FACTS}\n` : ""}`);
      expect((await run(root, { check: true })).stderr).toContain("1 same");
    }
  });

  test("one that nothing prints any more is removed, as a diff; --check tells it", async () => {
    const root = makeProject({ ...CATALOG, "images/app.yaml": PRINTING });
    await run(root);
    write(root, { "images/app.yaml": minimal("app") });
    const checked = await run(root, { check: true });
    expect([checked.status, checked.stderr]).toEqual([
      1,
      expect.stringContaining(`${FACTS}:1:1 error unexpected facts that no page prints`),
    ]);
    const { stdout } = await run(root);
    expect(stdout).toContain("-  - version: 2.1\n");
    expect(existsSync(join(root, FACTS))).toBe(false);
    expect((await run(root, { check: true })).status).toBe(0);
  });

  test("where a layout is broken, one that is there stays", async () => {
    const root = makeProject({ ...CATALOG, ...LAYOUT, "images/app.yaml": minimal("app") });
    await run(root);
    write(root, { "templates/nested.hbs": "{{> no-such}}\n" });
    expect((await run(root)).stdout).toBe("");
    expect(existsSync(join(root, FACTS))).toBe(true);
  });
});

describe("what is for some versions alone", () => {
  const conditional = minimal("app", "volumes: [{ path: /data, description: Kept., when: { from: '2.1' } }]\n");

  test("asks for the lines of versions in the snapshot, and for no more", async () => {
    const root = makeProject({ ...CATALOG, "images/app.yaml": conditional });
    expect((await run(root)).status).toBe(0);
    expect(read(root, FACTS)).toContain("versions: [2.1, 1.9]\n");
    expect(read(root, FACTS)).not.toContain("tags:");
    expect((await run(root, { check: true })).status).toBe(0);
    expect(await page(root)).toContain("From 2.1: Kept.");
  });

  test("is left out, with a finding, where none of these is published", async () => {
    const root = makeProject({ ...CATALOG, "images/app.yaml": conditional.replace("2.1", "3") });
    await run(root);
    const context = record();
    expect(await build([], { root, reporter: "pretty" }, context)).toBe(0);
    expect(read(root, "out/app/guides.md")).not.toContain("Kept.");
    expect(context.stdout() + context.stderr()).toContain("of the versions in images/app/facts.yaml (2.1, 1.9)");
  });
});

test("verify tells once of a page whose tags moved on, and what to run", async () => {
  const root = makeProject({ ...CATALOG, "images/app.yaml": PRINTING });
  await run(root);
  await page(root);
  write(root, {
    "catalog/image/app/debian-13/2.1.yaml": definition("'2', '2.2', 2.2-debian13"),
    "catalog/image/app/debian-13/2.1-dev.yaml": definition("2-dev, 2.2-dev").replace("runtime", "dev"),
  });
  const context = record();
  await runProgram(
    ["node", "dhi-guides", "verify", "--root", root, "--catalog", join(root, "catalog"), "--reporter", "json"],
    context,
  );
  const found = (JSON.parse(context.stdout()) as { code: string; file: string; line: number; fix: string }[]).filter(
    ({ file }) => file === FACTS,
  );
  expect(found).toMatchObject([{ code: "facts-outdated", line: 1 }]);
  expect(found[0]?.fix).toContain("dhi-guides sync");
});

describe("a snapshot of tags", () => {
  const begin = async () => {
    const root = makeProject({ ...CATALOG, "images/app.yaml": PRINTING });
    await run(root);
    return root;
  };
  const next = {
    "catalog/image/app/alpine-3.22/2.1.yaml": definition("2-alpine3.22, 2.1-alpine3.22, 2.1.7-alpine3.22"),
  };

  test("is outdated where tags moved on; --no-volatile passes over that, and over nothing else", async () => {
    const root = await begin();
    write(root, next);
    const checked = await run(root, { check: true });
    expect([checked.status, checked.stderr]).toEqual([
      1,
      expect.stringContaining("unexpected other tags than the definitions facts-outdated"),
    ]);
    expect(await run(root, { check: true, volatile: false })).toMatchObject({ status: 0, stdout: "" });
    write(root, { [FACTS]: `${read(root, FACTS)}# by hand\n` });
    expect((await run(root, { check: true, volatile: false })).status).toBe(1);
    await run(root);
    write(root, { "images/app.yaml": PRINTING });
    expect((await run(root, { check: true, volatile: false })).stderr).toContain("descriptor-outdated");
  });

  test("stays as it is where the author keeps tags", async () => {
    const root = await begin();
    const before = read(root, FACTS);
    write(root, {
      ...next,
      "images/app.yaml": `${read(root, "images/app.yaml")}keep: { tags: the next ones are announced }\n`,
    });
    expect(await run(root)).toMatchObject({ status: 0, stdout: "" });
    expect(read(root, FACTS)).toBe(before);
    await expect(run(root, { check: true })).resolves.toMatchObject({ status: 0 });
  });

  test("is not made where the author keeps that there is none", async () => {
    const root = makeProject({ ...CATALOG, "images/app.yaml": PRINTING });
    await run(root);
    rmSync(join(root, FACTS));
    write(root, { "images/app.yaml": `${read(root, "images/app.yaml")}keep: { tags: they are listed elsewhere }\n` });
    expect(await run(root)).toMatchObject({ status: 0, stdout: "" });
    expect(existsSync(join(root, FACTS))).toBe(false);
  });

  test("--no-volatile is for --check", async () => {
    const root = await begin();
    const context = record();
    expect(await runProgram(["node", "dhi-guides", "sync", "--root", root, "--no-volatile"], context)).toBe(2);
    expect(context.stderr()).toContain("option '--no-volatile' needs option '--check'");
  });

  test.each([
    ["a tag with markup", "tags: [<b>]", "a tag"],
    ["a tag of two words", "tags: ['a b']", "a tag"],
    ["no tag", "tags: []", "at least one tag"],
    ["a platform that is none", "tags: [a]\n    platforms: [linux]", "a platform"],
    ["a date that is none", "tags: [a]\n    endOfLife: 2030-02-31", "a date"],
    ["a key that is none", "tags: [a]\n    more: x", "unexpected key"],
  ])("with %s is refused", async (_, text, expected) => {
    const head = "tags:\n  - version: 1\n    variant: runtime\n    distribution: d\n    ";
    const root = makeProject({ "images/app.yaml": PRINTING, [FACTS]: `${head}${text}\n` });
    const context = record();
    expect(await build([], { root, reporter: "pretty" }, context)).toBe(1);
    expect(context.stderr()).toContain("facts-invalid");
    expect(context.stderr()).toContain(expected);
  });
});

describe("the section", () => {
  test("has a row a line and variant, the tags of one image beside each other", async () => {
    const root = makeProject({ ...CATALOG, "images/app.yaml": PRINTING });
    await run(root);
    expect(tagsIn(await page(root))).toBe(`## Tags

Tags with a comma between them name the same image. All images are built for \`linux/amd64\` and \`linux/arm64\`.

<!-- prettier-ignore -->
| Version | Variant | Tags | End of life |
| --- | --- | --- | --- |
| 2.1 | runtime | \`2\`, \`2.1\`, \`2-debian13\`<br />\`2-alpine3.22\`, \`2.1-alpine3.22\` | 2031-01-02 |
| 2.1 | dev | \`2-dev\`, \`2.1-dev\` |  |
| 1.9 | fpm | \`1.9-fpm\` |  |
`);
    const context = record();
    const line =
      read(root, "out/app/guides.md")
        .split("\n")
        .findIndex((text) => text.startsWith("| 2.1 | runtime")) + 1;
    expect(explain(`out/app/guides.md:${line}`, { root, reporter: "pretty" }, context)).toBe(0);
    expect(context.stdout()).toContain(`values from    ${FACTS}:1\n`);
  });

  test("has a column of platforms where they vary, and none of dates where there are none", async () => {
    const root = makeProject({
      "catalog/image/app/debian-13/2.yaml": definition("'2'"),
      "catalog/image/app/debian-13/1.yaml": definition("'1'", "platforms: [linux/amd64]\n"),
      "catalog/image/app/alpine-3.22/1.yaml": definition("1-alpine", ""),
      "images/app.yaml": PRINTING,
    });
    await run(root);
    expect(
      tagsIn(await page(root))
        .split("\n")
        .slice(2),
    ).toEqual([
      "Tags with a comma between them name the same image.",
      "",
      "<!-- prettier-ignore -->",
      "| Version | Variant | Tags | Platforms |",
      "| --- | --- | --- | --- |",
      "| 2 | runtime | `2` | `linux/amd64`, `linux/arm64` |",
      "| 1 | runtime | `1` | `linux/amd64` |",
      "| 1 | runtime | `1-alpine` |  |",
      "",
    ]);
  });

  test("says two dates of a line in two rows, and one that only some definitions say in one", async () => {
    const dated = (tag: string, date: string) => definition(tag, `dates: { end-of-life: ${date} }\n`);
    const root = makeProject({
      "catalog/image/app/debian-13/2.yaml": dated("'2'", "2030-01-01"),
      "catalog/image/app/debian-12/2.yaml": dated("2-debian12", "2029-01-01"),
      "catalog/image/app/alpine-3.22/2.yaml": definition("2-alpine", ""),
      "images/app.yaml": PRINTING,
    });
    await run(root);
    expect(tagsIn(await page(root)).match(/^\| 2 .*$/gm)).toEqual([
      "| 2 | runtime | `2`<br />`2-alpine` | 2030-01-01 |",
      "| 2 | runtime | `2-debian12` | 2029-01-01 |",
    ]);
  });

  test("is not there where there is no snapshot, also where no layout asks", async () => {
    const root = makeProject({ "images/app.yaml": PRINTING });
    expect(await page(root)).not.toContain("Tags");
  });

  test("of a chart has its versions", async () => {
    const root = makeProject({
      "charts/app.yaml": minimal("app", "sections:\n  add: [{ partial: versions }]\n"),
      "charts/app/facts.yaml": "versions: [2.0.1, 1.4.0]\n",
    });
    expect(await build([], { root, reporter: "pretty" }, record())).toBe(0);
    expect(read(root, "out/charts/app/guides.md")).toContain(
      "## Versions\n\nThe chart is published as `2.0.1` and `1.4.0`.\n",
    );
  });
});
