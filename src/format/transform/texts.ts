import type { Nodes, Paragraph, Parents, Root, Text } from "mdast";
import type { VFile } from "vfile";
import { sourceOf, withoutPrefixes } from "./spelling.ts";

declare module "mdast" {
  interface TextData {
    /** Written as it is, with its line endings: the paragraph holds brackets that a wiki might read. */
    verbatim?: boolean;
    /** The label of a reference, which is matched with its definition as it is spelled. */
    label?: boolean;
  }
}

/** Prepares the texts: labels as they stand, no blanks at the ends of a paragraph, and what must not be wrapped. */
export function prepareTexts() {
  return (tree: Root, file: VFile): void => visit(tree, String(file), false);
}

function visit(parent: Parents, source: string, inQuote: boolean): void {
  for (const node of parent.children) {
    if (node.type === "linkReference" && node.referenceType !== "full") keepLabel(node, source, inQuote);
    if (node.type === "paragraph") prepareParagraph(node);
    if ("children" in node) visit(node, source, inQuote || node.type === "blockquote");
  }
}

function keepLabel(node: Nodes & Parents, source: string, inQuote: boolean): void {
  const label = sourceOf(node, source)
    .replace(/\](?:\[\])?$/, "")
    .slice(1);
  node.children = [{ type: "text", value: withoutPrefixes(label, inQuote), data: { label: true } }];
}

function prepareParagraph(paragraph: Paragraph): void {
  const first = paragraph.children[0];
  const last = paragraph.children.at(-1);
  if (first?.type === "text") first.value = first.value.replace(/^[ \t\n\f]+/, "");
  if (last?.type === "text") last.value = last.value.replace(/[ \t\n\f]+$/, "");
  if (hasWikiBrackets(paragraph)) markVerbatim(paragraph);
}

/** Whether `[[` stands in a text and later `]]` in one, or a whole wiki link. */
function hasWikiBrackets(paragraph: Paragraph): boolean {
  let opened = false;
  return walk(paragraph, (node) => {
    if (node.type === "text" && node.value.includes("[[")) opened = true;
    return opened && (node.type === "wikiLink" || (node.type === "text" && node.value.includes("]]")));
  });
}

function markVerbatim(paragraph: Paragraph): void {
  walk(paragraph, (node) => {
    if (node.type === "text" && !node.data?.label) (node satisfies Text).data = { ...node.data, verbatim: true };
    return false;
  });
}

/** Visits the descendants in order until `found` says that it has seen enough. */
function walk(parent: Parents, found: (node: Nodes) => boolean): boolean {
  return parent.children.some((node) => found(node) || ("children" in node && walk(node, found)));
}
