import type { RuleProblem, Rule } from "../rule.ts";

/** A link to a file beside the guide: on Docker Hub there is none. */
export const relativeLink: Rule = {
  code: "relative-link",
  severity: "error",
  check: ({ guide }) =>
    guide.nodes.links.flatMap(({ url, position }): RuleProblem[] => {
      if (/^(?:[a-z][a-z0-9+.-]*:|#|\/\/)/i.test(url) || url === "") return [];
      const start = position?.start.offset ?? 0;
      const end = position?.end.offset ?? start;
      const message = `unexpected relative link ${url}, expected a full address: Docker Hub shows the guide alone`;
      return [{ start, end, message }];
    }),
};
