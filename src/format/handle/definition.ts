import type { Definition, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { destination, label, title } from "../resource.ts";
import { widthOf } from "../width.ts";
import { printWidth } from "../wrap.ts";

/** On one line, or, where it is too long for one, each part on its own. */
export function definition(node: Definition, _parent: Parents | undefined, _state: State, info: Info): string {
  const parts = [`${label(node.label)}:`, destination(node.url, true)];
  if (node.title) parts.push(title(node.title, ""));
  const oneLine = parts.join(" ");
  return info.lineShift + widthOf(oneLine) <= printWidth ? oneLine : parts.join("\n  ");
}
