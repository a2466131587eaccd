import type { Image } from "mdast";
import { innerBreak } from "../wrap.ts";
import { destination, title } from "../resource.ts";

/** The alternative text is its own source. */
export function image(node: Image): string {
  const alt = (node.data?.label ?? node.alt ?? "").replaceAll("\n", innerBreak);
  return `![${alt}](${destination(node.url)}${title(node.title, " ").replaceAll("\n", innerBreak)})`;
}
