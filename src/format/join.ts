import type { List, ListItem, Nodes, Parents } from "mdast";
import type { Join } from "mdast-util-to-markdown";
import { ignoreDirective } from "./ignore-directive.ts";
import { isUnsafeLine } from "./unsafe.ts";
import { isIndentedCode, lastLeafOf, lastLineOf } from "./transform/lists.ts";

/** The rule for `remark-stringify`. */
export const join: Join = (left, right, parent) => blankLines(left, right, parent);

/**
 * Decides how many blank lines stand between two blocks.
 *
 * @param left a block
 * @param right the block after it
 * @param parent what holds both
 * @returns 1 or 0
 */
export function blankLines(left: Nodes, right: Nodes, parent: Parents): 0 | 1 {
  if (left.type === "listItem") return isLoose(left) ? 1 : 0;
  const endLine = lastLineOf(left);
  const startLine = right.position?.start.line ?? 0;
  if (parent.type === "listItem" && right.type === "list") {
    if (parent.data?.showsLooseness) return 1;
    const leaf = left.type === "code" || left.type === "paragraph" || left.type === "html";
    return (leaf && endLine + 1 < startLine) || (!leaf && needsBlankLine(left, right)) ? 1 : 0;
  }
  if (parent.type === "listItem" && !isLoose(parent)) return endLine + 1 < startLine && mayMerge(left, right) ? 1 : 0;
  if (left.type === "definition" && right.type === "definition") return 0;
  if (ignoreDirective(left) === "next") return 0;
  return endLine + 1 === startLine && staysTogether(left, right) ? 0 : 1;
}

function isLoose(item: ListItem): boolean {
  return item.data?.loose === true;
}

/** Whether the list, right after text that only Prettier reads as a block, would be read as more of that text. */
function needsBlankLine(left: Nodes, list: List): boolean {
  const isText = left.type === "liquid" || left.type === "math" || left.type === "definition";
  return isText && ((list.ordered === true && list.start !== 1) || list.children[0]?.children.length === 0);
}

/** Whether the right block's first line, right after the left block, would be read as more of a paragraph in it. */
function mayMerge(left: Nodes, right: Nodes): boolean {
  if (lastLeafOf(left).type !== "paragraph") return false;
  if (right.type === "heading") return right.data?.underline !== undefined;
  if (right.type === "html") return !isUnsafeLine(right.value.split("\n", 1).join(""), "");
  return !["blockquote", "code", "list", "thematicBreak"].includes(right.type) || isIndentedCode(right);
}

/** Blocks that the author set on adjacent lines, and that mean more that way. */
function staysTogether(left: Nodes, right: Nodes): boolean {
  if (right.type === "html" && left.type === "html") return true;
  if (right.type === "html" && left.type === "paragraph") return !mayMerge(left, right);
  return isLiquid(left) || isLiquid(right);
}

function isLiquid(node: Nodes): boolean {
  return node.type === "liquid";
}
