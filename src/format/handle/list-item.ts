import type { List, ListItem, Nodes, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { indent } from "../indent.ts";
import { isIndentedCode } from "../transform/lists.ts";

const tabWidth = 2;
const greatestNumber = 999_999_999;
const taskMarkerWidth = "[ ] ".length;

/** What a marker and the text behind it must not become together: `- --`. */
const THEMATIC_BREAK = /^(?:(?:- *){3,}|(?:\* *){3,})(?:\n|$)/;

/** A marker, and the content behind it. */
export function listItem(node: ListItem, parent: Parents | undefined, state: State, info: Info): string {
  const marker = parent?.type === "list" ? markerOf(parent, state.indexStack.at(-1) ?? 0, node) : "- ";
  const task = typeof node.checked === "boolean" ? `[${node.checked ? "x" : " "}] ` : "";
  const shift = marker.length;
  const exit = state.enter("listItem");
  const written = state.containerFlow(node, { now: info.now, lineShift: info.lineShift + shift });
  exit();
  const isBreak = node.children[0]?.type === "paragraph" && THEMATIC_BREAK.test(marker + written);
  const content = isBreak ? `\\${written}` : written;
  return (marker + task + indent(content, " ".repeat(shift))).trimEnd();
}

/**
 * The columns by which the checkbox of a task shifts a node in it.
 *
 * @param node a node
 * @param parent its parent
 * @returns the width of the checkbox for the first node of a task and for HTML in it, else 0
 */
export function taskIndent(node: Nodes, parent: Parents | undefined): number {
  const inTask = parent?.type === "listItem" && typeof parent.checked === "boolean";
  return inTask && (parent.children[0] === node || node.type === "html") ? taskMarkerWidth : 0;
}

function markerOf(list: List, index: number, { children: [first] }: ListItem): string {
  const { position = 0, bullet = "-", repeatsOne, aligned, markerWidth = 0 } = list.data ?? {};
  const other = position % 2 === 1;
  // A second blank would be the code's.
  const most = isIndentedCode(first) ? 1 : 4;
  if (!list.ordered) return widen(`${bullet} `, markerWidth, most);
  const start = list.start ?? 1;
  const number = index === 0 ? start : repeatsOne ? 1 : Math.min(start + index, greatestNumber);
  const marker = `${number}${other ? ")" : "."} `;
  const rest = marker.length % tabWidth;
  const isAligned = aligned && rest > 0 && !isIndentedCode(first);
  return widen(isAligned ? marker + " ".repeat(tabWidth - rest) : marker, markerWidth, most);
}

/** Adds blanks after the marker, as many as may be, and before it what it cannot take after itself. */
function widen(marker: string, width: number, most: number): string {
  if (marker.length >= width) return marker;
  const bare = marker.trimEnd();
  const widened = bare + " ".repeat(Math.min(width - bare.length, most));
  return " ".repeat(Math.max(0, Math.min(width - widened.length, 3))) + widened;
}
