import { sourceText } from "../claims/problems.ts";
import type { Rule } from "../rule.ts";

/** A guide says nothing of a port that the image's definitions declare. */
export const portUnmentioned: Rule = {
  code: "port-unmentioned",
  severity: "warning",
  needs: "definitions",
  check: ({ guide }) =>
    (guide.isComplete ? (guide.image?.runtime.ports ?? []) : [])
      .filter(({ value }) => !new RegExp(String.raw`(?<!\d)${value.port}(?!\d)`).test(guide.text))
      .map(({ value, sources }) => ({
        start: 0,
        message: `expected the guide to mention port ${value.port}/${value.protocol} (${sourceText(sources)})`,
        expected: String(value.port),
      })),
};
