import fc from "fast-check";
import { expect, test } from "vitest";
import { isSeenBehind } from "../../src/markdown/probe.ts";
import { isSelfContained } from "../../src/markdown/self-contained.ts";

const INDENTS = ["", " ", "   ", "    ", "      "];
const STARTS = ["text", "- item", "1. item", "> quote", "", "", "# head", "a `b` c", "<b>x</b>"];
const FENCES = ["```", "```", "```yaml", "````", "~~~", "``` a`b", "- ```", "1. ```sh", "> ```", "a ``` b"];
const HTML = ["<!-- x", "-->", "<pre>", "</pre>", "<div>", "- <i>", "a <b"];

test("a text is self-contained where a parser sees a paragraph behind it", { timeout: 60_000 }, () => {
  const line = fc
    .tuple(fc.constantFrom(...INDENTS), fc.oneof(...[STARTS, FENCES, HTML].map((lines) => fc.constantFrom(...lines))))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
      const text = lines.join("\n");
      expect(isSelfContained(text)).toBe(isSeenBehind(text));
    }),
    { numRuns: 3000 },
  );
});
