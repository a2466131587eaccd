import type { Nodes } from "mdast";

/** What stands before each line of a node but the first: the marks of quotes, and blanks for those of lists. */
export function linesOf({ position }: Nodes, source: string): { readonly prefix: string } {
  const start = position?.start.offset ?? 0;
  const begin = source.lastIndexOf("\n", start - 1) + 1;
  const before = source.slice(begin, start);
  // Among words, the block that they stand in counts; its marks come before the first word.
  const [marks = ""] = /^(?:[ \t]*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)))*[ \t]*/.exec(before) ?? [];
  return { prefix: marks.replace(/[^>\s]/g, " ") };
}
