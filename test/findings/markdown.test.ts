import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { formatMarkdown } from "../../src/findings/reporters/markdown.ts";
import { FINDING } from "./finding.ts";

/** As GitHub shows it, before it cleans the HTML. */
function render(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

test("how many there are, then a table for each file", () => {
  const findings: Finding[] = [
    { ...FINDING, message: "unexpected <tag>", fix: "write 8.2", url: "https://example.com/a_(b)" },
    { ...FINDING, severity: "warning", line: 9, places: [{ file: "images/a.yaml", line: 12, column: 1 }] },
    { ...FINDING, severity: "note", file: "images/b_c.yaml", url: "" },
  ];
  const linkTo = (file: string, line: number) => `https://github.com/o/r/blob/abc/${file}?plain=1#L${line}`;
  expect(formatMarkdown(findings, linkTo)).toMatchInlineSnapshot(`
    "**1 error, 1 warning, 1 note** in 2 files

    **images/a\\.yaml**

    | line | | finding | rule |
    | ---: | --- | --- | --- |
    | [3](https://github.com/o/r/blob/abc/images/a.yaml?plain=1#L3) | error | unexpected &lt;tag&gt;<br>write 8\\.2 | [a\\-rule](https://example.com/a_%28b%29) |
    | [9](https://github.com/o/r/blob/abc/images/a.yaml?plain=1#L9) | warning | no<br>also at line 12 | [a\\-rule](https://github.com/docker-hardened-images/dhi-guides/blob/main/docs/rules.md#a-rule) |

    **images/b\\_c\\.yaml**

    | line | | finding | rule |
    | ---: | --- | --- | --- |
    | [3](https://github.com/o/r/blob/abc/images/b_c.yaml?plain=1#L3) | note | no | a\\-rule |
    "
  `);
});

test("no findings", () => {
  expect(formatMarkdown([])).toBe("No findings.\n");
});

const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "![a](https://evil.example/x.png)",
  "[a](https://evil.example)",
  "https://evil.example www.evil.example a@evil.example <https://evil.example>",
  "a | b | c",
  "`code` ``` ~~~ **bold** __x__ ~~gone~~",
  "a\n\n# heading\n\n| a |\n| - |",
  "a\r\n::error::b",
  "\\| \\",
  "&lt;b&gt; &#124;",
  "$x$ \\(y\\) :smile: [^1] - [ ] x",
  "# h",
  "> quote",
  "1. one",
  "</td></table></details>",
];

test.each(HOSTILE)("a stranger's text %j is text", (text) => {
  const markdown = formatMarkdown([
    { ...FINDING, message: text, fix: text, file: text, code: text, url: /^http/.test(text) ? "" : text },
  ]);
  const html = render(markdown);
  expect(new Set(Array.from(html.matchAll(/<([a-z0-9]+)/g), ([, name]) => name))).toEqual(
    new Set(["p", "strong", "table", "thead", "tr", "th", "tbody", "td", "br", ...(/[@#]/.test(text) ? ["span"] : [])]),
  );
  expect(html.match(/<t[dh]\b/g)).toHaveLength(8);
  const shown = text.replace(/[\r\n]/g, (end) => (end === "\n" ? "<U+000A>" : "<U+000D>"));
  expect(textOf(html).split(shown).length - 1).toBeGreaterThanOrEqual(4);
});

test.each(["@octocat, see @docker/team", "fixes #1, docker/x#2"])("%j calls nobody", (message) => {
  // What GitHub looks for stands in a text of its own.
  expect(render(formatMarkdown([{ ...FINDING, message, url: "" }]))).not.toMatch(/[@#][a-z0-9]/);
});

test.each(["see GH-26", "gh-7 and GH-8"])("%j refers to no issue, and reads the same", (message) => {
  const html = render(formatMarkdown([{ ...FINDING, message, url: "" }]));
  expect(html).not.toMatch(/GH-\d/i);
  expect(textOf(html)).toContain(message);
});

test.each(["javascript:alert(1)", "data:text/html,x", "//evil.example", ""])("%j is no link", (url) => {
  expect(render(formatMarkdown([{ ...FINDING, url }]))).not.toContain("<a ");
});

test("an address does not end before its end", () => {
  const url = "https://example.com/a b)<c>|d\"'`[e]\\f\ng";
  const html = render(formatMarkdown([{ ...FINDING, url }]));
  expect(html.match(/<a /g)).toHaveLength(1);
  expect(html).not.toContain("<c>");
  expect(html.match(/<td\b/g)).toHaveLength(4);
});

test("what does not fit into a job summary is counted", () => {
  const findings = Array.from({ length: 5000 }, (_, index) => ({
    ...FINDING,
    file: `images/${index % 50}.yaml`,
    line: index + 1,
    message: "é".repeat(300),
  }));
  const markdown = formatMarkdown(findings);
  expect(Buffer.byteLength(markdown)).toBeLessThan(256 * 1024);
  const rows = markdown.match(/^\| \d+ /gm) ?? [];
  expect(markdown).toContain("**5000 errors** in 50 files\n");
  expect(markdown).toContain(`\nAnd ${5000 - rows.length} more findings: the log has them.\n`);
});
