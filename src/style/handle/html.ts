import type { Html, Nodes, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { trimLineEnds, untrimmedLine } from "../indent.ts";
import { hardBreak } from "../wrap.ts";

const inlineParents: ReadonlySet<Nodes["type"]> = new Set([
  "delete",
  "emphasis",
  "heading",
  "link",
  "linkReference",
  "paragraph",
  "strong",
  "tableCell",
]);

/** HTML is never touched; in a comment, the ends of lines are trimmed. */
export function html(node: Html, parent: Parents | undefined, _state: State, _info: Info): string {
  const inline = parent !== undefined && inlineParents.has(parent.type);
  const last = parent?.type === "root" && parent.children.at(-1) === node;
  const value = last ? node.value.trimEnd() : node.value;
  const isComment = /^<!--[\s\S]*-->$/.test(value);
  const lines = isComment ? trimLineEnds(value) : value;
  if (inline) return lines.replaceAll("\n", hardBreak);
  return isComment ? lines : lines.replace(/\n(?=\n)/g, `\n${untrimmedLine}`);
}
