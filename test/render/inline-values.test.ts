import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { buildGuides, formatMarkdown } from "../../src/index.ts";
import { makeProject, minimal, SMALL_TEMPLATES } from "../support/project.ts";

/* A value of one line opens no block, and closes nothing that the template has opened, wherever it stands. */

const AT_START = `X

X goes on.

Text before
X

Text before
X
text behind

- X
- X goes on

  X

1. X

> X

{{#if title}}X{{/if}}

{{#if title}}
- X
{{/if}}

### X

#### {{#if title}}X{{/if}}

{{#step}}
X

- X
{{/step}}

{{> word text=X}}

- {{> word text=X}}

`;
const AROUND = `**X** and [X](https://example.com/X), **_X_**, [**X**](https://example.com/X).

- **X**

### [X](https://example.com/X)

> **X**: X.
`;
const WORD = "{{!--\n@param text  a word\n--}}\n{{text}}\n";

const parse = (text: string) => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

const words = (node: Nodes) => toString(node).replace(/\s+/g, " ");

/** What a word makes that means nothing to Markdown: what every other value is held against. */
const plainSections = new Map<string, string | undefined>();
function plainSection(places: string, name: "title" | "description"): string | undefined {
  const key = `${name} ${places}`;
  if (!plainSections.has(key)) plainSections.set(key, section("WORD", places, name));
  return plainSections.get(key);
}

/** Makes a section with a value at each X: as a word of the model, and as an author's words of one line. */
function section(value: string, places: string, name: "title" | "description"): string | undefined {
  const path = name === "title" ? "../title" : "description";
  const text = places.replace(/=X/g, `=${path}`).replace(/(?<![A-Za-z/])X(?![A-Za-z])|(?<=com\/)X/g, `{{${path}}}`);
  const env = [{ name: "A", description: name === "title" ? "d" : value }];
  const title = name === "title" ? value : "Example";
  const sections = { add: [{ title: "Begin", text: "b" }, { partial: "places" }, { title: "End", text: "e" }] };
  const root = makeProject({
    "templates/partials/places.hbs": `{{#each env}}\n${text.replaceAll("#if title", "#if ../title")}{{/each}}\n`,
    "templates/partials/word.hbs": WORD,
    "images/app.yaml": stringify({ name: "app", title, env, sections, overview: false }, { lineWidth: 0 }),
  });
  const { guides, findings } = buildGuides({ root, packagedTemplates: SMALL_TEMPLATES });
  const relevant = findings.filter(({ code }) => code !== "field-unused");
  expect(relevant.filter(({ code }) => code !== "prose-unclosed")).toEqual([]);
  if (relevant.length > 0) return undefined;
  const guide = guides[0]?.text ?? "";
  expect(formatMarkdown(guide)).toBe(guide);
  return guide.slice(guide.lastIndexOf("## Begin"), guide.lastIndexOf("## End"));
}

const WITH_TEXT = new Set(["paragraph", "heading", "code", "html", "definition", "table"]);

/** The blocks of a text, each with its words where asked for. */
function blocksOf(markdown: string | undefined, withWords: boolean): string[] {
  const blocks: string[] = [];
  const visit = (node: Nodes, inside: string): void => {
    const kind = `${inside}/${node.type}${"checked" in node ? String(node.checked) : ""}`;
    if (!("children" in node) || WITH_TEXT.has(node.type)) blocks.push(withWords ? `${kind}: ${words(node)}` : kind);
    else node.children.forEach((child) => visit(child, kind));
  };
  visit(parse(markdown ?? ""), "");
  return blocks;
}

const STARTS = [
  ...["1. FC", "1) x", "007. x", "12.", "- x", "-", "+ 1", "+", "* x", "*", "# x", "#", "###### x", "> x", ">x", "| a"],
  ...["|-|", ":-:", "--- | ---", "===", "=", "---", "***", "___", "- - -", "    x", "\tx"],
  ...["[ ] x", "[x] y", "[x]: y", "[^1]: y", "[!NOTE]", "<div>", "</p> x", "C #", "C ##"],
];

test.each(STARTS)("%j is shown as it is at the start of lines", (value) => {
  for (const name of ["title", "description"] as const) {
    const expected = blocksOf(plainSection(AT_START, name), true);
    const found = blocksOf(section(value, AT_START, name), true);
    expect(found).toEqual(expected.map((block) => block.replace("WORD", () => value.trim())));
  }
});

