import { htmlTagNames } from "html-tag-names";

import { rangeOf } from "../parsed/nodes.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import { sentencesOf } from "../parsed/prose.ts";
import type { RuleProblem, Rule } from "../rule.ts";

const TAGS = new Set(htmlTagNames);

/** A placeholder in prose that Markdown takes for HTML, so that a reader does not see it. */
export const visiblePlaceholder: Rule = {
  code: "visible-placeholder",
  severity: "error",
  check: ({ guide }) => {
    const problems: RuleProblem[] = [];
    for (const node of guide.nodes.html) {
      if (node.value.startsWith("<!--")) continue;
      const range = rangeOf(node);
      for (const match of guide.text.slice(range.start, range.end).matchAll(/<\/?([A-Za-z][\w-]*)(?:\s[^<>]*)?>/g)) {
        if (TAGS.has((match[1] ?? "").toLowerCase())) continue;
        const start = range.start + match.index;
        const end = start + match[0].length;
        problems.push({
          start,
          end,
          message: `unexpected ${match[0]} in prose, which a Markdown reader does not show, expected \`${match[0]}\``,
          expected: `\`${match[0]}\``,
          ...(isForReader(guide, start, match[0])
            ? { edits: [{ start, end, text: `\`${match[0]}\`` }] }
            : { fix: "Write what it stands for; in backticks if the reader is to fill it in." }),
        });
      }
    }
    return problems;
  },
};

/** Tells what to put for a placeholder that stands elsewhere. */
const EXPLAINS = /\b(?:replac\w+|substitut\w+|swap\w*|chang(?:e|ing)|fill\w*|where|stands? for|with your)\b/i;
/** Asks for a value, wherever it goes. */
const ASKS = /^(?:Set|Enter|Specify|Provide|Choose|Fill in)\b/;

/**
 * Whether a sentence speaks of a placeholder to the reader. What else is in angle brackets is one that the author forgot
 * to fill in, which backticks would hide; so is one that the sentence explains and that is in no sample.
 */
function isForReader(guide: ParsedGuide, start: number, placeholder: string): boolean {
  const paragraph = guide.prose.find((prose) => prose.start <= start && start < prose.end);
  const sentence = paragraph && sentencesOf(paragraph).findLast((each) => each.start <= start);
  if (!sentence) return false;
  const isShown = guide.code.some(({ value }) => value.includes(placeholder));
  return ASKS.test(sentence.text) || (isShown && EXPLAINS.test(sentence.text));
}
