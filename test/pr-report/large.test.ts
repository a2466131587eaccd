import { expect, test } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import type { ReportedPage } from "../../src/pr-report/page.ts";
import { changeReport } from "../../src/pr-report/report.ts";

/* Changes that are large in other ways than many. */

const NONE = { newFindings: [], goneFindings: [], drift: { paid: [], added: [] } };
const page = (name: string, before: string | undefined, after: string | undefined): ReportedPage => ({
  file: `out/${name}/guides.md`,
  label: name,
  names: [name],
  before: before === undefined ? undefined : { text: before },
  after: after === undefined ? undefined : { text: after },
});

/** Holds a report against GitHub's limit, and its folds against each other. */
function reportOf(pages: readonly ReportedPage[], more: Partial<Parameters<typeof changeReport>[0]> = {}): string {
  const report = changeReport({ base: "main", pages, ...NONE, ...more });
  expect(report.length).toBeLessThanOrEqual(65_536);
  expect(report.match(/^<details>/gm)?.length).toBe(report.match(/^<\/details>$/gm)?.length);
  return report;
}

test.each([
  ["a page of 200 kB that is another", "x y z\n".repeat(33_000), "a b c d\n".repeat(25_000)],
  ["a page of 200 kB, every line of it reworded", lines(4000, "the"), lines(4000, "a")],
  ["a line of 70,000 characters", `${"long ".repeat(14_000)}\n`, `${"long ".repeat(13_999)}short\n`],
  ["a word of 70,000 characters", `${"x".repeat(70_000)}\n`, `${"x".repeat(69_999)}y\n`],
  ["a word of 70,000 signs", `${"-".repeat(70_000)}\n`, `${"+".repeat(70_000)}\n`],
  ["all but the line ends", lines(3000, "the"), lines(3000, "the").replaceAll("\n", " ")],
  ["binary", "\0\u0001\n".repeat(9000), "\u0002\0\n".repeat(9000)],
])("%s", (_, before, after) => {
  expect(reportOf([page("a", before, after)])).toContain("**1 page changed**");
});

function lines(count: number, word: string): string {
  return Array.from({ length: count }, (_, at) => `In ${word} line ${at} there is ${word} word.\n`).join("");
}

test("1,300 pages, each with a change of its own", () => {
  const pages = Array.from({ length: 1300 }, (_, at) => page(`image-${at}`, `Text ${at}.\n`, `Word${at * 7} other.\n`));
  const report = reportOf(pages);
  expect(report).toContain("1300 pages have changes of their own.");
  expect(report).toMatch(/And \d+ more changes in \d+ pages/);
});

test("1,300 pages that moved in as many ways, cannot be made and are not built", () => {
  const pages = Array.from({ length: 1300 }, (_, at): ReportedPage => {
    const moved = { file: `old/${at % 2 === 0 ? "" : at}/x.md`, label: `image-${at}` };
    return { ...page(`image-${at}`, "Text.\n", "Text.\n"), moved };
  });
  const names = pages.map(({ label }) => label);
  const unmade = { settings: undefined, pages: names };
  const notes = ["@team </details> `x` ".repeat(100)];
  const report = reportOf(pages, { state: { before: unmade, after: unmade, outdated: names, notes } });
  expect(report).toContain("**1300 pages moved or renamed**");
  expect(report).toContain("> **1300 pages not built from the sources that are there**");
});

test("a finding of 100 pages, each with its own name, is one line", () => {
  const pages = Array.from({ length: 100 }, (_, at) => page(`image-${at}`, "One.\n", "Two.\n"));
  const findings = pages.map(({ file, label }): Finding => {
    return { code: "a-code", severity: "error", file, line: 3, column: 1, message: `unexpected tag dhi.io/${label}:1` };
  });
  const report = reportOf(pages, { newFindings: findings });
  expect(report.match(/^- error/gm)).toHaveLength(1);
  expect(report).toContain("; each says its own name: `unexpected tag dhi.io/image-0:1`");
});

test("a sentence that is reworded in all pages is told before and after, once", () => {
  const text = (name: string, sentence: string) => `# ${name}\n\nSome ${name} words.\n\n- ${sentence}\n- More.\n`;
  const pages = ["a", "b", "c"].map((name) =>
    page(
      name,
      text(name, "Contain only the minimal set of libraries needed to run the app"),
      text(name, "Contain only the libraries that the app needs"),
    ),
  );
  const report = reportOf(pages);
  expect(report).toContain("The same change is in all of the changed pages.");
  expect(report).toContain(
    "**In 3 pages**\n```diff\n- - Contain only the minimal set of libraries needed to run the app\n" +
      "+ - Contain only the libraries that the app needs\n```",
  );
  expect(report.match(/```diff/g)).toHaveLength(1);
});
