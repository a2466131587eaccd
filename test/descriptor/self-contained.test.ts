import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { expect, test } from "vitest";
import { isSelfContained } from "../../src/descriptor/self-contained.ts";

/** What a parser says of a paragraph behind a text. */
function isSeenBehind(markdown: string): boolean {
  const last = fromMarkdown(`${markdown}\n\nprobe\n`).children.at(-1);
  const [text] = last?.type === "paragraph" ? last.children : [];
  return text?.type === "text" && text.value === "probe";
}

const INDENTS = ["", " ", "   ", "    ", "      "];
const STARTS = ["text", "- item", "1. item", "> quote", "", "", "# head", "a `b` c", "<b>x</b>"];
const FENCES = ["```", "```", "```yaml", "````", "~~~", "``` a`b", "- ```", "1. ```sh", "> ```", "a ``` b"];
const HTML = ["<!-- x", "-->", "<pre>", "</pre>", "<div>"];

test("a text is self-contained where a parser sees a paragraph behind it", () => {
  const line = fc
    .tuple(fc.constantFrom(...INDENTS), fc.oneof(...[STARTS, FENCES, HTML].map((lines) => fc.constantFrom(...lines))))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
      const text = lines.join("\n");
      expect(isSelfContained(text)).toBe(isSeenBehind(text));
    }),
    { numRuns: 5000 },
  );
});
