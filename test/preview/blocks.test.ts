import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSectionReader } from "../../src/preview/markdown/blocks.ts";
import { mark } from "../../src/markdown/origin.ts";

function blocksOf(...marked: string[]) {
  return createSectionReader()(marked.map((text) => ({ marked: text }))).flatMap(({ blocks }) => blocks);
}

const htmlOf = (...marked: string[]) =>
  blocksOf(...marked)
    .map(({ html }) => html)
    .join("\n");

describe("the blocks of a section", () => {
  it("say where each paragraph came from", () => {
    const shared = mark({ kind: "template", file: "templates/partials/start.hbs", line: 3 });
    const own = mark({ kind: "descriptor", path: ["start", "text"], offset: 0 });
    const [first, second] = blocksOf(`${shared}Shared text.\n\n${own}Own text.`);
    expect(first?.html).toBe('<p data-kind="template" data-origin="\u00010\u0002">Shared text.</p>');
    expect(first?.isShared).toBe(true);
    expect(second?.origins[0]?.origin).toEqual({ kind: "descriptor", path: ["start", "text"], offset: 0 });
    expect(second?.isShared).toBe(false);
  });

  it("trace the heading of an author's section, whose mark stands behind the signs", () => {
    const own = mark({ kind: "descriptor", path: ["sections", "add", 0, "title"], offset: 0 });
    expect(blocksOf(`## ${own}Metrics`)[0]?.origins[0]?.origin.kind).toBe("descriptor");
  });

  it("count a heading of a partial whose words are the author's as the author's", () => {
    const line = mark({ kind: "template", file: "templates/partials/use-cases.hbs", line: 8 });
    const own = mark({ kind: "descriptor", path: ["useCases", 0, "title"], offset: 0 });
    const marked = `${line}### ${own}Save a database\n\n${line}### Permissions`;
    const [section] = createSectionReader()([{ marked }]);
    expect(section?.shares).toEqual({ shared: 1, fact: 0, own: 1 });
    expect(section?.blocks.map(({ isShared }) => isShared)).toEqual([false, true]);
    expect(section?.blocks[0]?.origins[0]?.via).toMatchObject({ kind: "template", line: 8 });
  });

  it.each(["<!-- prettier-ignore -->", "<!--prettier-ignore-start-->", "<!-- prettier-ignore-end -->"])(
    "do not show %s, of which a reader misses nothing",
    (comment) => {
      const html = htmlOf(`${comment}\n\n| a |\n| - |\n| b |\n`);
      expect(html).toContain("<div hidden>");
      expect(html).not.toContain("data-invisible");
      expect(htmlOf("<!-- prettier-ignore this -->\n")).toContain("data-invisible");
    },
  );

  it("show unknown tags, marked as invisible elsewhere", () => {
    expect(htmlOf("Use <your-namespace> here.")).toContain('data-invisible="">&#x3C;your-namespace></span>');
  });

  it("show known tags as their source, unmarked", () => {
    const html = htmlOf("Press <kbd>Ctrl</kbd>.");
    expect(html).toContain('<span class="raw" title="HTML: shown here as its source.">&#x3C;kbd></span>');
  });

  it("break a line where a reader elsewhere sees a break", () => {
    expect(htmlOf("one<br>two")).toBe("<p>one<br>two</p>");
  });

  it("make a note of a quote that begins with its label", () => {
    const html = htmlOf("> [!WARNING]\n> Mind the gap.");
    expect(html).toContain('<div class="alert alert-warning">');
    expect(html).toContain('<p class="alert-label">Warning</p>');
    expect(html).not.toContain("[!WARNING]");
  });

  it("leave a quote a quote whose label is followed by text, as GitHub does", () => {
    expect(htmlOf("> [!NOTE] Mind the gap.")).toContain("<blockquote>");
    expect(htmlOf("> [!NOTE] **Mind** the gap.")).toContain("<blockquote>");
  });

  it("find link definitions of other sections", () => {
    expect(htmlOf("See [the page][page].", "[page]: https://example.com/")).toContain('href="https://example.com/"');
  });

  it("take the addresses out of links that run something", () => {
    const html = htmlOf("[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](data:text/html,x) [w](vbscript:x)");
    expect(html).not.toContain("href");
  });

  it("load no image", () => {
    expect(htmlOf("![alt](https://example.com/x.png)")).not.toContain("<img");
  });

  it("hold no element and no attribute of an author's choice, whatever the text", () => {
    const hostile = fc.constantFrom(
      "<script>alert(1)</script>",
      '<img src=x onerror="x">',
      "<svg/onload=x>",
      "[a](javascript:x)",
      "<style>",
      "</p>",
      '"',
      "'",
      "<",
      ">",
      "&lt;",
      "`",
      "```\n",
      "\n\n",
      "| a | b |\n| - | - |\n",
      "> ",
      "- ",
      "![",
      "](",
      "<!--",
      "-->",
      "<?php",
      "<![CDATA[",
      "&#106;avascript:",
      "<a href=javascript:x>",
    );
    const text = fc
      .array(fc.oneof(hostile, fc.string({ maxLength: 8 })), { maxLength: 12 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (markdown) => {
        // The marks of origins are refused in an author's text long before.
        const html = htmlOf(markdown.replace(/[\u0001\u0002]/g, ""));
        for (const [, name = "", attributes = ""] of html.matchAll(
          /<([a-z][a-z0-9]*)((?:\s+[^\s=<>"]+(?:="[^"]*")?)*)\s*>/g,
        )) {
          expect(ELEMENTS).toContain(name);
          for (const [, attribute = "", value = ""] of attributes.matchAll(/\s([^\s=]+)(?:="([^"]*)")?/g)) {
            expect(attribute).toMatch(ATTRIBUTES);
            if (attribute === "href") expect(value).toMatch(/^(?:https?:|mailto:|#)/);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

const ELEMENTS =
  "p h1 h2 h3 h4 h5 h6 ul ol li a span strong em del code pre div table thead tbody tr th td br hr blockquote input sup section".split(
    " ",
  );
const ATTRIBUTES =
  /^(?:class|title|href|rel|id|start|align|type|checked|disabled|tabindex|role|data-[a-z-]+|aria-[a-z]+|dir)$/;
