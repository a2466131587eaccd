import type { PhraseReplacement } from "../config.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** A link to a page that moved. */
export const movedLink: Rule = {
  code: "moved-link",
  severity: "error",
  check: ({ guide, config }) => config.movedLinks.flatMap((link) => occurrences(guide.text, link)),
};

function occurrences(text: string, { from, to }: PhraseReplacement): RuleProblem[] {
  const problems: RuleProblem[] = [];
  for (let start = text.indexOf(from); start !== -1; start = text.indexOf(from, start + from.length)) {
    const end = start + from.length;
    problems.push({
      start,
      end,
      message: `unexpected ${from}, which moved, expected ${to}`,
      expected: to,
      edits: [{ start, end, text: to }],
    });
  }
  return problems;
}
