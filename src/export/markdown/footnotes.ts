import type { FootnoteDefinition, Root } from "mdast";
import { visit } from "unist-util-visit";
import { applyEdits, type Edit } from "./characters.ts";

/**
 * Writes footnotes for a site that has none: numbers that lead to a numbered list at the end of the page.
 *
 * @param edits what changes besides
 * @returns the page with all that changed
 */
export function rewriteFootnotes(tree: Root, source: string, edits: readonly Edit[]): string {
  const numbers = new Map<string, number>();
  const marks: Edit[] = [];
  visit(tree, "footnoteReference", ({ identifier, position }) => {
    const number = numbers.get(identifier) ?? numbers.size + 1;
    numbers.set(identifier, number);
    const text = `<sup><a href="#footnote-${number}">${number}</a></sup>`;
    marks.push({ start: position?.start.offset ?? 0, end: position?.end.offset ?? 0, text });
  });
  const all = [...edits, ...marks];
  const notes = new Map<number, string>();
  visit(tree, "footnoteDefinition", (node) => {
    const number = numbers.get(node.identifier);
    const range = { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
    const own = all.filter(({ start, end }) => start >= range.start && end <= range.end);
    if (number !== undefined && !notes.has(number)) notes.set(number, noteOf(node, number, source, range, own));
    // The first of pieces that overlap holds: nothing else changes within.
    all.unshift({ ...range, text: "" });
  });
  const list = [...notes].sort(([a], [b]) => a - b).map(([, note]) => `\n${note}\n`);
  return `${applyEdits(source, all).trimEnd()}\n${list.join("")}`;
}

/** A footnote as an item of a list. What follows its first line is indented by four blanks, as that of a footnote is. */
function noteOf(
  { children }: FootnoteDefinition,
  number: number,
  source: string,
  range: Pick<Edit, "start" | "end">,
  edits: readonly Edit[],
): string {
  const first = children[0]?.position?.start.offset ?? range.end;
  const mark = {
    start: range.start,
    end: first,
    text: `${`${number}.`.padEnd(4)}<span id="footnote-${number}"></span>`,
  };
  const before = { start: 0, end: range.start, text: "" };
  return applyEdits(source.slice(0, range.end), [before, mark, ...edits.filter(({ start }) => start >= first)]);
}
