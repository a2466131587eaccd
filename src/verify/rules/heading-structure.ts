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
  const known = consequences(guide);
  return file.messages.flatMap((message) => {
    const place = message.place && "start" in message.place ? message.place : undefined;
    const start = place?.start.offset ?? 0;
    if (message.ruleId === "heading-increment" && known.has(start)) return [];
    return [{ start, end: place?.end.offset, message: formatReason(message.reason) }];
  });
}

/**
 * The headings that skip a level for a reason that is reported elsewhere: the one above is of the page's own level, or
 * one before it in the same section skips it already.
 */
function consequences(guide: ParsedGuide): ReadonlySet<number> {
  const known = new Set<number>();
  let section: { readonly level: number; readonly skipped: number | undefined }[] = [];
  for (const { kind, level, start } of guide.prose) {
    if (kind !== "heading") continue;
    const deeper = section.find((one) => one.level >= level);
    section = section.filter((one) => one.level < level);
    const parent = section.at(-1)?.level ?? 1;
    const skips = level > parent + 1;
    if (skips && ((parent === 1 && level === 3 && section.length > 0) || deeper?.skipped === parent)) known.add(start);
    section.push({ level, skipped: skips ? parent : undefined });
  }
  return known;
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
          message: "unexpected heading of level 1: the page has a title of its own, and sections begin at level 2",
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
