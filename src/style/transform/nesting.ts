import type { Parents, Root } from "mdast";
import type { VFile } from "vfile";

declare module "vfile" {
  interface DataMap {
    /** Whether lists and block quotes stand in each other. */
    nests: boolean;
  }
}

/** Notes whether containers nest: then blank lines may move from one to the other, and it takes more than one pass. */
export function noteNesting() {
  return (tree: Root, file: VFile): void => {
    file.data.nests = nests(tree, false);
  };
}

function nests(parent: Parents, inside: boolean): boolean {
  return parent.children.some((node) => {
    const isContainer = node.type === "listItem" || node.type === "blockquote";
    return (isContainer && inside) || ("children" in node && nests(node, inside || isContainer));
  });
}
