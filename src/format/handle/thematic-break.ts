import type { ThematicBreak } from "mdast";

/** Three dashes or asterisks, as its place in the document asks. */
export function thematicBreak(node: ThematicBreak): string {
  return node.data?.marker ?? "---";
}
