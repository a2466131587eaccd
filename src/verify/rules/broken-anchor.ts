import GithubSlugger from "github-slugger";
import { toString } from "mdast-util-to-string";

import { rangeOf } from "../parsed/nodes.ts";
import type { Rule } from "../rule.ts";

/** A link to a heading of the guide that is not there. */
export const brokenAnchor: Rule = {
  code: "broken-anchor",
  severity: "error",
  check: ({ guide }) => {
    const slugger = new GithubSlugger();
    const anchors = new Set(["", "top"]);
    for (const heading of guide.nodes.headings) anchors.add(slugger.slug(toString(heading)));
    for (const { value } of guide.nodes.html) {
      for (const match of value.matchAll(/\b(?:id|name)=["']([^"']+)["']/g)) anchors.add(match[1] ?? "");
    }
    return guide.nodes.links
      .filter(({ type, url }) => type !== "image" && url.startsWith("#") && !anchors.has(decodeAnchor(url.slice(1))))
      .map((link) => ({
        ...rangeOf(link),
        message: `unexpected anchor ${link.url}: the guide has no such heading`,
      }));
  },
};

function decodeAnchor(anchor: string): string {
  try {
    return decodeURIComponent(anchor).toLowerCase();
  } catch {
    return anchor;
  }
}
