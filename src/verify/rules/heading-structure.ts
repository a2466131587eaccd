import type { Root } from "mdast";
import remarkLintHeadingIncrement from "remark-lint-heading-increment";
import remarkLintNoDuplicateHeadingsInSection from "remark-lint-no-duplicate-headings-in-section";
import { unified } from "unified";
import { VFile } from "vfile";

import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import type { ProseText } from "../parsed/prose.ts";
import type { Edit, RuleProblem, Rule } from "../rule.ts";

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
  const headings = guide.prose.filter(({ kind }) => kind === "heading");
  return headings.flatMap(({ level, plain, start, end }, index) => {
    if (level === 1) {
      const edits = lowered(guide, headings, index);
      return [
        {
          start,
          end,
          message: "unexpected heading of level 1, expected level 2: the page has a title of its own",
          ...(edits ? { edits } : { fix: "Take it out if it is the page's title; else say what belongs below it." }),
        },
      ];
    }
    return plain.trim() === "" ? [{ start, end, message: "unexpected empty heading, expected its text" }] : [];
  });
}

/**
 * A heading keeps what stands below it. Where that is of level 2, it may be the page's title, which goes, or a section
 * beside the next ones: only where the whole page has such headings is it written a level too high.
 */
function lowered(guide: ParsedGuide, headings: readonly ProseText[], index: number): readonly Edit[] | undefined {
  const next = headings.findIndex(({ level }, at) => at > index && level === 1);
  const own = headings.slice(index, next < 0 ? undefined : next);
  const canMove = ({ start, level }: ProseText) => level < 6 && guide.text.startsWith(`${"#".repeat(level)} `, start);
  const isOutermost = headings[0]?.level === 1 && headings.filter(({ level }) => level === 1).length > 1;
  const hasSections = own.some(({ level }) => level === 2);
  const moved = hasSections ? own : own.slice(0, 1);
  if (hasSections && !(isOutermost && headings.every(canMove))) return undefined;
  return moved.every(canMove) ? moved.map(({ start }) => ({ start, end: start, text: "#" })) : undefined;
}
