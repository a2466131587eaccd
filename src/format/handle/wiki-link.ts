import type { WikiLink } from "../syntax/wiki-link.ts";

/** Kept whole. */
export function wikiLink(node: WikiLink): string {
  return `[[${node.value.replace(/[\t\n]+/g, " ")}]]`;
}
