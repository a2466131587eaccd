import { describe, expect, test } from "vitest";
import { findTextLimit } from "../../src/markdown/text-limit.ts";

const isTooDeep = (text: string) => findTextLimit(text) !== undefined;

/** What opens something, and what closes it. */
const PAIRS: readonly (readonly [string, string])[] = [
  ["[", "](b)"],
  ["![", "](b)"],
  ["[", ""],
  ["![a*", "](b)"],
  ["> [\n", ""],
  ["[\n     - ", ""],
];

describe("a text is refused", () => {
  test.each(["> ", "- ", "1. ", "> - ", "* "])("where a line opens a hundred quotes or lists: %j", (mark) => {
    const times = Math.ceil(100 / mark.split(" ").filter(Boolean).length);
    expect(isTooDeep(`Text.\n\n${mark.repeat(times)}x\n`)).toBe(true);
    expect(isTooDeep(`Text.\n\n${mark.repeat(times - 1)}x\n`)).toBe(false);
  });

  test.each(PAIRS)("where a paragraph opens over three hundred brackets: %j %j", (open, close) => {
    expect(isTooDeep(`Text.\n\n${open.repeat(301)}x${close.repeat(301)}\n`)).toBe(true);
  });
});

describe("a text is taken", () => {
  test.each(PAIRS)("where it opens a hundred: %j %j", (open, close) => {
    expect(isTooDeep(`Text.\n\n${open.repeat(140)}x${close.repeat(140)}\n`)).toBe(false);
  });

  test.each(["[a](b) ", "- [ ] a\n", "**a** and _b_, ", "| **a** | `[b]` |\n", "[[a]]: ", "2 * 3 * 4\n", "\\[ "])(
    "where many are closed: %j",
    (text) => {
      expect(isTooDeep(text.repeat(100))).toBe(false);
    },
  );

  test.each(["[ a\n\n", "[ a\r\n\r\n", "> [ a\n>\n", "- Interval `[0` to `1)`\n"])(
    "where each paragraph opens a few: %j",
    (text) => {
      expect(isTooDeep(text.repeat(2000))).toBe(false);
    },
  );

  test.each(["*.log\n", "^[[31mINFO^[[0m\n", "grep '[^[]'\n", "char *foo(const char *bar);\n", "_a *b [c\n"])(
    "where code opens many: %j",
    (line) => {
      expect(isTooDeep(`Text:\n\n\`\`\`text\n${line.repeat(3000)}\`\`\`\n`)).toBe(false);
    },
  );

  test("where a line of a thousand dashes or asterisks is a break", () => {
    expect(isTooDeep(`${"- ".repeat(2000)}\n\n${"*".repeat(2000)}\n`)).toBe(false);
  });
});
