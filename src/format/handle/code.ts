import type { Code } from "mdast";
import { trimLineEnds } from "../indent.ts";

/** Fenced code gets a fence of backticks if it can; indented code stays indented. */
export function code(node: Code): string {
  if (node.data?.indented) return trimLineEnds(node.value.replace(/^/gm, "    "));
  const info = (node.lang ?? "") + (node.meta ? ` ${node.meta}` : "");
  // An info string with a backtick in it would end the fence where it starts.
  const marker = info.includes("`") ? "~" : "`";
  const runs = node.value.match(marker === "`" ? /`+/g : /~+/g) ?? [];
  const fence = marker.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${(fence + info).trimEnd()}\n${trimLineEnds(node.value)}\n${fence}`;
}
