import { describe, expect, it, test } from "vitest";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { prettier } from "./prettier.ts";

/** What is written, and what becomes of it. */
const cases: ReadonlyArray<readonly [behaviour: string, before: string, after: string]> = [
  ["bullets are dashes", "* a\n* b", "- a\n- b"],
  ["the second of two lists that touch has asterisks", "- a\n- b\n\n+ c", "- a\n- b\n\n* c"],
  ["numbers go up by one", "3. a\n4. b\n9. c", "3. a\n4. b\n5. c"],
  ["numbers stay one where they all are", "1. a\n1. b", "1. a\n1. b"],
  ["a parenthesis after a number becomes a period", "1) a\n2) b", "1. a\n2. b"],
  ["an item that a blank line follows keeps one", "- a\n\n\n- b\n- c", "- a\n\n- b\n- c"],
  ["tasks are aligned below their text", "* [ ] a\\\n  b", "- [ ] a\\\n      b"],
  ["emphasis has underscores", "*a*", "_a_"],
  ["emphasis within a word has asterisks", "a*b*c", "a*b*c"],
  ["strong emphasis has asterisks", "__a__", "**a**"],
  ["lines of a paragraph are joined", "a\nb\n  c", "a b c"],
  [
    "lines of a paragraph are filled to 120 columns",
    `${"word ".repeat(30)}end`,
    `${"word ".repeat(24).trim()}\n${"word ".repeat(6)}end`,
  ],
  ["a hard break of spaces keeps two of them", "a    \nb", "a  \nb"],
  ["a hard break of a backslash stays", "a\\\nb", "a\\\nb"],
  ["an underlined heading stays underlined", "A\n===", "A\n==="],
  ["closing number signs go", "## A ##", "## A"],
  ["a break between sections is three dashes", "a\n\n* * *\n\nb", "a\n\n---\n\nb"],
  ["tilde fences become backticks", "~~~sh\na\n~~~", "```sh\na\n```"],
  ["a fence is longer than what is in it", "~~~\n```\n~~~", "````\n```\n````"],
  [
    "columns are as wide as their widest cell",
    "a|b\n-|-:\nlonger|1",
    "| a      |   b |\n| ------ | --: |\n| longer |   1 |",
  ],
  [
    "wide characters take two columns",
    "a|b\n-|-\n中文|😀\n中文字|c",
    "| a      | b   |\n| ------ | --- |\n| 中文   | 😀  |\n| 中文字 | c   |",
  ],
  [
    "a pipe in a cell stays escaped, also in code",
    "|a|\n|-|\n|`x\\|y` \\| z|",
    "| a           |\n| ----------- |\n| `x\\|y` \\| z |",
  ],
  ["an alert keeps its brackets", "> [!NOTE]\n>\n>  Text.", "> [!NOTE]\n>\n> Text."],
  ["a quote has a marker on every line", "> a\nb\n>\n> - c", "> a b\n>\n> - c"],
  ["escapes stay as they are", "\\* a \\_b\\_ 1\\. \\#", "\\* a \\_b\\_ 1\\. \\#"],
  ["character references stay as they are", "&copy; &amp; &lt;b&gt;", "&copy; &amp; &lt;b&gt;"],
  [
    "bare URLs and autolinks stay as they are",
    "https://a.b/c <https://a.b> a@b.cd",
    "https://a.b/c <https://a.b> a@b.cd",
  ],
  ["titles have double quotes", "[a](b 'c')", '[a](b "c")'],
  ["titles have the quotes that need fewer escapes", '[a](b "say \\"c\\"")', "[a](b 'say \"c\"')"],
  ["a URL with parentheses gets angle brackets", "[a](b\\(c)", "[a](<b(c>)"],
  ["references keep their kind", "[a] [a][] [b][a]\n\n[a]: <c> 'd'", '[a] [a][] [b][a]\n\n[a]: c "d"'],
  ["a template's tag stays whole", "{{ .Values.x   }} {% tag  %}", "{{ .Values.x   }} {% tag  %}"],
  ["HTML stays as it is", "<div>\n   <b>x</b>\n</div>", "<div>\n   <b>x</b>\n</div>"],
  ["a footnote's text is aligned", "a[^1]\n\n[^1]: b\n\n      c", "a[^1]\n\n[^1]: b\n\n    c"],
  ["front matter stays", "---\na:   b\n---\n# c", "---\na:   b\n---\n\n# c"],
  [
    "what a comment tells to ignore stays",
    "<!-- prettier-ignore -->\n*  a\n\n*  b",
    "<!-- prettier-ignore -->\n*  a\n\n*  b",
  ],
  ["line endings become \\n", "a\r\n\r\nb\r", "a\n\nb"],
  ["a row of equal signs below a heading of one line is a text", "# a\n===", "# a\n\n==="],
  ["a row of equal signs on the first line stays there", `=== ${"a".repeat(118)}`, `===\n${"a".repeat(118)}`],
  ["nothing stays nothing", "", ""],
];

