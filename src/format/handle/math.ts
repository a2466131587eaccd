import type { InlineMath, Math } from "mdast-util-math";
import { innerBreak } from "../wrap.ts";
import { trimLineEnds } from "../indent.ts";

/** Formulas keep their lines. */
export function math(node: Math): string {
  const value = node.value === "" ? "" : `${trimLineEnds(node.value)}\n`;
  return `$$${node.meta ? ` ${node.meta}` : ""}\n${value}$$`;
}

/** A formula in a text is its own source. */
export function inlineMath(node: InlineMath): string {
  return (node.data?.source ?? node.value).replaceAll("\n", innerBreak);
}
