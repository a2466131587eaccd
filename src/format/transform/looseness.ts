import type { List, ListItem, Parents, Root } from "mdast";
import { blankLines } from "../join.ts";

declare module "mdast" {
  interface ListItemData {
    /** Whether a blank line before a list in this item is all that tells that the list around is loose. */
    showsLooseness?: boolean;
  }
}

/** Keeps loose lists loose: a reader sees their items as paragraphs. */
export function keepLooseness() {
  return (tree: Root): void => visit(tree);
}

function visit(parent: Parents): void {
  for (const node of parent.children) {
    if ("children" in node) visit(node);
    if (node.type !== "list" || !node.children.some(isLoose) || !hasParagraph(node) || looksLoose(node)) continue;
    for (const item of node.children) item.data = { ...item.data, showsLooseness: isLoose(item) };
  }
}

function isLoose(item: ListItem): boolean {
  return item.data?.loose === true;
}

function hasParagraph(list: List): boolean {
  return list.children.some((item) => item.children.some((child) => child.type === "paragraph"));
}

function looksLoose(list: List): boolean {
  return list.children.some(
    (item, index) => hasBlankLine(item) || hasBlankBetween(list, item, list.children[index + 1]),
  );
}

function hasBlankBetween(list: List, item: ListItem, next: ListItem | undefined): boolean {
  return next !== undefined && blankLines(item, next, list) > 0;
}

function hasBlankLine(item: ListItem): boolean {
  return item.children.some((child, index) => {
    const next = item.children[index + 1];
    return next !== undefined && blankLines(child, next, item) > 0;
  });
}