describe("the house style", () => {
  it.each(cases)("%s", async (_, before, after) => {
    const expected = after === "" ? "" : `${after}\n`;
    expect(formatMarkdown(before)).toBe(expected);
    expect(await prettier(before)).toBe(expected);
  });
});

const long = "word ".repeat(23);

/** What Prettier would change, and what we write: docs/style-differences.md. */
const kept: ReadonlyArray<readonly [behaviour: string, before: string, after: string]> = [
  [
    "a word that would start a block is not moved to the start of a line",
    `${long}word <div> a`,
    `${long.trim()}\nword <div> a`,
  ],
  ["a line of dashes is not made an underline", `${long}word --------`, `${long.trim()}\nword --------`],
  ["a backslash is not moved to the end of a line", `${long}a \\ word`, `${long}a\n\\ word`],
  ["a tag alone is not made a block of its own", `<b> ${"a".repeat(118)}`, `<b> ${"a".repeat(118)}`],
  [
    "three backticks are escaped where they would open a fence",
    `\`\`\` \`${"a".repeat(118)}\``,
    `\\\`\\\`\\\`\n\`${"a".repeat(118)}\``,
  ],
  ["emphases that touch keep their markers", "*[a](b)*_[c](d)_", "*[a](b)*_[c](d)_"],
  ["an e-mail address in emphasis keeps its end", "*a b@c.de*", "*a b@c.de*"],
  ["an info string with a backtick keeps its tildes", "~~~ a`b\nc\n~~~", "~~~a`b\nc\n~~~"],
  ["a number sign at the end of a heading stays", "# a ## ##", "# a \\##"],
  [
    "two dollars at the start of a line are escaped where they would open a formula",
    `${"a".repeat(116)} b $$ c`,
    `${"a".repeat(116)} b\n\\$\\$ c`,
  ],
  [
    "a formula of two lines is not moved to the start of a line, where it would never end",
    `${"a".repeat(116)} b $$ c\nd $$ e`,
    `${"a".repeat(116)}\nb $$ c\nd $$ e`,
  ],
  ["a bullet between Chinese words and a line's end is not made a list", "漢字\n+\na", "漢字 + a"],
  ["code keeps its backticks where one before it is none", "b` a ``x`` c", "b` a ``x`` c"],
  ["code in an image's text keeps its backticks around a bracket", "![b` [`c` d](e)", "![b` [`c` d](e)"],
  ["inline HTML below a checkbox is not moved each time", "- [ ] <b\n      c>", "- [ ] <b\n      c>"],
  ["the marker of an alert keeps a line of its own", "> [!NOTE]\n> Text.", "> [!NOTE]\n>\n> Text."],
  ["a tag below a quote's text stays a block of its own", "> a\n<tag>\nb", "> a\n>\n> <tag>\n\nb"],
  ["a tag below an item's text is made a part of it at once", "- a\n<tag>\nb", "- a <tag>\n\nb"],
  ["empty lists in each other are not made a break", "- - +\n    + a", "- - +\n    + a"],
  [
    "indented code that an item begins with is not moved, where indented code follows on the list",
    "10.     a\n11.  b\n\n    c",
    " 10.     a\n11.  b\n\n    c",
  ],
  ["a loose list in a quote stays loose", "> - a\n>   - b\n>\n> - c", "> - a\n>   - b\n>\n> - c"],
];

test.each([
  ["two dollars", `${"a".repeat(116)} b $$ c\n\nd $$ e $$ f\n`, "\n\\$\\$ c\n"],
  ["three backticks", `\`\`\` \`${"a".repeat(118)}\``, "\\`\\`\\`\n`a"],
])("%s that are escaped stay where they are when Prettier fills the lines", async (_, before, escaped) => {
  const styled = formatMarkdown(before);
  expect(styled).toContain(escaped);
  expect(await prettier(styled)).toBe(styled);
});

describe("where Prettier changes what a text means", () => {
  it.each(kept)("%s", async (_, before, after) => {
    expect(formatMarkdown(before)).toBe(`${after}\n`);
    expect(formatMarkdown(formatMarkdown(before))).toBe(`${after}\n`);
    expect(await prettier(before)).not.toBe(`${after}\n`);
  });
});
