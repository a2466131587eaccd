import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { verify, type VerifyCommandOptions } from "../../src/commands/verify.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, read, record, tree, type Files } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";

const LAYOUT = { "templates/guide.hbs": "{{> using}}\n", "dhi-guides.config.yaml": "layout: guide\n" };
const GUIDES = { "images/a.yaml": minimal("a"), "images/b.yaml": minimal("b") };
const add = (text: string, first = "|") =>
  `sections:\n  add:\n    - text: ${first}\n${text.replace(/^(?=.)/gm, "        ")}`;

async function built(files: Files): Promise<string> {
  const root = makeProject(files);
  await build([], { root, reporter: "pretty", quiet: true }, record());
  return root;
}

async function fix(root: string, options: Partial<VerifyCommandOptions> = {}, paths: readonly string[] = []) {
  const context = record();
  const status = await verify(paths, { root, reporter: "json", cache: false, fix: true, ...options }, context);
  return { status, findings: JSON.parse(context.stdout()) as Finding[], err: context.stderr() };
}

/** What is found when the pages are built again. */
async function leftAfterBuild(root: string): Promise<readonly Finding[]> {
  await build([], { root, reporter: "pretty", quiet: true }, record());
  const context = record();
  await verify([], { root, reporter: "json", quiet: true, cache: false }, context);
  return JSON.parse(context.stdout()) as Finding[];
}

