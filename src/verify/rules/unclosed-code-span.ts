import type { RuleProblem, Rule } from "../rule.ts";

/** A backtick that opens no code span: the reader sees it. */
export const unclosedCodeSpan: Rule = {
  code: "unclosed-code-span",
  severity: "error",
  check: ({ guide }) => {
    const problems: RuleProblem[] = [];
    for (const node of guide.nodes.texts) {
      const offset = node.position?.start.offset;
      if (offset === undefined) continue;
      const source = guide.text.slice(offset, node.position?.end.offset);
      // An even number is meant to be seen: somebody writes about backticks.
      const matches = [...source.matchAll(/\\?`/g)];
      const [first] = matches;
      if (!first || matches.length % 2 === 0) continue;
      const start = offset + first.index;
      problems.push({
        start,
        end: start + first[0].length,
        message: "unexpected backtick, expected one that closes the code span",
      });
    }
    return problems;
  },
};
