import type { RuleProblem, Rule } from "../rule.ts";

/** A code block that nothing closes, or a fence that was meant to close and opens. */
export const unclosedFence: Rule = {
  code: "unclosed-fence",
  severity: "error",
  isEachItsOwn: true,
  check: ({ guide }) =>
    guide.code
      .filter(({ fenced, closed }) => fenced && !closed)
      .map(({ start }): RuleProblem => {
        const end = guide.text.indexOf("\n", start);
        return {
          start,
          end: end === -1 ? guide.text.length : end,
          message: "unexpected end of the text in a code block, expected a closing fence",
        };
      }),
};
