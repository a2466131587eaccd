import GithubSlugger from "github-slugger";
import type { Definition, Heading, Html, Link } from "mdast";
import { toString } from "mdast-util-to-string";
import { visit } from "unist-util-visit";

import type { Problem, Rule } from "../rule.ts";

/** A link to a heading of the guide that is not there. */
export const brokenAnchor: Rule = {
  code: "broken-anchor",
  severity: "error",
  check: ({ guide }) => {
    const slugger = new GithubSlugger();
    const anchors = new Set(["", "top"]);
    visit(guide.tree, "heading", (node: Heading) => void anchors.add(slugger.slug(toString(node))));
    visit(guide.tree, "html", (node: Html) => {
      for (const match of node.value.matchAll(/\b(?:id|name)=["']([^"']+)["']/g)) anchors.add(match[1] ?? "");
    });
    const problems: Problem[] = [];
    visit(guide.tree, ["link", "definition"], (node) => {
      const { url, position } = node as Link | Definition;
      if (!url.startsWith("#") || anchors.has(decodeAnchor(url.slice(1)))) return;
      const start = position?.start.offset ?? 0;
      problems.push({
        start,
        end: position?.end.offset ?? start,
        message: `unexpected anchor ${url}: the guide has no such heading`,
      });
    });
    return problems;
  },
};

function decodeAnchor(anchor: string): string {
  try {
    return decodeURIComponent(anchor).toLowerCase();
  } catch {
    return anchor;
  }
}
