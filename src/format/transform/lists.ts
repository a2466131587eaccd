import type { List, ListItem, Nodes, Parents, Root } from "mdast";
import type { VFile } from "vfile";
import { ignoreDirective } from "../ignore-directive.ts";

declare module "mdast" {
  interface ListData {
    /** How many lists of the same kind stand right before this one: they alternate their markers. */
    position?: number;
    /** What its items begin with, if they have no numbers. */
    bullet?: "-" | "*" | "+";
    /** Whether every item after the first has the number 1. */
    repeatsOne?: boolean;
    /** Whether the content of numbered items is aligned to a multiple of {@link tabWidth}. */
    aligned?: boolean;
    /** The columns a task's marker needs so that the indented code after the list stays outside of it. */
    markerWidth?: number;
  }
  interface ListItemData {
    /** Whether a blank line stands between two blocks of this item, or between the last of them and the next item. */
    loose?: boolean;
  }
}

const tabWidth = 2;

/** Notes on lists and their items what their neighbours and their source decide. */
export function noteLists() {
  return (tree: Root, file: VFile): void => visit(tree, String(file), true);
}

function visit(parent: Parents, source: string, ancestorsAligned: boolean): void {
  let previous: List | undefined;
  for (const [index, node] of parent.children.entries()) {
    let aligned = ancestorsAligned;
    if (node.type === "list") {
      const next = parent.children[index + 1];
      let position = previous?.ordered === node.ordered ? (previous?.data?.position ?? 0) + 1 : 0;
      // The markers of one that stays as it is are the author's: the next list gets others.
      if (ignoreDirective(parent.children[index - 1]) === "next") position = hasOtherMarkers(node, source) ? 1 : 0;
      aligned &&= !isIndentedCode(next) && isAligned(node, source);
      const bullet = position % 2 === 1 ? "*" : "-";
      const markerWidth = widthBeforeCode(next);
      node.data = { position, bullet, aligned, repeatsOne: repeatsOne(node, source), markerWidth };
      noteLooseItems(node);
      previous = node;
    } else {
      previous = undefined;
    }
    if ("children" in node) visit(node, source, aligned);
    if (node.type === "list") keepFromBreak(node);
  }
}

/** Three bullets of a kind, alone on a line, would be read as a break between sections: the last list gets another. */
function keepFromBreak(list: List): void {
  let last = list;
  let count = 1;
  for (let inner = list.children[0]?.children[0]; inner?.type === "list"; inner = last.children[0]?.children[0]) {
    if (inner.ordered || inner.data?.bullet !== list.data?.bullet) return;
    last = inner;
    count += 1;
  }
  const isAlone = last.children[0]?.children.length === 0 && !list.ordered;
  if (isAlone && count >= 3) last.data = { ...last.data, bullet: "+" };
}

function noteLooseItems(list: List): void {
  for (const [index, item] of list.children.entries()) {
    const next = list.children[index + 1];
    const blocks = next ? [...item.children, next] : item.children;
    const gap = blocks.some((block, at) => isAfterGap(block, blocks[at - 1] ?? block));
    item.data = { loose: gap || item.spread === true };
  }
}

function isAfterGap(block: Nodes, previous: Nodes): boolean {
  return lastLineOf(previous) + 1 < startLine(block);
}

/** The number and the blanks of an item's marker, as the source has them. */
function markerOf(item: ListItem | undefined, source: string): { number: number; blanks: string } | undefined {
  if (!item) return undefined;
  const content = item.children[0];
  const text = source.slice(
    item.position?.start.offset,
    (content ?? item).position?.[content ? "start" : "end"].offset,
  );
  const match = /^\s*(\d+)[.)](\s*)/.exec(text);
  return match ? { number: Number(match[1]), blanks: match[2] ?? "" } : undefined;
}

function hasOtherMarkers(list: List, source: string): boolean {
  return /^\s*(?:\*|\d+\))/.test(source.slice(list.position?.start.offset));
}

function repeatsOne(list: List, source: string): boolean {
  if (!list.ordered) return false;
  const [first, second, third] = list.children.map((item) => markerOf(item, source)?.number);
  if (second !== 1) return false;
  return first !== 0 || third === 1;
}

function isAligned(list: List, source: string): boolean {
  if (!list.ordered) return true;
  const [first, second] = list.children;
  if ((markerOf(first, source)?.blanks.length ?? 0) > 1) return true;
  const column = contentColumn(first);
  if (column === undefined) return false;
  if (!second) return column % tabWidth === 0;
  if (column !== contentColumn(second)) return false;
  return column % tabWidth === 0 || (markerOf(second, source)?.blanks.length ?? 0) > 1;
}

function contentColumn(item: ListItem | undefined): number | undefined {
  const start = item?.children[0]?.position?.start.column;
  return start === undefined ? undefined : start - 1;
}

/**
 * Tells indented code from fenced code.
 *
 * @param node any node, or none
 * @returns whether it is code without a fence
 */
export function isIndentedCode(node: Nodes | undefined): boolean {
  return node?.type === "code" && node.data?.indented === true;
}

function widthBeforeCode(next: Nodes | undefined): number {
  if (next?.type !== "code" || !next.data?.indented) return 0;
  const indent = /^[ \t]*/.exec(next.value)?.[0] ?? "";
  return 5 + [...indent].reduce((width, character) => width + (character === "\t" ? 4 : 1), 0);
}

function startLine(node: Nodes): number {
  return node.position?.start.line ?? 0;
}

function endLine(node: Nodes): number {
  return node.position?.end.line ?? 0;
}

/**
 * The last line with something on it. A container in a block quote may end later: at the empty lines after it.
 *
 * @param node any node
 * @returns the line's number
 */
export function lastLineOf(node: Nodes): number {
  return endLine(lastLeafOf(node));
}

/**
 * The block that a container ends with.
 *
 * @param node any node
 * @returns the node itself, if it holds no blocks
 */
export function lastLeafOf(node: Nodes): Nodes {
  const isContainer = node.type === "list" || node.type === "listItem" || node.type === "blockquote";
  const last = isContainer ? node.children.at(-1) : undefined;
  return last ? lastLeafOf(last) : node;
}
