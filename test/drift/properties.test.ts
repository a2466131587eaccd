import fc from "fast-check";
import { expect, test } from "vitest";
import { blocksOf, runText } from "../../src/drift/blocks.ts";
import { formatMarkdown } from "../../src/index.ts";
import { driftProject, entry, made, USING } from "./drift-project.ts";

/** The page without drift, and its blocks. */
const PAGE = formatMarkdown(
  USING.replace(/\{\{#if shell.none\}\}\n|\{\{\/if\}\}\n/g, "")
    .replace(/\{\{#if registry.public\}\}\n([\s\S]*?)\{\{else\}\}\n[\s\S]*?\n\n/, "$1\n")
    .replaceAll("{{reference}}", "dhi.io/app:<tag>")
    .replaceAll("{{user.label}}", "nonroot user"),
);
const BLOCKS = blocksOf(PAGE).filter(({ kind }) => kind !== "rule");
const pick = fc.uniqueArray(fc.nat(BLOCKS.length - 1), { minLength: 1 });
const others = fc.constantFrom("reworded", "said `otherwise`", "**bold** and dhi.io/other:1", "“quoted” $& words");

/** A block with words of its own in front. */
function reworded(index: number, words: string): string {
  const block = BLOCKS[index];
  if (!block) return "";
  const text = runText([block]);
  if (block.kind === "code") return text.replace("\n", `\n# ${words}\n`);
  return text.replace(/^((?:#+|[-*]|\|) )?/, (marker) => `${marker}${words} `);
}

test("whatever is reworded, whatever the width of the template's lines: the page is as published, for each profile", () => {
  fc.assert(
    fc.property(pick, others, fc.boolean(), (indexes, words, isNarrow) => {
      const lines = PAGE.split("\n");
      const entries = indexes.map((index) => {
        const { start, end, indent, hint } = BLOCKS[index] ?? { start: 0, end: 0, indent: 0, hint: 1 };
        const published = reworded(index, words);
        const [first = "", ...rest] = published.split("\n").map((line) => " ".repeat(indent) + line);
        lines.splice(start, end - start, [first, ...rest].join("\n"), ...Array<string>(end - start - 1).fill("\0"));
        return entry(runText(BLOCKS.slice(index, index + 1)), published, { block: hint });
      });
      const expected = formatMarkdown(lines.filter((line) => line !== "\0").join("\n"));
      const using = isNarrow
        ? USING.replace(/^(?:Use|By|The) .*$/gm, (line) =>
            line.replace(/ (?![^{]*\}\})/g, "\n").replace(/\n(?=1024)/, " "),
          )
        : USING;
      const root = driftProject(entries, { using });
      expect(made(root)).toMatchObject({ page: expected, findings: [] });
      expect(made(root, { registry: "mirror", namespace: "acme" }).findings).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
