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

/* A value that is printed as code is shown to the letter, wherever it stands. */

const PLACES = `{{#each env}}
## {{code value}}

- {{code value}}
- Text {{code value}} text, [{{code value}}](https://example.com), **{{code value}}**, _{{code value}}_

1. {{code value}}

> {{code value}}

{{code value}}

| A | {{code value}} | B |
| --- | --- | --- |
| {{code value}} | {{#if value}}and {{code value}}{{/if}} | {{> word text=(code value)}} |

- | A | {{code value}} | B |
  | --- | --- | --- |
  | {{cell (code value)}} | {{code value}} | {{> shown word=value}} |

> | A | {{code value}} | B |
> | --- | --- | --- |
> | {{code value}} | {{code value}} | {{code value}} |

{{#table ../comparison.changes}}
| A | {{code value}} | B |
| --- | --- | --- |
| {{code value}} | {{code value}} and
  {{code value}} | {{> shown word=value}} |
{{/table}}
{{/each}}
`;
/** How often a value is shown there. */
const TIMES = 9 + 4 + 4 + 4 + 5;

const pieces = [
  ..."| \\ ` [ ] < > # * _ - + ~ $ ! ( ) & ; : a b 1 é 漢 🐳".split(" "),
  ...["||", "\\|", "\\\\|", "``", "```", "&amp;", "&#124;", "{{x}}", "$&", "$1", "<!--", "</code>", "\\`", "a|b"],
  ...["https://a.b", "www.a.b", "a@b.c", " ", "  ", "\t", "- ", "1. ", "> ", "# ", "](x)", "---", "\u3000"],
];
const values = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((all) => all.join(""));

const parse = (text: string) => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** All texts that are shown as code, and the numbers of cells of all rows. */
function look(markdown: string): { readonly codes: string[]; readonly cells: number[] } {
  const codes: string[] = [];
  const cells: number[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === "inlineCode") codes.push(node.value);
    if (node.type === "tableRow") cells.push(node.children.length);
    if (!("children" in node)) return;
    let open: string | undefined;
    for (const child of node.children) {
      if (child.type === "html" && child.value === "<code>") open = "";
      else if (child.type === "html" && child.value === "</code>" && open !== undefined) {
        codes.push(open);
        open = undefined;
      } else if (open === undefined) visit(child);
      else open += toString(child);
    }
  };
  visit(parse(markdown));
  return { codes, cells };
}

/** What a partial makes of the defaults of an image's variables, in house style. */
function section(defaults: readonly string[], partials: Readonly<Record<string, string>>): string {
  const files = Object.entries(partials).map(([name, text]) => [`templates/partials/${name}.hbs`, text]);
  const env = defaults.map((value, index) => ({ name: `V${index}`, default: value, description: "d" }));
  const sections = { add: [{ title: "Begin", text: "b" }, { partial: "places" }, { title: "End", text: "e" }] };
  const root = makeProject({
    ...(Object.fromEntries(files) as Record<string, string>),
    "images/app.yaml": minimal("app", stringify({ env, sections }, { lineWidth: 0 })),
  });
  const { guides, findings } = buildGuides({ root, packagedTemplates: SMALL_TEMPLATES });
  // The partial prints what it is to show, and nothing else.
  expect(findings.filter(({ code }) => code !== "field-unused")).toEqual([]);
  const text = guides[0]?.text ?? "";
  expect(formatMarkdown(text)).toBe(text);
  return text.slice(text.indexOf("## Begin"), text.indexOf("## End"));
}

const WORD = "{{!--\n@param text  a word\n--}}\n{{text}}";
const SHOWN = "{{!--\n@param word  a word\n--}}\n{{code word}}";

function expectLetters(defaults: readonly string[]): void {
  const text = section(defaults, { places: PLACES, word: WORD, shown: SHOWN });
  const { codes, cells } = look(text);
  expect(codes).toEqual(defaults.flatMap((value) => Array.from({ length: TIMES }, () => value)));
  expect(new Set(cells)).toEqual(new Set([3]));
  // micromark ends a cell there, GitHub does not.
  expect(text.match(/^.*\|.*(?<!\\)(?:\\\\)+\|.*\|$/gm)).toBe(null);
}

test("a value that is printed as code is shown to the letter in any place, and no cell comes or goes", () => {
  const some = fc.array(values, { minLength: 12, maxLength: 12 });
  fc.assert(fc.property(some, expectLetters), { numRuns: 6, endOnFailure: true });
});

test.each([
  ["a|b", "`a\\|b`"],
  ["|", "`\\|`"],
  ["||", "`\\|\\|`"],
  ["a|b`c", "``a\\|b`c``"],
  ["a\\|b", "<code>a&#92;&#124;b</code>"],
  ["a\\\\|b", "`a\\\\\\|b`"],
  [" a ", "`  a  `"],
  [" ", "` `"],
  ["`", "`` ` ``"],
  ["<!-- a", "`<!-- a`"],
])("the default %j is %s in the table of variables", (value, cell) => {
  expectLetters([value]);
  const root = makeProject({
    "images/app.yaml": minimal("app", stringify({ env: [{ name: "A", default: value, description: "d" }] })),
  });
  const { guides, findings } = buildGuides({ root });
  expect(findings.filter(({ code }) => code !== "field-unused")).toEqual([]);
  const row = (guides[0]?.text ?? "").split("\n").find((line) => line.startsWith("| `A`"));
  expect(row?.replace(/ {2,}\|/g, " |")).toBe(`| \`A\` | d | ${cell} | No |`);
});

test("names in a table's shared row are shown to the letter", () => {
  const shell = { names: ["a|b", "c\\|d"], where: "x|y images" };
  const root = makeProject({
    "images/app.yaml": minimal("app", stringify({ shell, packageManager: { ...shell, names: [...shell.names] } })),
  });
  const { guides, findings } = buildGuides({ root });
  expect(findings.filter(({ code }) => code !== "field-unused")).toEqual([]);
  const { codes, cells } = look(guides[0]?.text ?? "");
  expect(codes.filter((code) => code === "a|b").length).toBe(codes.filter((code) => code === "c\\|d").length);
  expect(cells.filter((count) => count !== 2 && count !== 3)).toEqual([]);
});

test("a value in a sample is no cell's, though the line begins with a pipe", () => {
  const places =
    "{{#each env}}\n{{#fence}}\ncat a\n  | grep {{value}}\n{{/fence}}\n\n```\n| {{value}}\n```\n{{/each}}\n";
  const text = section(["a|b"], { places: places.replace("#fence", '#fence "sh"') });
  expect(text).toContain("```sh\ncat a\n  | grep a|b\n```");
  expect(text).toContain("```\n| a|b\n```");
});

test("a title is seen as a whole, in bold or as a heading", () => {
  const useCases = [{ title: "Learn F #", steps: [{ title: " Go ", text: "Go." }] }];
  const sections = { add: [{ title: "C ##", text: "Text." }] };
  const troubleshooting = { add: [{ title: "#", text: "Text." }] };
  const root = makeProject({
    "images/app.yaml": minimal("app", stringify({ useCases, sections, troubleshooting })),
  });
  const { guides } = buildGuides({ root });
  const texts: string[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === "heading" || node.type === "strong") texts.push(toString(node));
    if ("children" in node) node.children.forEach(visit);
  };
  visit(parse(guides[0]?.text ?? ""));
  expect(texts).toEqual(expect.arrayContaining(["Learn F #", "Go", "C ##", "#"]));
});
