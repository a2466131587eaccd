import type { ListItem, Nodes } from "mdast";
import type { Join } from "mdast-util-to-markdown";
import { ignoreDirective } from "./transform/ignored.ts";

/** Whether a blank line stands between two blocks (1) or none (0). */
export const join: Join = (left, right, parent) => {
  if (left.type === "listItem") return isLoose(left) ? 1 : 0;
  const endLine = left.position?.end.line ?? 0;
  const startLine = right.position?.start.line ?? 0;
  if (parent.type === "listItem" && right.type === "list") {
    const leaf = left.type === "code" || left.type === "paragraph" || left.type === "html";
    return leaf && endLine + 1 < startLine ? 1 : 0;
  }
  if (parent.type === "listItem" && !isLoose(parent)) return 0;
  if (left.type === "definition" && right.type === "definition") return 0;
  if (ignoreDirective(left) === "next") return 0;
  return endLine + 1 === startLine && staysTogether(left, right) ? 0 : 1;
};

function isLoose(item: ListItem): boolean {
  return item.data?.loose === true;
}

/** Blocks that the author set on adjacent lines, and that mean more that way. */
function staysTogether(left: Nodes, right: Nodes): boolean {
  if (right.type === "html") return left.type === "html" || left.type === "paragraph";
  return isLiquid(left) || isLiquid(right);
}

function isLiquid(node: Nodes): boolean {
  return node.type === "liquid";
}
