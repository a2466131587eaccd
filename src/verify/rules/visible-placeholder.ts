import { htmlTagNames } from "html-tag-names";

import { rangeOf } from "../parsed/nodes.ts";
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
          edits: [{ start, end, text: `\`${match[0]}\`` }],
        });
      }
    }
    return problems;
  },
};
