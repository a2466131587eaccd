import type { FootnoteDefinition, Root } from "mdast";
import { visit } from "unist-util-visit";
import type { Edit } from "./characters.ts";

/**
 * Writes footnotes for a site that has none: numbers that lead to a numbered list at the end of the page.
 *
 * @returns what changes
 */
export function rewriteFootnotes(tree: Root, source: string): Edit[] {
  const numbers = new Map<string, number>();
  const edits: Edit[] = [];
  const defined = new Map<string, FootnoteDefinition>();
  visit(tree, "footnoteDefinition", (node) => {
    if (!defined.has(node.identifier)) defined.set(node.identifier, node);
  });
  visit(tree, "footnoteReference", ({ identifier, position }) => {
    const number = numbers.get(identifier) ?? numbers.size + 1;
    numbers.set(identifier, number);
    const text = `<sup><a href="#footnote-${number}">${number}</a></sup>`;
    edits.push({ start: position?.start.offset ?? 0, end: position?.end.offset ?? 0, text });
  });
  for (const [identifier, { position }] of defined) {
    const start = position?.start.offset ?? 0;
    const number = numbers.get(identifier);
    const [mark = ""] = /^\[\^[^\]]*\]:[ \t]*/.exec(source.slice(start)) ?? [];
    const text = number === undefined ? "" : `<span id="footnote-${number}">${number}.</span> `;
    edits.push({ start, end: start + mark.length, text });
  }
  return edits;
}
