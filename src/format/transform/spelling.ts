import type { Nodes, Parents, Root } from "mdast";
import type { VFile } from "vfile";

declare module "mdast-util-math" {
  interface InlineMathData {
    source?: string;
  }
}

declare module "mdast" {
  interface BreakData {
    /** How the source spells a hard break, since both ways stay as they are. */
    spelling?: "spaces" | "backslash";
  }
  interface CodeData {
    indented?: boolean;
  }
  interface InlineCodeData {
    /** How many backticks stand on either side. */
    fence?: number;
  }
  interface HeadingData {
    /** The second line of a setext heading. */
    underline?: string;
  }
  interface ImageData {
    /** The source of the alternative text. */
    label?: string;
  }
  interface ImageReferenceData {
    label?: string;
  }
  interface LinkData {
    spelling?: "resource" | "autolink" | "bare";
    /** The source of an autolink or a bare URL. */
    source?: string;
  }
}

/** Notes on the nodes what the house style keeps of their spelling, and what mdast does not say. */
export function keepSpelling() {
  return (tree: Root, file: VFile): void => noteSpelling(tree, String(file), false);
}

function noteSpelling(parent: Parents, source: string, inQuote: boolean): void {
  for (const node of parent.children) {
    if ("children" in node) noteSpelling(node, source, inQuote || node.type === "blockquote");
    noteNode(node, source, inQuote);
  }
}

function noteNode(node: Nodes, source: string, inQuote: boolean): void {
  switch (node.type) {
    case "break":
      node.data = { spelling: sourceOf(node, source).startsWith("\\") ? "backslash" : "spaces" };
      break;
    case "code":
      node.data = { indented: /^\n?(?: {4,}|\t)/.test(sourceOf(node, source)) };
      break;
    case "inlineCode":
      node.data = { fence: sourceOf(node, source).search(/[^`]/) };
      break;
    case "heading":
      if (node.position && node.position.start.line < node.position.end.line) {
        const lastLine = sourceOf(node, source).split("\n").at(-1) ?? "";
        node.data = { underline: lastLine.slice(lastLine.search(/[=-]/)) };
      }
      break;
    case "image":
    case "imageReference": {
      const label = labelOf(sourceOf(node, source));
      if (label !== undefined) node.data = { label: withoutPrefixes(label, inQuote) };
      break;
    }
    case "inlineMath":
      node.data = { ...node.data, source: withoutPrefixes(sourceOf(node, source), inQuote) };
      break;
    case "link": {
      const text = sourceOf(node, source);
      const spelling = text.startsWith("[") ? "resource" : text.startsWith("<") ? "autolink" : "bare";
      node.data = { spelling, source: text };
      break;
    }
    default:
  }
}

/**
 * The source of a node.
 *
 * @param node a node that was parsed from `source`
 * @param source the whole text
 * @returns the part of the text, with the prefixes of containers on its further lines
 */
export function sourceOf(node: Nodes, source: string): string {
  return source.slice(node.position?.start.offset, node.position?.end.offset);
}

/**
 * Takes off what containers put before the further lines of a source.
 *
 * @param text the source of phrasing
 * @param inQuote whether it stands in a block quote
 * @returns the text as it would be outside of containers
 */
export function withoutPrefixes(text: string, inQuote: boolean): string {
  return text.replace(inQuote ? /\n[ \t>]*/g : /\n[ \t]*/g, "\n");
}

/**
 * Tells a URL that stands in the text as it is from a link with a text of its own.
 *
 * @param link a link
 * @returns whether the link is its own text
 */
export function isBareUrl(link: Nodes & { children: Nodes[] }): boolean {
  const [text] = link.children;
  return (
    link.children.length === 1 &&
    text?.position?.start.offset === link.position?.start.offset &&
    text?.position?.end.offset === link.position?.end.offset
  );
}

/** A bracket, or what holds none: an escape, or code. */
const BRACKETS = /\\[\s\S]|(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)|[[\]]/g;

/** What stands between the first bracket of an image and the one that closes it. */
function labelOf(source: string): string | undefined {
  const start = source.indexOf("[") + 1;
  let depth = 1;
  for (const { 0: found, index } of source.slice(start).matchAll(BRACKETS)) {
    if (found === "[") depth += 1;
    else if (found === "]" && --depth === 0) return source.slice(start, start + index);
  }
  return undefined;
}
