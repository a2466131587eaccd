import { rangeOf } from "../parsed/nodes.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** A backtick that opens no code span: the reader sees it. */
export const unclosedCodeSpan: Rule = {
  code: "unclosed-code-span",
  severity: "error",
  isEachItsOwn: true,
  check: ({ guide }) => {
    return guide.nodes.texts.flatMap((node): RuleProblem[] => {
      const range = rangeOf(node);
      // An even number is meant to be seen: somebody writes about backticks.
      const matches = [...guide.text.slice(range.start, range.end).matchAll(/\\?`/g)];
      const [first] = matches;
      if (!first || matches.length % 2 === 0) return [];
      const start = range.start + first.index;
      const isCut = isInRow(guide, start);
      const message = isCut
        ? "unexpected end of a cell within code: a | ends it, whatever stands around it"
        : "unexpected backtick, expected one that closes the code span";
      const fix = isCut ? { fix: "Write \\| for a | in code of a table, and complete the row." } : {};
      return [{ start, end: start + first[0].length, message, ...fix }];
    });
  },
};

/** Whether a place is in the cell of a table. */
function isInRow({ prose }: ParsedGuide, offset: number): boolean {
  return prose.some(({ kind, start, end }) => kind === "cell" && start <= offset && offset < end);
}
