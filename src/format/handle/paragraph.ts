import type { Paragraph, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { indent } from "../indent.ts";
import { phrasing, phrasingIn } from "../phrasing.ts";
import { isIndentedCode } from "../transform/lists.ts";
import { escapeStart } from "../unsafe.ts";
import { printWidth, wrap } from "../wrap.ts";
import { taskIndent } from "./list-item.ts";

declare module "mdast-util-to-markdown" {
  interface ConstructNameMap {
    /** The text beside a checkbox. */
    task: "task";
  }
}

/** Filled lines. */
export function paragraph(node: Paragraph, parent: Parents | undefined, state: State, info: Info): string {
  const task = taskIndent(node, parent);
  const text = task > 0 ? phrasingIn("task", node, state, info) : phrasing(node, state, info);
  // Behind a checkbox, no block starts; after indented code, micromark reads no list that starts at another number than 1.
  const isFirstWordSafe = task > 0 || isIndentedCode(parent?.children[(state.indexStack.at(-1) ?? 0) - 1]);
  const safe = isFirstWordSafe ? text : escapeStart(text);
  return indent(wrap(safe, printWidth - info.lineShift - task, task === 0), " ".repeat(task));
}
