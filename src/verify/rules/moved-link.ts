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
    const rest = /^[\w./#?=&%~-]*/.exec(text.slice(end))?.[0].replace(/[.?]+$/, "") ?? "";
    problems.push({
      start,
      end: end + rest.length,
      message: `unexpected ${from}${rest}, which moved, expected ${to}${rest}`,
      expected: to + rest,
      edits: [{ start, end, text: to }],
    });
  }
  return problems;
}
