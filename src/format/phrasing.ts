import type { Parents } from "mdast";
import type { ConstructName, Info, State } from "mdast-util-to-markdown";

/**
 * Writes the phrasing of a node. Unlike `state.containerPhrasing` it escapes nothing: texts hold their source.
 *
 * @param parent a node with phrasing in it
 * @param state the state of the serializer
 * @param info where the node stands
 * @returns one string, with the marks that `wrap` understands
 */
export function phrasing(parent: Parents, state: State, info: Info): string {
  let text = "";
  state.indexStack.push(-1);
  for (const [index, child] of parent.children.entries()) {
    state.indexStack[state.indexStack.length - 1] = index;
    text += state.handle(child, parent, state, info);
  }
  state.indexStack.pop();
  return text;
}

/**
 * Writes the phrasing of a node between two markers, inside of a construct.
 *
 * @param construct the construct that its descendants find on `state.stack`
 * @param parent a node with phrasing in it
 * @param state the state of the serializer
 * @param info where the node stands
 * @returns the phrasing
 */
export function phrasingIn(construct: ConstructName, parent: Parents, state: State, info: Info): string {
  const exit = state.enter(construct);
  const text = phrasing(parent, state, info);
  exit();
  return text;
}
