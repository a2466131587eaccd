import { rangeOf } from "../parsed/nodes.ts";
import type { Rule } from "../rule.ts";

/** A link to a file beside the guide: on Docker Hub there is none. */
export const relativeLink: Rule = {
  code: "relative-link",
  severity: "error",
  check: ({ guide }) =>
    guide.nodes.links
      .filter(({ url }) => url !== "" && !/^(?:[a-z][a-z0-9+.-]*:|#|\/\/)/i.test(url))
      .map((link) => ({
        ...rangeOf(link),
        message: `unexpected relative link ${link.url}, expected a full address: Docker Hub shows the guide alone`,
      })),
};
