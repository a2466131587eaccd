import type { Break } from "mdast";
import { hardBreak } from "../wrap.ts";

/** A hard break stays as the author wrote it, with two spaces at most. */
export function breakLine(node: Break): string {
  return (node.data?.spelling === "backslash" ? "\\" : "  ") + hardBreak;
}
