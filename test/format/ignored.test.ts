import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildGuides } from "../../src/index.ts";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { makeProject, minimal, REPOSITORY } from "../support/project.ts";
import { prettier } from "./prettier.ts";
import { outline, render } from "./render.ts";

const lines = (...all: string[]) => `${all.join("\n")}\n`;

const IGNORE = "<!-- prettier-ignore -->";
const START = "<!-- prettier-ignore-start -->";
const END = "<!-- prettier-ignore-end -->";

/** What is written, and what becomes of it, which stays. */
const cases: ReadonlyArray<readonly [where: string, before: string, after: string]> = [
  [
    "a sample in a numbered item",
    lines("1) Create:", "", `   ${IGNORE}`, "   ```yaml", "   a: 1", "   b:", "     c: 2", "   ```", "", "2) Run."),
    lines("1. Create:", "", `   ${IGNORE}`, "   ```yaml", "   a: 1", "   b:", "     c: 2", "   ```", "", "2. Run."),
  ],
  [
    "a sample in an item whose marker gets narrower",
    lines("*   a", "", `    ${IGNORE}`, "    ```", "    x", "", "      y", "    ```"),
    lines("- a", "", `  ${IGNORE}`, "  ```", "  x", "", "    y", "  ```"),
  ],
  [
    "a sample in an item whose marker gets wider",
    lines(...Array.from({ length: 9 }, () => "1. a"), "2. b", "", `   ${IGNORE}`, "   | a |", "   |--|").replace(
      "1. a\n1.",
      "1. a\n2.",
    ),
    lines(
      ...Array.from({ length: 9 }, (_, index) => `${index + 1}. a`),
      "10. b",
      "",
      `    ${IGNORE}`,
      "    | a |",
      "    |--|",
    ),
  ],
  [
    "a table in a quote",
    lines(`> ${IGNORE}`, "> | a | b |", "> |---|---|", "> | 1 | 2 |"),
    lines(`> ${IGNORE}`, "> | a | b |", "> |---|---|", "> | 1 | 2 |"),
  ],
  [
    "a table in a quote without blanks",
    lines(`>${IGNORE}`, ">| a | b |", ">|---|---|"),
    lines(`> ${IGNORE}`, "> | a | b |", "> |---|---|"),
  ],
  [
    "a table in an alert",
    lines("> [!NOTE]", `> ${IGNORE}`, "> | a |", "> |--|"),
    lines("> [!NOTE]", `> ${IGNORE}`, "> | a |", "> |--|"),
  ],
  [
    "a list in a quote in a list, behind tabs",
    lines("*\t> a", "\t>", `\t> ${IGNORE}`, "\t> *  a", "\t>    b"),
    lines("- > a", "  >", `  > ${IGNORE}`, "  > *  a", "  >    b"),
  ],
  [
    "a sample in a list in a list in a quote",
    lines("> 1.  a", ">     *   b", ">", `>         ${IGNORE}`, ">         ```", ">         x", ">", ">         ```"),
    lines("> 1.  a", ">     - b", ">", `>       ${IGNORE}`, ">       ```", ">       x", ">", ">       ```"),
  ],
  [
    "tabs in a sample",
    lines("-\ta", "", `\t${IGNORE}`, "\t```make", "\tx:", "\t\ty", "\t```"),
    lines("- a", "", `  ${IGNORE}`, "  ```make", "  x:", "  \ty", "  ```"),
  ],
  [
    "code that is indented by tabs",
    lines("-\ta", "", `\t${IGNORE}`, "\t\tx", "\t\t\ty"),
    lines("- a", "", `  ${IGNORE}`, "      x", "      \ty"),
  ],
  [
    "a sample that stands further in than its item's text",
    lines("* a", "", `  ${IGNORE}`, "    ```", "    x", "    ```"),
    lines("- a", "", `  ${IGNORE}`, "    ```", "    x", "    ```"),
  ],
  [
    "a table that stands further in, like its comment",
    lines("* a", "", `    ${IGNORE}`, "    | a |", "    |--|"),
    lines("- a", "", `    ${IGNORE}`, "    | a |", "    |--|"),
  ],
  [
    "a sample in a tight list",
    lines("* a", `  ${IGNORE}`, "  ~~~", "  x", "  ~~~", "* b"),
    lines("- a", `  ${IGNORE}`, "  ~~~", "  x", "  ~~~", "- b"),
  ],
  [
    "a table in a task",
    lines("* [ ] a", "", `  ${IGNORE}`, "  | a |", "  |--|"),
    lines("- [ ] a", "", `  ${IGNORE}`, "  | a |", "  |--|"),
  ],
  [
    "a table in a footnote",
    lines("a[^1]", "", "[^1]: b", "", `    ${IGNORE}`, "    | a |", "    |--|"),
    lines("a[^1]", "", "[^1]: b", "", `    ${IGNORE}`, "    | a |", "    |--|"),
  ],
  [
    "a sample that stands further in than the text around it",
    lines(IGNORE, "  ```", "  x", "  ```"),
    lines(IGNORE, "  ```", "  x", "  ```"),
  ],
  ["lazy lines of a quote", lines(`> ${IGNORE}`, "> *a", "b*   c"), lines(`> ${IGNORE}`, "> *a", "> b*   c")],
  [
    "lazy lines of a quote that would underline the text",
    lines(`> ${IGNORE}`, "> *a*", "==="),
    lines(`> ${IGNORE}`, "> *a*", ">     ==="),
  ],
  [
    "lazy lines of an item that would make a table of the text",
    lines(`* ${IGNORE}`, "  a|b", "-|-"),
    lines(`- ${IGNORE}`, "  a|b", "      -|-"),
  ],
  ["words within a quote", lines(`> a ${IGNORE} b   c`, "> d  e"), lines(`> a ${IGNORE} b   c`, "> d  e")],
  [
    "a range in an item whose marker gets narrower",
    lines(
      "*   a",
      "",
      `    ${START}`,
      "",
      "    *b*  ",
      "    c",
      "",
      "    | d |",
      "    |--|",
      `    ${END}`,
      "",
      "    *e*",
    ),
    lines("- a", "", `  ${START}`, "", "  *b*  ", "  c", "", "  | d |", "  |--|", `  ${END}`, "", "  _e_"),
  ],
  [
    "a range that an item begins with",
    lines(`*   ${START}`, "    *b*", "", "    ```", "      x", "    ```", `    ${END}`),
    lines(`- ${START}`, "  *b*", "", "  ```", "    x", "  ```", `  ${END}`),
  ],
  [
    "a range in a quote",
    lines(`> ${START}`, ">", "> *b*", "> + c", ">", `> ${END}`, "> *d*"),
    lines(`> ${START}`, ">", "> *b*", "> + c", ">", `> ${END}`, ">", "> _d_"),
  ],
  ["hard breaks in a range", lines(START, "", "*b*  ", "c", "", END), lines(START, "", "*b*  ", "c", "", END)],
  ["a list apart from the next", lines(IGNORE, "* a", "", "- b"), lines(IGNORE, "* a", "", "- b")],
  ["a list of numbers apart from the next", lines(IGNORE, "1) a", "", "1. b"), lines(IGNORE, "1) a", "", "1. b")],
];

