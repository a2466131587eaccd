import { afterAll, describe, expect, test } from "vitest";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { createOracle, prettier } from "./prettier.ts";
import { render } from "./render.ts";

const oracle = createOracle("punctuation");

afterAll(oracle.keep);

const signs = [..."-=+*_#>~`|.:!$\\1"];
const words = [
  ...signs.flatMap((sign) => [sign, sign.repeat(2), sign.repeat(3), sign.repeat(4), `${sign} a`, `-${sign}`]),
  ..."1. 1) |- :- :-: -- -- ** ** =- +- \\-- \\--- \\= \\+ ~~~a ```` --| |".split(" "),
  "-- --",
  "__ __",
  "-- |",
  "-- -- a",
];

const frames: ReadonlyArray<readonly [where: string, frame: (word: string) => string]> = [
  ["between paragraphs", (word) => `a\n\n${word}\n\nb\n`],
  ["at the start of a text", (word) => `${word}\n\nb\n`],
  ["in an item", (word) => `- ${word}\n- b\n`],
  ["in an item of another bullet", (word) => `+ ${word}\n+ b\n`],
  ["in an item of the second list", (word) => `- a\n\n+ ${word}\n+ b\n`],
  ["in a loose item", (word) => `1. a\n\n   ${word}\n\n2. b\n`],
  ["in a quote", (word) => `> a\n>\n> ${word}\n`],
  ["below a line", (word) => `a\n${word}\n`],
  ["below a line, further in", (word) => `a\n    ${word}\nb\n`],
  ["below a quote", (word) => `> a\n${word}\n`],
  ["after a hard break", (word) => `a\\\n${word}\n`],
  ["after a hard break, further in", (word) => `a\\\n    ${word}\n`],
  ["where the line ends before it", (word) => `${"word ".repeat(23)}wor ${word}\n`],
  ["where the line ends before it and goes on", (word) => `${"word ".repeat(24)}${word} end\n`],
];

describe("a paragraph of punctuation keeps its meaning, and is Prettier's where that keeps it", () => {
  test.each(frames)("%s", { timeout: 120_000 }, async (_, frame) => {
    for (const word of words) {
      const text = frame(word);
      const styled = formatMarkdown(text);
      expect(render(styled)).toBe(render(text));
      expect(formatMarkdown(styled)).toBe(styled);
      if ((await oracle.models(text, styled)) === false) expect(styled).toBe(await prettier(text));
    }
  });
});

test.each([
  ["two dashes", "a\n\n--\n\nb\n"],
  ["two dashes in an item", "- a\n\n  --\n\n- b\n"],
  ["two dashes in a quote", "> --\n"],
  ["two dashes before a word", "-- a\n"],
  ["a plus after a hard break", "a\\\n+\n"],
])("%s stay", (_, text) => {
  expect(formatMarkdown(text)).toBe(text);
});

test.each([
  ["dashes", "+ --\n", "- \\--\n"],
  ["dashes in lists", "* + --\n", "- - \\--\n"],
  ["stars", "- a\n\n+ **\n", "- a\n\n* \\**\n"],
])("%s that would be a break behind their bullet are escaped", (_, before, after) => {
  expect(formatMarkdown(before)).toBe(after);
  expect(formatMarkdown(after)).toBe(after);
});
