import type { InlineCode, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";

/** As many backticks as it takes, on one line; in a table, `|` is escaped even in code. */
export function inlineCode(node: InlineCode, _parent: Parents | undefined, state: State, _info: Info): string {
  const oneLine = node.value.replaceAll("\n", " ");
  const value = state.stack.includes("tableCell") ? oneLine.replaceAll("|", "\\|") : oneLine;
  const runs = new Set((value.match(/`+/g) ?? []).map((run) => run.length));
  let length = 1;
  while (runs.has(length)) length++;
  const padded = /^`|`$/.test(value) || (/^ /.test(value) && / $/.test(value) && /[^ ]/.test(value));
  const fence = "`".repeat(length);
  const padding = padded ? " " : "";
  return fence + padding + value + padding + fence;
}
