import type { Parents, Root } from "mdast";
import type { VFile } from "vfile";

declare module "vfile" {
  interface DataMap {
    /** Whether blocks stand in lists and block quotes in a way that may take more than one pass. */
    nests: boolean;
  }
}

/**
 * Notes whether an empty line may move from one container to another. It never does around a list right after the first
 * paragraph of an item, which is how lists mostly nest. And HTML right after that paragraph may become a part of it.
 */
export function noteNesting() {
  return (tree: Root, file: VFile): void => {
    file.data.nests = nests(tree, false);
  };
}

function nests(parent: Parents, inQuote: boolean): boolean {
  return parent.children.some((node, index) => {
    if (node.type === "html" && parent.type === "listItem") return true;
    if (node.type === "blockquote" && (inQuote || parent.type === "listItem")) return true;
    if (node.type === "list" && (inQuote || (parent.type === "listItem" && !isPlain(parent, index)))) return true;
    return "children" in node && nests(node, inQuote || node.type === "blockquote");
  });
}

function isPlain(parent: Parents, index: number): boolean {
  return index === 1 && parent.children.length === 2 && parent.children[0]?.type === "paragraph";
}
