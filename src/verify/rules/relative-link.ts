import type { Definition, Image, Link } from "mdast";
import { visit } from "unist-util-visit";

import type { Problem, Rule } from "../rule.ts";

/** A link to a file beside the guide: on Docker Hub there is none. */
export const relativeLink: Rule = {
  code: "relative-link",
  severity: "error",
  check: ({ guide }) => {
    const problems: Problem[] = [];
    visit(guide.tree, ["link", "definition", "image"], (node) => {
      const { url, position } = node as Definition | Image | Link;
      if (/^(?:[a-z][a-z0-9+.-]*:|#|\/\/)/i.test(url) || url === "") return;
      const start = position?.start.offset ?? 0;
      problems.push({
        start,
        end: position?.end.offset ?? start,
        message: `unexpected relative link ${url}, expected a full address: Docker Hub shows the guide alone`,
      });
    });
    return problems;
  },
};
