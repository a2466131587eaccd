import type { Paragraph, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { phrasing } from "../phrasing.ts";
import { printWidth, wrap } from "../wrap.ts";
import { taskIndent } from "./list-item.ts";

/** Filled lines. */
export function paragraph(node: Paragraph, parent: Parents | undefined, state: State, info: Info): string {
  const task = taskIndent(node, parent);
  return wrap(phrasing(node, state, info), printWidth - info.lineShift - task);
}
