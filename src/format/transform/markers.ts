import type { Emphasis, Nodes, Parents, PhrasingContent, Root, Strong } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toMarkdown } from "mdast-util-to-markdown";
import { gfm } from "micromark-extension-gfm";
import type { VFile } from "vfile";
import { handlers } from "../handle/index.ts";
import { gfmTree } from "../syntax/index.ts";
import { isPunctuation } from "../words.ts";
import { isBareUrl, sourceOf } from "./spelling.ts";

declare module "mdast" {
  interface EmphasisData {
    marker?: string;
  }
  interface StrongData {
    marker?: string;
  }
  interface TextData {
    /** The markers around it are those of the source, so it needs no other escapes than it has. */
    unescaped?: boolean;
  }
}

/** Chooses the markers of emphasis and strong emphasis, and stays with the author's where others would mean another. */
export function chooseMarkers() {
  return (tree: Root, file: VFile): void => visit(tree, String(file));
}

function visit(parent: Parents, source: string): void {
  for (const node of parent.children) {
    if (!("children" in node)) continue;
    if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell") {
      if (hasMarkers(node)) chooseIn(node, source);
    } else visit(node, source);
  }
}

function hasMarkers(parent: Parents): boolean {
  return parent.children.some((node) => isMarked(node) || ("children" in node && hasMarkers(node)));
}

function isMarked(node: Nodes): node is Emphasis | Strong {
  return node.type === "emphasis" || node.type === "strong";
}

function chooseIn(parent: Parents & { children: PhrasingContent[] }, source: string): void {
  prefer(parent, source, false, false);
  if (!differsFromSource(parent, source, false)) return;
  const preferred = write(parent.children);
  const restored = structuredClone(parent.children);
  keepSource(restored, source);
  const authored = write(restored);
  if (preferred !== authored && read(preferred) !== read(authored)) parent.children = restored;
}

/** Whether a marker is another than the author's, or a text in emphasis may get an escape. */
function differsFromSource(parent: Parents, source: string, inside: boolean): boolean {
  return parent.children.some((node) => {
    if (isMarked(node)) {
      return node.data?.marker !== markerInSource(node, source) || differsFromSource(node, source, true);
    }
    if (node.type === "text") return inside && /[*_]/.test(node.value);
    return "children" in node && differsFromSource(node, source, inside);
  });
}

/** `_` is preferred; within words it means nothing, so there and inside of another emphasis it is `*`. */
function prefer(parent: Parents, source: string, inEmphasis: boolean, strongTouchesWord: boolean): void {
  for (const [index, node] of parent.children.entries()) {
    if (!("children" in node)) continue;
    const touches = touchesWord(parent.children[index - 1], parent.children[index + 1]);
    if (node.type === "strong") node.data = { marker: "**" };
    if (node.type === "emphasis") {
      const asterisk = touches || inEmphasis || strongTouchesWord;
      node.data = { marker: startsWithUrl(node) ? markerInSource(node, source) : asterisk ? "*" : "_" };
    }
    prefer(node, source, inEmphasis || node.type === "emphasis", node.type === "strong" && touches);
  }
}

function touchesWord(before: Nodes | undefined, after: Nodes | undefined): boolean {
  return isWord(wrappedText(before)?.at(-1)) || isWord(wrappedText(after)?.at(0));
}

function wrappedText(node: Nodes | undefined): string | undefined {
  return node?.type === "text" && !node.data?.verbatim ? node.value : undefined;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && !/[\p{Space_Separator}\t\n\f\r]/u.test(character) && !isPunctuation(character);
}

function startsWithUrl(node: Emphasis): boolean {
  const first = node.children[0];
  return first?.type === "link" && isBareUrl(first);
}

function markerInSource(node: Emphasis | Strong, source: string): string {
  return sourceOf(node, source).slice(0, node.type === "strong" ? 2 : 1);
}

function keepSource(nodes: PhrasingContent[], source: string): void {
  for (const node of nodes) {
    if (isMarked(node)) node.data = { marker: markerInSource(node, source) };
    if (node.type === "text") node.data = { ...node.data, unescaped: true };
    if ("children" in node) keepSource(node.children, source);
  }
}

function write(children: PhrasingContent[]): string {
  return toMarkdown({ type: "paragraph", children }, { handlers });
}

/** What a reader of GFM makes of a text: the tree without its positions. */
function read(text: string): string {
  // A word before it keeps the text from starting a block.
  const tree = fromMarkdown(`a ${text}`, { extensions: [gfm()], mdastExtensions: gfmTree() });
  return JSON.stringify(tree, (key, value: unknown) =>
    key === "position" ? undefined : typeof value === "string" ? value.replace(/\s+/g, " ") : value,
  );
}
