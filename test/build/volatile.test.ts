import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { checkGuides } from "../../src/index.ts";
import { makeProject, minimal, read, record, write, type Files } from "../support/project.ts";

/* Volatile sections: what changes with every version, which pages and checks can do without. */

const FACTS = "images/app/facts.yaml";
const facts = (...tags: string[]) =>
  `tags:\n  - { version: 1, variant: runtime, distribution: debian-13, tags: [${tags.join(", ")}] }\n`;

const TEMPLATES = {
  "templates/nested.hbs": "{{> begin}}\n{{#> tags}}\n  {{> within}}\n{{/tags}}\n{{> end}}\n",
  "templates/partials/within.hbs": "## Within\n\nNested.\n",
  "templates/partials/begin.hbs": "## Access\n\nPull.\n",
  "templates/partials/end.hbs": "## Variants\n\nSome.\n",
} satisfies Files;

const PROJECT = { ...TEMPLATES, "images/app.yaml": minimal("app"), [FACTS]: facts("1", "1.0") };
const PAGE = "out/app/guides.md";

interface Run {
  readonly volatile?: boolean;
  readonly names?: readonly string[];
}

async function runBuild(root: string, { volatile }: Run = {}) {
  const context = record();
  const status = await build([], { root, reporter: "pretty", volatile }, context);
  return { status, stderr: context.stderr() };
}