test.each(["```x", "~~~", "<!-- x", "<?x", "<!X", "<pre"])("%j is refused", (value) => {
  for (const name of ["title", "description"] as const) expect(section(value, AT_START, name)).toBe(undefined);
});

test("whatever a value is, the blocks are the template's", () => {
  const pieces = [
    ..."| \\ ` [ ] < > # * _ - + ~ = ! ( ) : ^ a 1".split(" "),
    "1.",
    " ",
    "\t",
    "```",
    "<b>",
    "<div",
    "x:",
  ];
  const values = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 }).map((all) => all.join(""));
  const expected = blocksOf(plainSection(AT_START, "title"), false);
  fc.assert(
    fc.property(
      values.filter((value) => value.trim() !== ""),
      fc.constantFrom("title" as const, "description" as const),
      (value, name) => {
        const text = section(value, AT_START, name);
        if (text !== undefined) expect(blocksOf(text, false)).toEqual(expected);
      },
    ),
    { numRuns: 40, endOnFailure: true },
  );
});

test.each([
  ...["a] b", "a [b", "[a]", "]", "a) b", "(a", ")", "SQL*Plus", "Copy *", "* b", "snake_case", "a _", "_ b", "C:\\"],
  ...["a~", "C #", "a b", "a (b) [c]", "1. FC", "# x", "\\", "a < b"],
])("%j leaves the bold and the link around it", (value) => {
  for (const name of ["title", "description"] as const) {
    const kinds = (markdown: string | undefined, kind: string) => {
      const found: string[] = [];
      const visit = (node: Nodes): void => {
        if (node.type === kind)
          found.push(node.type === "link" ? `${words(node)} ${decodeURI(node.url)}` : words(node));
        if ("children" in node) node.children.forEach(visit);
      };
      visit(parse(markdown ?? ""));
      return found;
    };
    const [expected, found] = [plainSection(AROUND, name), section(value, AROUND, name)];
    for (const kind of ["strong", "link", "emphasis", "heading", "paragraph"])
      expect(kinds(found, kind)).toEqual(kinds(expected, kind).map((text) => text.replaceAll("WORD", () => value)));
  }
});

test("Markdown of an author and of a template is Markdown at the start of lines", () => {
  const places = '{{included}}\n\n{{> word text="- a"}}\n\n{{> word text=text}}\n\n{{start.text}}\n';
  const parameters = { text: "1. one\n2. two" };
  const sections = {
    add: [
      { partial: "places", parameters },
      { title: "End", text: "e" },
    ],
  };
  const root = makeProject({
    "templates/partials/places.hbs": `{{!--\n@param text  a text\n--}}\n## Places\n\n${places}`,
    "templates/partials/word.hbs": WORD,
    "images/app.yaml": minimal("app", stringify({ included: "# x\n\n> y", start: { text: "- z" }, sections })),
  });
  const { guides } = buildGuides({ root });
  expect(guides[0]?.text).toMatch(/## Places\n\n#+ x\n\n> y\n\n- a\n\n1\. one\n(?:1|2)\. two\n\n- z\n/);
});

test("within code a value has no backslash, in a partial that is called there neither", () => {
  const places =
    '```\nX\n- X\n{{> word text=X}}\n```\n\n{{#fence "sh"}}\nX\n{{> word text=X}}\n{{/fence}}\n\n    X\n\n`X`, `[X`, `**X**`\n';
  expect(section("# x", places, "title")).toContain(
    "```\n# x\n- # x\n# x\n```\n\n```sh\n# x\n# x\n```\n\n    # x\n\n`# x`, `[# x`, `**# x**`",
  );
});

test("a step's title is bold as a whole, and a use case's a heading", () => {
  const titles = ["Copy *", "* all", "C:\\", "1. FC", "- x"];
  const useCases = titles.map((title) => ({ title, steps: [{ title, text: "Go." }] }));
  const root = makeProject({ "images/app.yaml": minimal("app", stringify({ useCases })) });
  const { guides } = buildGuides({ root });
  const found = { heading: [] as string[], strong: [] as string[] };
  const visit = (node: Nodes): void => {
    if (node.type === "heading" || node.type === "strong") found[node.type].push(toString(node));
    if ("children" in node) node.children.forEach(visit);
  };
  visit(parse(guides[0]?.text ?? ""));
  expect(found.strong).toEqual(expect.arrayContaining(titles));
  expect(found.heading).toEqual(expect.arrayContaining(titles));
});
