import { describe, expect, test } from "vitest";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { prettier } from "./prettier.ts";
import { render } from "./render.ts";

/** What is written, and what becomes of it, which stays. */
const texts: ReadonlyArray<readonly [where: string, before: string, after: string]> = [
  ["a paragraph", "$$ is a\n\nb *c*\n\n* d\n", "$$ is a\n\nb _c_\n\n- d\n"],
  ["its only word", "$$\n\nb *c*\n", "$$\n\nb _c_\n"],
  ["three dollars", "$$$ a\n\nb *c*\n", "$$$ a\n\nb _c_\n"],
  ["two paragraphs", "$$ a\n\nb *c*\n\n$$ d\n\n* e\n", "$$ a\n\nb _c_\n\n$$ d\n\n- e\n"],
  ["a text before a formula", "$$ a\n\nb *c*\n\n$$\nx *y*\n$$\n\n*d*\n", "$$ a\n\nb _c_\n\n$$\nx *y*\n$$\n\n_d_\n"],
  ["a line of a paragraph", "a\n$$ b *c*\n", "a $$ b _c_\n"],
  ["a numbered item", "1) $$ a\n\n   b *c*\n2) *d*\n", "1. $$ a\n\n   b _c_\n\n2. _d_\n"],
  ["an item, closed behind it only", "* $$ a\n\n  *b*\n\nc\n\n$$\n", "- $$ a\n\n  _b_\n\nc\n\n$$\n"],
  ["a quote", "> $$ a\n> *b*\n\n*c*\n", "> $$ a _b_\n\n_c_\n"],
  [
    "a quote before one with a formula",
    "> $$\n> *a*\n\nb\n\n> $$\n> x *y*\n> $$\n",
    "> $$ _a_\n\nb\n\n> $$\n> x *y*\n> $$\n",
  ],
  ["a footnote", "a[^1]\n\n[^1]: $$ b\n\n    *c*\n", "a[^1]\n\n[^1]: $$ b\n\n    _c_\n"],
  ["an item above others", "- $$\n\n  - $$ a\n    $$\n\n    *b*\n", "- $$\n\n  - $$ a\n    $$\n\n    _b_\n"],
  ["lines of Windows", "$$ is a\r\n\r\nb *c*\r\n", "$$ is a\n\nb _c_\n"],
  [
    "a paragraph that is filled",
    `$$ ${"word ".repeat(30)}*end*\n\n* a\n`,
    `$$ ${"word ".repeat(23).trim()}\n${"word ".repeat(7)}_end_\n\n- a\n`,
  ],
];

describe("two dollars that GitHub shows no formula for are a text at the start of", () => {
  test.each(texts)("%s", (_, before, after) => {
    expect(formatMarkdown(before)).toBe(after);
    expect(formatMarkdown(after)).toBe(after);
    expect(render(after)).toBe(render(before));
  });
});

describe("a formula stays as Prettier leaves it", () => {
  test.each([
    ["on lines of its own", "$$\nx *y*\n  z\n$$\n"],
    ["with an empty line in it", "$$\nx *y*\n\nz\n$$\n"],
    ["beside its dollars", "$$ x\n*y*\n$$\n"],
    ["in an item", "- a\n\n  $$\n  x *y*\n  $$\n"],
    ["in a quote", "> $$\n> x *y*\n> $$\n"],
    ["below a text", "a\n\n$$\nx *y*\n$$\n\nb\n"],
    ["on a line", "$$ x *y* $$ and more\n"],
  ])("%s", async (_, text) => {
    expect(await prettier(text)).toBe(text);
    expect(formatMarkdown(text)).toBe(text);
  });
});
