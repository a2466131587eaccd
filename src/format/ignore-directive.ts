import type { Nodes } from "mdast";

const comment = /^<!--\s*prettier-ignore(?:-(start|end))?\s*-->$/;

/**
 * What a comment asks of the formatter.
 *
 * @param node any node
 * @returns `next`, `start` or `end`; nothing where it is no such comment
 */
export function ignoreDirective(node: Nodes | undefined): string | undefined {
  if (node?.type !== "html") return undefined;
  // In a list, a comment may stand further in than the text of its item.
  const match = comment.exec(node.value.trim());
  return match ? (match[1] ?? "next") : undefined;
}
