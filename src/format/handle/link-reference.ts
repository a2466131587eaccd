import type { LinkReference, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { phrasing } from "../phrasing.ts";
import { label } from "../resource.ts";

/** Full, collapsed and shortcut references stay what they are. */
export function linkReference(node: LinkReference, _parent: Parents | undefined, state: State, info: Info): string {
  return `[${phrasing(node, state, info)}]${referenceEnd(node)}`;
}

/**
 * What follows the text of a reference.
 *
 * @param node the reference
 * @returns its label, empty brackets or nothing
 */
export function referenceEnd(node: Pick<LinkReference, "referenceType" | "label">): string {
  if (node.referenceType === "full") return label(node.label);
  return node.referenceType === "collapsed" ? "[]" : "";
}
