import type { Heading, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { phrasingIn } from "../phrasing.ts";
import { printWidth, wrap } from "../wrap.ts";

/** A heading keeps its kind: `#` on one line, or a text with an underline. */
export function heading(node: Heading, _parent: Parents | undefined, state: State, info: Info): string {
  const underline = node.data?.underline;
  if (underline === undefined) {
    // A number sign at the end would be read as a closing one, and dropped.
    const text = phrasingIn("headingAtx", node, state, info).replace(/(^| )(#+)$/, "$1\\$2");
    return `${"#".repeat(node.depth)} ${text}`.trimEnd();
  }
  return `${wrap(phrasingIn("headingSetext", node, state, info), printWidth - info.lineShift)}\n${underline}`;
}
