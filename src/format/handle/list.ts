import type { List, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";

/** Its items; whether blank lines stand between them is decided where blocks are joined. */
export function list(node: List, _parent: Parents | undefined, state: State, info: Info): string {
  const exit = state.enter("list");
  const text = state.containerFlow(node, { now: info.now, lineShift: info.lineShift });
  exit();
  return text;
}
