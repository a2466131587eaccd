import type { FootnoteReference } from "mdast";

/** The label as it stands. */
export function footnoteReference(node: FootnoteReference): string {
  return `[^${node.label ?? node.identifier}]`;
}
