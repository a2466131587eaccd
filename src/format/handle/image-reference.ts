import type { ImageReference } from "mdast";
import { label } from "../resource.ts";
import { innerBreak } from "../wrap.ts";
import { referenceEnd } from "./link-reference.ts";

/** Like a link reference; the label of a short one is its alternative text. */
export function imageReference(node: ImageReference): string {
  const alt =
    node.referenceType === "full"
      ? `[${(node.data?.label ?? node.alt ?? "").replaceAll("\n", innerBreak)}]`
      : label(node.label);
  return `!${alt}${referenceEnd(node)}`;
}
