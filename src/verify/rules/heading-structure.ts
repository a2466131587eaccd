import type { Root } from "mdast";
import remarkLintHeadingIncrement from "remark-lint-heading-increment";
import remarkLintNoDuplicateHeadingsInSection from "remark-lint-no-duplicate-headings-in-section";
import { unified } from "unified";
import { VFile } from "vfile";

import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** Headings that skip a level, repeat a sibling, are empty, or take the page's own level. */
export const headingStructure: Rule = {
  code: "heading-structure",
  severity: "error",
  isEachItsOwn: true,
  check: async ({ guide }) => [...(await lintedHeadings(guide)), ...ownChecks(guide)],
};

async function lintedHeadings(guide: ParsedGuide): Promise<RuleProblem[]> {
  const file = new VFile(guide.text);
  const headings: Root = { type: "root", children: [...guide.nodes.headings] };
  await unified().use(remarkLintHeadingIncrement).use(remarkLintNoDuplicateHeadingsInSection).run(headings, file);
  return file.messages.map((message) => {
    const place = message.place && "start" in message.place ? message.place : undefined;
    return { start: place?.start.offset ?? 0, end: place?.end.offset, message: formatReason(message.reason) };
  });
}

/** The linter's own words begin with a capital, and one of its messages has a typing error. */
function formatReason(reason: string): string {
  return reason.replace("exected", "expected").replace(/^U/, "u");
}

function ownChecks(guide: ParsedGuide): RuleProblem[] {
  return guide.prose
    .filter(({ kind }) => kind === "heading")
    .flatMap(({ level, plain, start, end }) => {
      if (level === 1) {
        const marker = guide.text.slice(start, end).startsWith("# ")
          ? [{ start, end: start + 1, text: "##" }]
          : undefined;
        return [
          {
            start,
            end,
            message: "unexpected heading of level 1, expected level 2: the page has a title of its own",
            ...(marker && { edits: marker }),
          },
        ];
      }
      return plain.trim() === "" ? [{ start, end, message: "unexpected empty heading, expected its text" }] : [];
    });
}
