import type { Delete, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { phrasing } from "../phrasing.ts";

/** Always two tildes. */
export function deleteSpan(node: Delete, _parent: Parents | undefined, state: State, info: Info): string {
  return `~~${phrasing(node, state, info)}~~`;
}
