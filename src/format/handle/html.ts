import type { Html, Nodes, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { indent, trimLineEnds, untrimmedLine } from "../indent.ts";
import { hardBreak } from "../wrap.ts";
import { taskIndent } from "./list-item.ts";

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

/** Blanks below a checkbox: they are put there when a task is written, and must not add up. */
const afterCheckbox = /\n {0,4}/g;

/** HTML is never touched; in a comment, the ends of lines are trimmed. */
export function html(node: Html, parent: Parents | undefined, state: State, _info: Info): string {
  const inline = parent !== undefined && inlineParents.has(parent.type);
  const last = parent?.type === "root" && parent.children.at(-1) === node;
  const value = last ? node.value.trimEnd() : node.value;
  const isComment = /^<!--[\s\S]*-->$/.test(value);
  const lines = isComment ? trimLineEnds(value) : value;
  if (inline) return lines.replace(state.stack.includes("task") ? afterCheckbox : /\n/g, hardBreak);
  const block = isComment ? lines : lines.replace(/\n(?=\n)/g, `\n${untrimmedLine}`);
  const task = taskIndent(node, parent);
  // Indented after a list, it would be read as part of the last item.
  const afterList = parent?.children[(state.indexStack.at(-1) ?? 0) - 1]?.type === "list";
  if (afterList) return block.trim();
  const fromMargin = task > 0 ? block.replace(afterCheckbox, "\n") : block;
  return indent(fromMargin.replace(/[ \t]+$/, ""), " ".repeat(task));
}
