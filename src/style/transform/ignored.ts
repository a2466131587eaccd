import type { Html, Nodes, Parents, Root, RootContent } from "mdast";
import type { VFile } from "vfile";
import { sourceOf } from "./spelling.ts";

declare module "mdast" {
  interface Data {
    /** The node's source, to be written as it is: a comment before it says so. */
    ignored?: string;
  }
}

const comment = /^<!--\s*prettier-ignore(?:-(start|end))?\s*-->$/;

/** Honours `<!-- prettier-ignore -->` before a node, and `prettier-ignore-start` and `-end` around several. */
export function keepIgnored() {
  return (tree: Root, file: VFile): void => {
    const source = String(file);
    tree.children = joinRanges(tree.children, source);
    visit(tree, source);
  };
}

/**
 * What a comment asks of the formatter.
 *
 * @param node any node
 * @returns `next`, `start` or `end`; nothing where it is no such comment
 */
export function ignoreDirective(node: Nodes | undefined): string | undefined {
  if (node?.type !== "html") return undefined;
  const match = comment.exec(node.value);
  return match ? (match[1] ?? "next") : undefined;
}

function visit(parent: Parents, source: string): void {
  for (const [index, node] of parent.children.entries()) {
    if (ignoreDirective(parent.children[index - 1]) === "next") {
      node.data = { ...node.data, ignored: sourceOf(node, source) };
    }
    if ("children" in node) visit(node, source);
  }
}

/** Each range becomes one node, so that nothing in it is looked at. */
function joinRanges(nodes: readonly RootContent[], source: string): RootContent[] {
  const joined: RootContent[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (!node) continue;
    const end = ignoreDirective(node) === "start" ? nodes.findIndex((other, at) => at > index && isEnd(other)) : -1;
    const last = nodes[end];
    if (!last?.position || !node.position) {
      joined.push(node);
      continue;
    }
    const position = { start: node.position.start, end: last.position.end };
    const range: Html = { type: "html", value: "", position };
    joined.push({ ...range, value: sourceOf(range, source) });
    index = end;
  }
  return joined;
}

function isEnd(node: Nodes): boolean {
  return ignoreDirective(node) === "end";
}
