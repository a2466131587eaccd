import type { Parents, Strong } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { phrasingIn } from "../phrasing.ts";

/** The marker was chosen with a look at what stands around. */
export function strong(node: Strong, _parent: Parents | undefined, state: State, info: Info): string {
  const marker = node.data?.marker ?? "**";
  return marker + phrasingIn("strong", node, state, info) + marker;
}
