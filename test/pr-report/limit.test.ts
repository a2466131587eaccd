import fc from "fast-check";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { expect, test } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import type { ReportedPage } from "../../src/pr-report/page.ts";
import { changeReport } from "../../src/pr-report/report.ts";

const hostile = fc.constantFrom(
  "```",
  "`````",
  "~~~",
  "</details>",
  "<details>",
  "<!--",
  "-->",
  "@team",
  "#12",
  "`",
  "\\`",
  "<script>",
  "[a](javascript:b)",
  "\u202e",
  "# H",
  "- x",
  "> q",
  "😀",
  "",
  "word",
);
const line = fc.array(hostile, { maxLength: 8 }).map((parts) => parts.join(" "));
const text = fc.array(line, { maxLength: 12 }).map((lines) => `${lines.join("\n")}\n`);
const side = fc.option(
  text.map((each) => ({ text: each, origins: [...each].map(() => each.slice(0, 40)) })),
  {
    nil: undefined,
  },
);
const page = fc.record({
  file: line,
  label: line,
  names: fc.array(hostile, { maxLength: 2 }),
  url: fc.constantFrom(undefined, "https://example.com/a.html"),
  before: side,
  after: side,
});
const finding = fc.record({
  code: hostile,
  severity: fc.constantFrom("error" as const, "warning" as const, "note" as const),
  file: line,
  line: fc.nat(),
  column: fc.nat(),
  message: line,
});

/** Holds a report against what GitHub takes, and what may stand in it outside of code. */
function expectWhole(report: string): void {
  expect(report.length).toBeLessThanOrEqual(65_536);
  const tree = unified().use(remarkParse).use(remarkGfm).parse(report);
  let depth = 0;
  visit(tree, (node) => {
    if (node.type === "html") {
      for (const [tag] of node.value.matchAll(/<[^>]*>/g)) {
        if (tag === "<details>") depth += 1;
        if (tag === "</details>") depth -= 1;
        expect(depth).toBeGreaterThanOrEqual(0);
        expect(tag).toMatch(/^<(?:\/?(?:details|summary|b)|!-- dhi-guides pr-report --)>$/);
      }
    }
    if (node.type === "text") expect(node.value).not.toMatch(/@team|#12|```/);
    if (node.type === "link") expect(node.url).toBe("https://example.com/a.html");
  });
  expect(depth).toBe(0);
}

test("whatever changes, a report is whole", () => {
  fc.assert(
    fc.property(
      fc.array(page, { maxLength: 12 }),
      fc.array(finding, { maxLength: 12 }),
      line,
      (pages, newFindings, base) => {
        const drift = { paid: [{ page: base, section: "a" }], added: [] };
        expectWhole(changeReport({ base, pages, newFindings, goneFindings: newFindings, drift }));
      },
    ),
    { numRuns: 100 },
  );
});

test("however much changes, it is within GitHub's limit and counts what it leaves out", () => {
  const filler = "`".repeat(200) + "x".repeat(400);
  const pages = Array.from({ length: 1500 }, (_, index): ReportedPage => {
    const words = Array.from({ length: 12 }, (_, number) => `${filler} ${index} ${number}`).join("\n\n");
    return {
      file: `image/${index}/guides.md`,
      label: `a-rather-long-name-of-an-image-${index} overview`,
      names: [`name-${index}`],
      url: `https://example.com/a-rather-long-address/of-the-preview/${index}.html`,
      before: index % 3 === 0 ? undefined : { text: "Old.\n" },
      after: index % 3 === 1 ? undefined : { text: `Shared by all.\n\n${words}\n` },
    };
  });
  const findings = pages.map(({ file }, index): Finding => {
    return { code: "spelling", severity: "error", file, line: 1, column: 1, message: `${filler} ${index}` };
  });
  const drift = pages.map(({ label }, index) => ({ page: label, section: `section-${index}` }));
  const report = changeReport({
    base: "main",
    pages,
    newFindings: findings,
    goneFindings: findings,
    drift: { paid: drift, added: drift },
  });
  expect(report.length).toBeLessThanOrEqual(65_536);
  expect(report).toMatch(/And \d+ more changes in \d+ pages that there is no room for\./);
  expect(report).toMatch(/ and \d+ more$/m);
  expect(report.match(/^<details>/gm)?.length).toBe(report.match(/^<\/details>$/gm)?.length);
});