function runCheck(root: string, { volatile }: Run = {}) {
  const context = record();
  const status = check([], { root, reporter: "pretty", volatile }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

const headings = (root: string) => read(root, PAGE).match(/^#+ .*$/gm);

describe("a build without volatile sections", () => {
  test.each<readonly [string, Files, Run]>([
    ["by the option", {}, { volatile: false }],
    ["by the settings", { "dhi-guides.config.yaml": "volatile: false\n" }, {}],
    [
      "by the settings, which the option's absence does not overrule",
      { "dhi-guides.config.yaml": "volatile: false\n" },
      { volatile: true },
    ],
  ])("%s: they are not there, nor what stands within them", async (_, files, options) => {
    const root = makeProject({ ...PROJECT, ...files });
    expect((await runBuild(root, options)).status).toBe(0);
    expect(headings(root)).toEqual(["## Access", "## Variants"]);
  });

  test("by the settings of one page: the others have them", async () => {
    const hub = (more: string) => ({ "dhi-guides.config.yaml": `pages: { hub: { layout: nested${more} } }\n` });
    const root = makeProject({ ...PROJECT, ...hub(", volatile: false") });
    expect((await runBuild(root)).status).toBe(0);
    expect(headings(root)).toContain("## Tags");
    expect(read(root, "out/app/hub.md").match(/^#+ .*$/gm)).toEqual(["## Access", "## Variants"]);
    expect(runCheck(root).status).toBe(0);
    for (const [then, now] of [
      [", volatile: false", ""],
      ["", ", volatile: false"],
    ] as const) {
      write(root, hub(then));
      await runBuild(root);
      write(root, hub(now));
      expect(runCheck(root).status).toBe(1);
      expect(runCheck(root, { volatile: false }).status).toBe(0);
    }
  });

  test("is another one, that of each choice replaces that of the other", async () => {
    const root = makeProject(PROJECT);
    const all = ["## Access", "## Tags", "### Within", "## Variants"];
    await runBuild(root);
    expect(headings(root)).toEqual(all);
    expect((await runBuild(root, { volatile: false })).stderr).toContain("1 changed");
    expect(headings(root)).toEqual(["## Access", "## Variants"]);
    expect((await runBuild(root, { volatile: false })).stderr).toContain("1 same");
    expect((await runBuild(root)).stderr).toContain("1 changed");
    expect(headings(root)).toEqual(all);
  });

  test("finds no field unused that only such a section prints, but those that none prints", async () => {
    const root = makeProject({
      ...PROJECT,
      "templates/partials/within.hbs": "{{!-- @volatile --}}\n## Within\n\n{{included}}\n",
      "templates/partials/more.hbs":
        "{{!--\n@volatile\n--}}\n## More\n\n{{included}}, {{#each ports}}{{number}}{{/each}}\n",
      "templates/nested.hbs": "{{> more}}\n",
      "images/app.yaml": minimal("app", "ports: [8080]\nincluded: Some.\nshortTitle: unused\n"),
    });
    const { stderr } = await runBuild(root, { volatile: false });
    expect(stderr.match(/unexpected \w+, of which/g)).toEqual(["unexpected shortTitle, of which"]);
  });

  test("counts none of them as a step", async () => {
    const step = (title: string, head = "") =>
      `{{!--\n${head}\n@param [number=1]  which\n--}}\n## Step {{number}}: ${title}\n\nDo.\n`;
    const root = makeProject({
      "templates/nested.hbs": "{{> first}}\n{{> second}}\n{{> third}}\n",
      "templates/partials/first.hbs": step("First"),
      "templates/partials/second.hbs": step("Second", "@volatile"),
      "templates/partials/third.hbs": step("Third"),
      "images/app.yaml": minimal("app"),
    });
    await runBuild(root);
    expect(headings(root)).toEqual(["## Step 1: First", "## Step 2: Second", "## Step 3: Third"]);
    await runBuild(root, { volatile: false });
    expect(headings(root)).toEqual(["## Step 1: First", "## Step 2: Third"]);
  });

  test("leaves drift of theirs alone", async () => {
    const root = makeProject({
      ...PROJECT,
      "images/app/drift.yaml":
        "registry: public\nentries:\n  - section: tags\n    block: 2\n    kind: wording\n    shared: Tags with a comma between them name the same image.\n    published: These name the same image.\n",
    });
    expect(await runBuild(root)).toMatchObject({ status: 0 });
    const { status, stderr } = await runBuild(root, { volatile: false });
    expect([status, stderr.match(/drift-\w+/g)]).toEqual([0, null]);
  });
});

describe("check --no-volatile", () => {
  const begin = async (files: Files = {}, options: Run = {}) => {
    const root = makeProject({ ...PROJECT, ...files });
    await runBuild(root, options);
    return root;
  };
  const moved = { [FACTS]: facts("1", "1.0", "1.1") };

  test("passes over tags that moved on, which check alone does not", async () => {
    const root = await begin();
    write(root, moved);
    expect(runCheck(root)).toMatchObject({ status: 1, stderr: expect.stringContaining("output-stale") as string });
    expect(runCheck(root, { volatile: false })).toMatchObject({
      status: 0,
      stdout: "",
      stderr: expect.stringContaining("1 same") as string,
    });
    expect(checkGuides({ root }).findings.map(({ code }) => code)).toEqual(["output-stale"]);
    expect(checkGuides({ root, volatile: false }).findings).toEqual([]);
  });

  test("passes over pages that were built without them, and over such as only have them", async () => {
    const without = await begin({}, { volatile: false });
    expect(runCheck(without).status).toBe(1);
    expect(runCheck(without, { volatile: false })).toMatchObject({ status: 0, stdout: "" });
    const has = await begin();
    write(has, { "dhi-guides.config.yaml": "volatile: false\n" });
    expect(runCheck(has).status).toBe(1);
    expect(runCheck(has, { volatile: false })).toMatchObject({ status: 0, stdout: "" });
  });

  test.each([
    ["before it", "templates/partials/begin.hbs", "Pull.", "Pull it."],
    ["behind it", "templates/partials/end.hbs", "Some.", "Some variants."],
  ])("finds what else is outdated, %s, at its line, with nothing else in the diff", async (_, file, from, to) => {
    const root = await begin();
    write(root, { ...moved, [file]: read(root, file).replace(from, to) });
    const { status, stdout, stderr } = runCheck(root, { volatile: false });
    const line = read(root, PAGE).split("\n").indexOf(from) + 1;
    expect([status, stderr]).toEqual([1, expect.stringContaining(`${PAGE}:${line}:1 error unexpected old text`)]);
    expect(stdout.match(/^[-+] ?[^-+].*$/gm)).toEqual([`-${from}`, `+${to}`]);
  });

  test("finds an edit by hand, within a volatile section as well", async () => {
    const root = await begin();
    const page = read(root, PAGE);
    write(root, { ...moved, [PAGE]: page.replace("Some.", "Mine.") });
    expect(runCheck(root, { volatile: false }).stderr).toContain("output-edited");
    write(root, { [PAGE]: page.replace("`1.0`", "`9.9`") });
    expect(runCheck(root, { volatile: false })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("output-unrecorded") as string,
    });
    rmSync(join(root, PAGE));
    expect(runCheck(root, { volatile: false }).stderr).toContain("output-missing");
  });

  test("finds a section by its heading, not by text that looks like it, or another one called so", async () => {
    const other = "## Access\n\n```markdown\n## Tags\n\nIn a sample.\n```\n\n## Tags\n\nBy hand.\n";
    const root = await begin({ "templates/partials/begin.hbs": other });
    write(root, moved);
    expect(runCheck(root, { volatile: false })).toMatchObject({ status: 0, stdout: "" });
    write(root, { "templates/partials/begin.hbs": other.replace("By hand.", "By me.") });
    expect(runCheck(root, { volatile: false }).stdout).toContain("-By hand.\n+By me.\n");
  });

  test.each([
    ["the first", "{{> tags}}\n{{> begin}}\n"],
    ["the last", "{{> begin}}\n{{> tags}}\n"],
    ["the only one", "{{> tags}}\n"],
    ["one of two", '{{> begin}}\n{{> tags}}\n{{> end}}\n{{> tags name="again" heading="More *tags*"}}\n'],
    ["one within another section", "{{#> begin}}\n  {{> tags}}\n  {{> within}}\n{{/begin}}\n{{> end}}\n"],
  ])("whether the section is %s", async (_, layout) => {
    for (const options of [{}, { volatile: false }]) {
      const root = await begin({ "templates/nested.hbs": layout }, options);
      write(root, moved);
      expect(runCheck(root, { volatile: false })).toMatchObject({ status: 0, stdout: "" });
      expect(runCheck(root).status).toBe(1);
    }
  });

  test("reads pages with other line ends", async () => {
    const root = await begin();
    write(root, { ...moved, [PAGE]: read(root, PAGE).replaceAll("\n", "\r\n") });
    expect(runCheck(root, { volatile: false }).status).toBe(0);
  });
});

describe("a partial that says @volatile", () => {
  const withPartial = (text: string, more: Files = {}) => ({
    "templates/nested.hbs": "{{> own}}\n{{> begin}}\n",
    "templates/partials/begin.hbs": TEMPLATES["templates/partials/begin.hbs"],
    "templates/partials/own.hbs": text,
    "images/app.yaml": minimal("app"),
    ...more,
  });

  test.each([
    ["beside parameters", "{{!--\nOwn.\n@param [x=y]  any\n@volatile\n--}}\n## Own\n\n{{x}}\n"],
    ["alone", "{{!-- @volatile --}}\n## Own\n\nText.\n"],
    ["with blanks and other line ends", "{{!--\r\n  @volatile  \r\n--}}\r\n## Own\r\n\r\nText.\r\n"],
    ["with a condition around all of it", "{{!-- @volatile --}}\n{{#if title}}\n## Own\n\nText.\n{{/if}}\n"],
  ])("%s is left out", async (_, text) => {
    const root = makeProject(withPartial(text));
    expect((await runBuild(root)).status).toBe(0);
    expect(headings(root)).toEqual(["## Own", "## Access"]);
    await runBuild(root, { volatile: false });
    expect(headings(root)).toEqual(["## Access"]);
  });

  test.each([
    ["in a sentence", "{{!-- It is not @volatile at all. --}}\n## Own\n\nText.\n"],
    ["in text", "{{!-- Own. --}}\n## Own\n\n@volatile\n"],
  ])("%s says nothing", async (_, text) => {
    const root = makeProject(withPartial(text));
    await runBuild(root, { volatile: false });
    expect(headings(root)).toEqual(["## Own", "## Access"]);
  });

  test.each<readonly [string, Files, string]>([
    [
      "has no heading",
      withPartial("{{!-- @volatile --}}\nText.\n"),
      "templates/partials/own.hbs:2:1 error unexpected text in a volatile partial before its heading",
    ],
    [
      "has none in one branch",
      withPartial("{{!-- @volatile --}}\n{{#if title}}\n## Own\n{{else}}\nText.\n{{/if}}\n"),
      "templates/partials/own.hbs",
    ],
    [
      "is called by another partial",
      withPartial("{{!-- @volatile --}}\n## Own\n", { "templates/partials/begin.hbs": "## Access\n\n{{> own}}\n" }),
      'templates/partials/begin.hbs:3:1 error unexpected volatile partial "own" within another one',
    ],
    [
      "is called by a change",
      withPartial("{{!-- @volatile --}}\n## Own\n", {
        "images/app.yaml": minimal(
          "app",
          "sections:\n  changes:\n    begin: [{ after: Pull., add: { partial: own } }]\n",
        ),
      }),
      'unexpected volatile partial "own" within another section',
    ],
  ])("is refused where it %s", async (_, files, expected) => {
    const { status, stderr } = await runBuild(makeProject(files));
    expect([status, stderr]).toEqual([1, expect.stringContaining(expected)]);
    expect(stderr).toContain("template-syntax");
  });
});
