import { htmlTagNames } from "html-tag-names";

import type { RuleProblem, Rule } from "../rule.ts";

const TAGS = new Set(htmlTagNames);

/** A placeholder in prose that Markdown takes for HTML, so that a reader does not see it. */
export const visiblePlaceholder: Rule = {
  code: "visible-placeholder",
  severity: "error",
  check: ({ guide }) => {
    const problems: RuleProblem[] = [];
    for (const node of guide.nodes.html) {
      const offset = node.position?.start.offset;
      if (offset === undefined || node.value.startsWith("<!--")) continue;
      const source = guide.text.slice(offset, node.position?.end.offset);
      for (const match of source.matchAll(/<\/?([A-Za-z][\w-]*)(?:\s[^<>]*)?>/g)) {
        if (TAGS.has((match[1] ?? "").toLowerCase())) continue;
        const start = offset + match.index;
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
