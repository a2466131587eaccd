import { FENCE } from "./fence.ts";

/** What may begin HTML that goes on to the next empty line: a fence in it is none. */
const HTML = /^[ \t>*+\-0-9.)]*<[a-z/]/i;
const ITEM = /^( *)(?:[-*+]|\d{1,9}[.)]) +/;

/**
 * Empties the fences that surely end where they seem to: at a line as deep as the one that opens them, and nothing between
 * is less deep, by which a list around them would end.
 *
 * @param markdown any Markdown, with `\n` line ends
 * @returns its lines, those of fences and of their code as empty ones; undefined where there are other fences
 */
export function emptyClosedFences(markdown: string): string[] | undefined {
  const lines: string[] = [];
  let isHtml = false;
  let isText = false;
  /** Where the text of the list's item at hand begins. */
  let column = 0;
  let open: { readonly indent: string; readonly marker: string } | undefined;
  for (const line of markdown.split("\n")) {
    const [, indent = "", marker = "", info = ""] = FENCE.exec(line) ?? [];
    const isBlank = line.trim() === "";
    lines.push(open || marker !== "" ? "" : line);
    if (!open) {
      isHtml = !isBlank && (isHtml || HTML.test(line));
      if (marker !== "") {
        // Deep within a text, it is more of that text.
        if (isHtml || info.includes("`") || (isText && indent.length > column + 3)) return undefined;
        open = { indent, marker };
      }
      const [item = "", before = ""] = ITEM.exec(line) ?? [];
      if (item !== "" ? !isText || before.length <= column + 3 : !isText && !isBlank) column = item.length;
      isText = !isBlank && marker === "";
    } else if (marker.startsWith(open.marker) && info.trim() === "") {
      if (indent !== open.indent) return undefined;
      open = undefined;
    } else if (!isBlank && !line.startsWith(open.indent)) return undefined;
  }
  return open ? undefined : lines;
}
