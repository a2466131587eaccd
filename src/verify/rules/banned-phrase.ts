import escapeStringRegexp from "escape-string-regexp";
import type { RuleProblem, Rule } from "../rule.ts";

/** A phrase that is no longer used. */
export const bannedPhrase: Rule = {
  code: "banned-phrase",
  severity: "error",
  check: ({ guide, config }) =>
    config.bannedPhrases.flatMap(({ from, to }) =>
      [...guide.text.matchAll(wholeWords(from))].map((match): RuleProblem => {
        const start = match.index;
        const end = start + match[0].length;
        return {
          start,
          end,
          message: `unexpected "${match[0]}", expected "${to}"`,
          expected: to,
          edits: [{ start, end, text: to }],
        };
      }),
    ),
};

function wholeWords(phrase: string): RegExp {
  const words = phrase.split(/\s+/).map((word) => escapeStringRegexp(word));
  return new RegExp(String.raw`(?<![\w-])${words.join(String.raw`\s+`)}(?![\w-])`, "g");
}