describe("--fix in a project", () => {
  test("mends a partial once, for all guides that it is in, and leaves the outputs to build", async () => {
    const root = await built({ ...LAYOUT, ...GUIDES, "templates/partials/using.hbs": "## Use\n\n* Set <tag>.\n" });
    const out = read(root, "out/a/guides.md");
    const { status, findings, err } = await fix(root);
    expect({ status, findings }).toEqual({ status: 0, findings: [] });
    expect(err).toContain("fixed 2 findings in 1 file");
    expect(err).toContain("dhi-guides build");
    expect(read(root, "templates/partials/using.hbs")).toBe("## Use\n\n* Set `<tag>`.\n");
    expect(read(root, "out/a/guides.md")).toBe(out);
    expect(await leftAfterBuild(root)).toEqual([]);
  });

  test.each([
    ["a block", "|", "## Use\n\nSet <tag>,\nor more.\n", "Set `<tag>`,\n"],
    ["a quote", "|", "## Use\n\n> - Set <tag>,\n>   or more.\n", "> - Set `<tag>`,\n"],
    ["a sample", "|", "## Use\n\n```bash\ndocker run x \\\\\n  --rm\n```\n", "docker run x \\\n"],
    ["a folded text", ">-", "Set <tag>,\nor more.\n", "Set `<tag>`,\n"],
    [
      "words that are there twice, on another line",
      "|",
      "## Use\n\nSet <tag>.\n\nA <b>bold</b> `<tag>`.\n",
      "Set `<tag>`.\n",
    ],
  ])("mends a descriptor in %s", async (_, first, text, mended) => {
    const root = await built({
      ...LAYOUT,
      "templates/partials/using.hbs": "## Using\n\nIt.\n",
      "images/a.yaml": minimal("a", add(text, first)),
    });
    const { findings, err } = await fix(root);
    expect(findings, err).toEqual([]);
    expect(read(root, "images/a.yaml")).toContain(mended);
    expect(await leftAfterBuild(root)).toEqual([]);
  });

  test.each([
    ["a plain text", "Set <tag> now.", "Set `<tag>` now."],
    ["a quoted text", '"Set <tag>: it is so."', '"Set `<tag>`: it is so."'],
    ["a text of one quote", "'It''s so. Set <tag> now.'", "'It''s so. Set `<tag>` now.'"],
  ])("mends a descriptor in %s", async (_, text, mended) => {
    const descriptor = (words: string) => minimal("a", `sections:\n  add:\n    - text: ${words} # why\n`);
    const root = await built({
      ...LAYOUT,
      "templates/partials/using.hbs": "## Using\n\nIt.\n",
      "images/a.yaml": descriptor(text),
    });
    const { findings, err } = await fix(root);
    expect(findings, err).toEqual([]);
    expect(read(root, "images/a.yaml")).toBe(descriptor(mended));
  });

  test("leaves a descriptor where the edit would end its text", async () => {
    const text = minimal("a", "sections:\n  add:\n    - text: <tag> is what you are to set. Set <tag> to this.\n");
    const root = await built({ ...LAYOUT, "templates/partials/using.hbs": "## Using\n\nIt.\n", "images/a.yaml": text });
    const mirror = { registry: "mirror" } as const;
    const { findings, err } = await fix(root, mirror);
    expect(findings.length, err).toBeGreaterThan(0);
    expect(await leftAfterBuild(root)).toHaveLength(findings.length);
  });

  test("mends an author's Markdown file, with its line ends", async () => {
    const root = await built({
      ...LAYOUT,
      "templates/partials/using.hbs": "## Using\n\nIt.\n",
      "images/a.yaml": minimal("a", "sections:\n  add:\n    - text: { file: more.md }\n"),
      "images/a/more.md": "## More\r\n\r\nSet <tag>.\r\n",
    });
    expect((await fix(root)).findings).toEqual([]);
    expect(read(root, "images/a/more.md")).toBe("## More\r\n\r\nSet `<tag>`.\r\n");
    expect(await leftAfterBuild(root)).toEqual([]);
  });

  test("leaves what a value puts there, and says where it is", async () => {
    const files = {
      ...LAYOUT,
      "templates/partials/using.hbs": "## Using\n\nSet {{title}} there.\n",
      "images/a.yaml": "name: a\ntitle: <tag>\noverview: false\n",
    };
    const root = await built(files);
    const before = tree(root);
    const { err } = await fix(root);
    expect(tree(root)).toEqual(before);
    expect(err).toMatch(/^not fixed: out\/a\/guides\.md:3 visible-placeholder: .*templates\/partials\/using\.hbs:3$/m);
  });

  test("never edits the package's templates: it says what to copy", async () => {
    const packagedTemplates = makeProject({
      "guide.hbs": "{{> using}}\n",
      "partials/using.hbs": "## Use\n\nSet <tag>.\n",
    });
    const root = makeProject({ "images/a.yaml": minimal("a"), "dhi-guides.config.yaml": "layout: guide\n" });
    const context = { ...record(), packagedTemplates };
    await build([], { root, reporter: "pretty", quiet: true }, context);
    const packaged = tree(packagedTemplates);
    const own = tree(root);
    await verify([], { root, reporter: "json", cache: false, fix: true }, context);
    expect(tree(packagedTemplates)).toEqual(packaged);
    expect(tree(root)).toEqual(own);
    expect(context.stderr()).toMatch(
      /^not fixed: .*visible-placeholder.*run `npx dhi-guides templates copy partials\/using` and edit line \d+ of templates\/partials\/using\.hbs/m,
    );
  });

  test("mends a partial and the descriptors that it words, each where it stands", async () => {
    const root = await built({
      ...LAYOUT,
      "templates/partials/using.hbs": "## Use\n\nSet <tag>.\n",
      "images/a.yaml": minimal("a", add("## A\n\nSet <version>.\n")),
      "images/b.yaml": minimal("b", add("## B\n\nSet <version>.\n\nUse helm login.\n")),
    });
    const { findings, err } = await fix(root);
    expect(findings, err).toEqual([]);
    expect(err).toContain("fixed 5 findings in 3 files");
    expect(await leftAfterBuild(root)).toEqual([]);
  });

  test("keeps no fix of a partial that brings a finding in any guide that it reaches", async () => {
    const root = await built({
      ...LAYOUT,
      "dhi-guides.config.yaml": "layout: guide\nverify:\n  bannedPhrases: [{ from: olden, to: new }]\n",
      "templates/partials/using.hbs": "## The olden way\n\nIt.\n",
      "images/a.yaml": minimal("a"),
      "images/b.yaml": minimal("b", add("## B\n\nSee [it](#the-olden-way).\n")),
    });
    const before = read(root, "templates/partials/using.hbs");
    const { findings } = await fix(root);
    expect(findings.length).toBeGreaterThan(0);
    expect(read(root, "templates/partials/using.hbs")).toBe(before);
  });

  test("leaves a page that is not what build gives", async () => {
    const root = makeProject({
      ...LAYOUT,
      "images/a.yaml": minimal("a"),
      "templates/partials/using.hbs": "## Use\n\nSet <tag>.\n",
      "out/a/guides.md": "## Use\n\nHere set it.\n\nSet <tag>.\n",
    });
    const before = tree(root);
    const { status, err } = await fix(root);
    expect(status).toBe(1);
    expect(tree(root)).toEqual(before);
    expect(err).toContain("is not what build gives");
  });

  test("mends pages of people beside those that descriptors make", async () => {
    const root = await built({
      ...LAYOUT,
      ...GUIDES,
      "templates/partials/using.hbs": "## Use\n\nSet <tag>.\n",
      "notes.md": "Set <tag>.\n",
    });
    const { findings, err } = await fix(root, { catalog: SMALL_CATALOG }, [`${root}/notes.md`, `${root}/out`]);
    expect(findings.filter(({ code }) => code === "visible-placeholder")).toEqual([]);
    expect(err).toContain("fixed 3 findings in 2 files");
    expect(read(root, "notes.md")).toBe("Set `<tag>`.\n");
  });
});
