import type { Code } from "mdast";
import { trimLineEnds } from "../indent.ts";

/** Fenced code gets a fence of backticks; indented code stays indented. */
export function code(node: Code): string {
  if (node.data?.indented) return trimLineEnds(node.value.replace(/^/gm, "    "));
  const longest = Math.max(0, ...(node.value.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(Math.max(3, longest + 1));
  const info = (node.lang ?? "") + (node.meta ? ` ${node.meta}` : "");
  return `${fence}${info}\n${trimLineEnds(node.value)}\n${fence}`;
}
