import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { markdown, markdownOfSigns, protectedMarkdown } from "./generated.ts";
import { createOracle, prettier } from "./prettier.ts";
import { render } from "./render.ts";

const numRuns = Number(process.env.STYLE_RUNS ?? 100);
const timeout = 1000 * numRuns + 60_000;
const seed = Number(process.env.STYLE_SEED ?? 1);
const oracle = createOracle("property");

afterAll(oracle.keep);

it("keeps what any Markdown means", { timeout }, () => {
  fc.assert(
    fc.property(markdown, (text) => {
      expect(render(formatMarkdown(text))).toBe(render(text));
    }),
    { numRuns, seed },
  );
});

it("changes nothing when it formats twice", { timeout }, () => {
  fc.assert(
    fc.property(markdown, (text) => {
      const once = formatMarkdown(text);
      expect(formatMarkdown(once)).toBe(once);
    }),
    { numRuns, seed },
  );
});

it.each([
  ["what comments protect", protectedMarkdown],
  ["paragraphs of signs", markdownOfSigns],
])("keeps %s, and changes nothing then", { timeout }, (_, any) => {
  fc.assert(
    fc.property(any, (text) => {
      const once = formatMarkdown(text);
      expect(render(once)).toBe(render(text));
      expect(formatMarkdown(once)).toBe(once);
    }),
    { numRuns, seed },
  );
});

it(
  "is equal to Prettier wherever that keeps the meaning and its own style, save for what is listed",
  { timeout },
  async () => {
    await fc.assert(
      fc.asyncProperty(markdown, async (text) => {
        fc.pre(!hasListedCase(text));
        const styled = formatMarkdown(text);
        const isTheirs = await oracle.models(text, styled);
        fc.pre(isTheirs !== undefined);
        if (!isTheirs) expect(styled).toBe(await prettier(text));
      }),
      { numRuns, seed },
    );
  },
);

/** Where we differ though nothing is lost: docs/style-differences.md, "In block quotes". */
function hasListedCase(text: string): boolean {
  return />.*(?:(?:[-*+]|\d[.)]) |\{[{%]|\[!\w+\]$)/m.test(text);
}
