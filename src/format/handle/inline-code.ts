import type { InlineCode, Nodes, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";

/** As many backticks as it takes, on one line; in a table, `|` is escaped even in code. */
export function inlineCode(node: InlineCode, parent: Parents | undefined, state: State, _info: Info): string {
  const oneLine = node.value.replaceAll("\n", " ");
  const value = state.stack.includes("tableCell") ? oneLine.replaceAll("|", "\\|") : oneLine;
  const runs = runsIn(value);
  let length = 1;
  while (runs.has(length)) length++;
  // Backticks before it that are no code would become some with ours; the author's do not.
  if (node.data?.fence !== undefined && hasRunBefore(node, parent, length)) length = node.data.fence;
  const padded = /^`|`$/.test(value) || (/^ /.test(value) && / $/.test(value) && /[^ ]/.test(value));
  const fence = "`".repeat(length);
  const padding = padded ? " " : "";
  return fence + padding + value + padding + fence;
}

function hasRunBefore(node: InlineCode, parent: Parents | undefined, length: number): boolean {
  const before = parent?.children.slice(0, parent.children.indexOf(node as never)) ?? [];
  return before.some((sibling) => textsOf(sibling).some((text) => runsIn(text).has(length)));
}

function textsOf(node: Nodes): string[] {
  if (node.type === "text") return [node.value];
  return "children" in node ? node.children.flatMap(textsOf) : [];
}

function runsIn(text: string): Set<number> {
  return new Set((text.match(/`+/g) ?? []).map((run) => run.length));
}
