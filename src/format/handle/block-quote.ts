import type { Blockquote, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { indent } from "../indent.ts";

const prefix = "> ";

/** A marker on every line. */
export function blockquote(node: Blockquote, _parent: Parents | undefined, state: State, info: Info): string {
  const exit = state.enter("blockquote");
  const content = state.containerFlow(node, { now: info.now, lineShift: info.lineShift + prefix.length });
  exit();
  return content === "" ? prefix.trimEnd() : prefix + indent(content, prefix);
}
