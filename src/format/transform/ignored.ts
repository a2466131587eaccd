import type { Html, Nodes, Parents, Root } from "mdast";
import type { VFile } from "vfile";
import { ignoreDirective } from "../ignore-directive.ts";
import { columnAt, tabWidth } from "../indent.ts";
import type { Prefix } from "../syntax/prefixes.ts";
import { hardBreak } from "../wrap.ts";
import { isIndentedCode } from "./lists.ts";

declare module "mdast" {
  interface Data {
    /** The node's source, to be written as it is: a comment before it says so. */
    ignored?: string;
  }
}

/**
 * Honours `<!-- prettier-ignore -->` before a node, and `prettier-ignore-start` and `-end` around several. What they
 * protect is noted without the prefixes of the containers around it, which get new ones.
 */
export function keepIgnored() {
  return (tree: Root, file: VFile): void => visit(tree, { source: String(file), prefixes: tree.data?.prefixes }, 0);
}

interface Source {
  readonly source: string;
  readonly prefixes: ReadonlyMap<number, readonly Prefix[]> | undefined;
}

/** `depth` is the number of containers around the children. */
function visit(parent: Parents, source: Source, depth: number): void {
  const holdsBlocks = ["root", "blockquote", "listItem", "footnoteDefinition"].includes(parent.type);
  if (holdsBlocks) parent.children = joinRanges(parent.children, source, depth) as typeof parent.children;
  for (const [index, node] of parent.children.entries()) {
    if (ignoreDirective(parent.children[index - 1]) === "next") {
      const text = protectedText(node, source, depth);
      node.data = { ...node.data, ignored: holdsBlocks ? text : text.replaceAll("\n", hardBreak) };
    }
    const isContainer = ["blockquote", "listItem", "footnoteDefinition"].includes(node.type);
    if ("children" in node) visit(node, source, depth + (isContainer ? 1 : 0));
  }
}

/** Each range becomes one node, so that nothing in it is looked at. */
function joinRanges(nodes: readonly Nodes[], source: Source, depth: number): Nodes[] {
  const joined: Nodes[] = [];
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
    const value = protectedText(range, source, depth);
    joined.push({ ...range, value, data: { ignored: value } });
    index = end;
  }
  return joined;
}

function isEnd(node: Nodes): boolean {
  return ignoreDirective(node) === "end";
}

/** The lines of a node, each from the column on at which the content of its container starts. */
function protectedText(node: Nodes, { source, prefixes }: Source, depth: number): string {
  const { start } = node.position ?? {};
  if (start?.offset === undefined) return "";
  const codeWidth = isIndentedCode(node) && depth > 0 ? tabWidth : 0;
  const lineStart = source.lastIndexOf("\n", start.offset - 1) + 1;
  const lines: string[] = [];
  let offset = lineStart;
  for (const line of source.slice(lineStart, node.position?.end.offset).split("\n")) {
    const found = prefixes?.get(start.line + lines.length)?.slice(0, depth) ?? [];
    const content = contentOf(line, offset, found, codeWidth);
    if (offset === lineStart) lines.push(firstLine(content, line.slice(start.offset - lineStart)));
    else lines.push(found.length < depth ? keepText(content) : content);
    offset += line.length + 1;
  }
  // A list in a quote ends at the empty lines after it.
  return lines.join("\n").replace(/(?:\n[ \t]*)+$/, "");
}

/** What else than blanks stands before a node on its first line belongs to another one. */
function firstLine(content: string, own: string): string {
  return content.trimStart() === own.trimStart() ? content : own;
}

/**
 * What stands on a line behind the prefixes of containers. Of a tab that they end within, the rest is written as blanks;
 * so is one among the first columns that make it code, because tabs get narrower where a line moves.
 */
function contentOf(line: string, offset: number, prefixes: readonly Prefix[], codeWidth: number): string {
  let column = 0;
  let end = 0;
  for (const prefix of prefixes) {
    const start = prefix.start - offset;
    // Blanks go on where the prefix before them ends, which may be within a tab.
    if (line.slice(start, prefix.end - offset).trim() !== "") column = columnAt(line, start);
    column += prefix.width;
    end = prefix.end - offset;
  }
  while (columnAt(line, end) < column + codeWidth && /[ \t]/.test(line.charAt(end))) end += 1;
  return " ".repeat(Math.max(0, columnAt(line, end) - column)) + line.slice(end);
}

/** A lazy line, which gets prefixes now, must not underline the text above or make a table of it. */
function keepText(line: string): string {
  return /^[ \t]*[=|:-]/.test(line) ? " ".repeat(tabWidth) + line.trimStart() : line;
}