describe("a comment that protects what follows keeps", () => {
  test.each(cases)("%s", (_, before, after) => {
    expect(formatMarkdown(before)).toBe(after);
    expect(formatMarkdown(after)).toBe(after);
    expect(formatMarkdown(before.replaceAll("\n", "\r\n"))).toBe(after);
    expect(render(after)).toBe(render(before));
  });

  test.each([
    ["a quote", lines(`> ${IGNORE}`, "> | a | b |", "> |---|---|")],
    ["an item", lines("1. a", "", `   ${IGNORE}`, "   | a | b |", "   |---|---|")],
    ["a tight item", lines("- a", `  ${IGNORE}`, "  ~~~", "   x", "  ~~~", "- b")],
    ["a range at the margin", lines(START, "", "*b*  ", "c", "", END)],
  ])("%s as Prettier does", async (_, text) => {
    expect(await prettier(text)).toBe(text);
    expect(formatMarkdown(text)).toBe(text);
  });

  test("what stands in any lists and quotes", { timeout: 120_000 }, () => {
    const inner = [
      ["- ", "  "],
      ["*   ", "    "],
      ["+  ", "   "],
      ["1. ", "   "],
      ["7)  ", "    "],
      ["10. ", "    "],
      ["> ", "> "],
    ] as const;
    // A tab is as wide as it is long only at the margin.
    const outermost = fc.constantFrom(...inner, ["-\t", "\t"] as const);
    const containers = fc
      .tuple(outermost, fc.array(fc.constantFrom(...inner), { maxLength: 2 }))
      .map(([first, others]) => [first, ...others]);
    const sample = fc.constantFrom(
      ["```yaml", "a:   1", "", "  b: *c*", "```"],
      ["  ~~~", "  a", "   b", "  ~~~"],
      ["| a | b |", "|---|:-:|", "| *c* | 1 |"],
      ["*a*   b", "c  d"],
      ["*  a", "", "   +  b", "*  c"],
      ["> *a*", ">b"],
      ["<div>", "   *b*", "</div>"],
      ["a", "==="],
    );
    const inside = (content: readonly string[], [first, others]: readonly [string, string]) =>
      content.map((line, index) => (line === "" ? others.trimEnd() : (index === 0 ? first : others) + line));
    const before = fc.constantFrom([], ["*a*", ""], ["a"]);
    fc.assert(
      fc.property(containers, sample, fc.boolean(), before, fc.boolean(), (around, text, isRange, above, isLast) => {
        const block = isRange ? [START, "", ...text, "", END] : [IGNORE, ...text];
        const content = [...above, ...block, ...(isLast ? [] : ["", "*z*"])];
        const source = lines(...around.reduceRight(inside, content));
        const styled = formatMarkdown(source);
        expect(formatMarkdown(styled)).toBe(styled);
        expect(render(styled)).toBe(render(source));
        expect(outline(styled)).toBe(outline(source));
        // All lines of the sample stand at the same column now, behind what the containers put there.
        const written = styled.split("\n");
        const start = written.findIndex((line) => line.includes(block[0] ?? ""));
        const column = written[start]?.indexOf(block[0] ?? "") ?? 0;
        const kept = written.slice(start, start + block.length).map((line) => line.slice(column));
        expect(kept).toEqual(block);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

test("a guide keeps what a use case protects in its lists and quotes", () => {
  const kept = [
    "1. Create the file:",
    "",
    `   ${IGNORE}`,
    "   ```yaml",
    "   a: 1",
    "   b:",
    "     c: 2",
    "   ```",
    "",
    "2. Run it.",
    "",
    `> ${IGNORE}`,
    "> | a | b |",
    "> |---|---|",
  ];
  const root = makeProject({
    "images/app.yaml": minimal(
      "app",
      lines(
        "start: { text: Run this. }",
        "comparison: { with: Non-hardened }",
        "migration: { kind: table }",
        "useCases:",
        "  - title: X",
        "    text: |",
        ...kept.map((line) => `      ${line}`.trimEnd()),
      ),
    ),
  });
  const { guides, findings } = buildGuides({ root, packagedTemplates: `${REPOSITORY}/templates` });
  expect(findings).toEqual([]);
  expect(guides[0]?.text).toContain(`\n${lines(...kept)}`);
});
