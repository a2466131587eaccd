import type { Parents, Root } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { untrimmedLine } from "../indent.ts";

/** The blocks, trimmed at the end. */
export function root(node: Root, _parent: Parents | undefined, state: State, info: Info): string {
  return state.containerFlow(node, info).replaceAll(untrimmedLine, "");
}
