import type { RuleProblem, Rule } from "../rule.ts";

const GENERIC = /<(?:(?:dhi-)?image(?:-name)?|repository|repo|repository-name)>/i;

/** A sample has a placeholder where the image's own name belongs. */
export const genericPlaceholder: Rule = {
  code: "generic-placeholder",
  severity: "error",
  check: ({ guide }) => {
    const problem = (start: number, text: string): RuleProblem => ({
      start,
      end: start + text.length,
      message: `unexpected ${text} in a sample, expected ${guide.name ?? "the image's own name"}`,
      ...(guide.name !== undefined && { expected: guide.name }),
      fix: "Write the image's own name, so that the sample can be copied.",
    });
    const references = guide.references.flatMap((reference) => {
      if (!reference.block || !(reference.prefix === "dhi.io" || reference.isMirrored)) return [];
      const match = GENERIC.exec(reference.path);
      return match ? [problem(reference.start + reference.text.indexOf(match[0]), match[0])] : [];
    });
    const debugs = guide.code.flatMap((block) =>
      block.lines.flatMap(({ text, offset }) => {
        const match = /\bdocker debug (?:\S+ )*?(<image(?:-name)?>)/.exec(text);
        return match?.[1] === undefined
          ? []
          : [problem(offset + match.index + match[0].length - match[1].length, match[1])];
      }),
    );
    return [...references, ...debugs];
  },
};
