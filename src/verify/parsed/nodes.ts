import type { Definition, Heading, Html, Image, InlineCode, Link, Nodes, Root, Table, Text } from "mdast";
import { visit } from "unist-util-visit";

/** The nodes of a guide that rules ask for, gathered in one walk. */
export interface GuideNodes {
  readonly headings: readonly Heading[];
  readonly html: readonly Html[];
  readonly inlineCode: readonly InlineCode[];
  /** Everything that has an address. */
  readonly links: readonly (Definition | Image | Link)[];
  readonly tables: readonly Table[];
  readonly texts: readonly Text[];
}

/** The offsets of a node in the guide. */
export function rangeOf({ position }: Nodes): { readonly start: number; readonly end: number } {
  const start = position?.start.offset ?? 0;
  return { start, end: position?.end.offset ?? start };
}

/** Gathers the nodes of a guide by type, in their order. */
export function nodesOf(tree: Root): GuideNodes {
  const headings: Heading[] = [];
  const html: Html[] = [];
  const inlineCode: InlineCode[] = [];
  const links: (Definition | Image | Link)[] = [];
  const tables: Table[] = [];
  const texts: Text[] = [];
  visit(tree, (node) => {
    if (node.type === "heading") headings.push(node);
    else if (node.type === "html") html.push(node);
    else if (node.type === "inlineCode") inlineCode.push(node);
    else if (node.type === "definition" || node.type === "image" || node.type === "link") links.push(node);
    else if (node.type === "table") tables.push(node);
    else if (node.type === "text") texts.push(node);
  });
  return { headings, html, inlineCode, links, tables, texts };
}
