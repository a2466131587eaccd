import type { Parents, Root } from "mdast";
import type { VFile } from "vfile";

declare module "vfile" {
  interface DataMap {
    /** Whether front matter was taken off the text. */
    hasFrontMatter: boolean;
  }
}

declare module "mdast" {
  interface ThematicBreakData {
    marker?: "---" | "***";
  }
}

/** Chooses the markers of thematic breaks: not the one that would start front matter, nor that of the list around. */
export function noteThematicBreaks() {
  return (tree: Root, file: VFile): void => {
    visit(tree, undefined);
    const first = tree.children[0];
    if (first?.type === "thematicBreak" && !file.data.hasFrontMatter) first.data = { ...first.data, marker: "***" };
  };
}

function visit(parent: Parents, listPosition: number | undefined): void {
  for (const node of parent.children) {
    if (node.type === "thematicBreak") {
      node.data = { marker: listPosition !== undefined && listPosition % 2 === 0 ? "***" : "---" };
    }
    if ("children" in node) visit(node, node.type === "list" ? node.data?.position : listPosition);
  }
}
