import type { Emphasis, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { phrasingIn } from "../phrasing.ts";

/** The marker was chosen with a look at what stands around. */
export function emphasis(node: Emphasis, _parent: Parents | undefined, state: State, info: Info): string {
  const marker = node.data?.marker ?? "_";
  return marker + phrasingIn("emphasis", node, state, info) + marker;
}
