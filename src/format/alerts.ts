import type { Nodes, Root } from "mdast";

const ALERT = /^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*\n/i;

/** A cheap look before the tree is asked: most texts hold no alert. */
const MAY_HOLD_ALERT = /> ?\[!\w+\][ \t]*$/m;

/**
 * Gives the marker of each alert (`> [!NOTE]`) a paragraph of its own. GitHub knows an alert only by a marker that stands
 * alone on its line; Prettier fills the paragraph and so makes a plain quote of it. With an empty line between, both are
 * content, and it is what authors of the catalog write.
 *
 * @param markdown any Markdown with `\n` line ends
 * @param parse the parser
 * @returns the text, with an empty quoted line behind each marker
 */
export function separateAlerts(markdown: string, parse: (markdown: string) => Root): string {
  if (!MAY_HOLD_ALERT.test(markdown)) return markdown;
  const lines = markdown.split("\n");
  // From the end, so that the numbers of the lines above stay right.
  for (const { line, column } of markersIn(parse(markdown)).reverse()) {
    // What stands before the marker, list markers made blank: "- > [!NOTE]" goes on as "  >".
    const prefix = (lines[line - 1] ?? "").slice(0, column - 1).replace(/[^>\s]/g, " ");
    lines.splice(line, 0, prefix.trimEnd());
  }
  return lines.join("\n");
}

function markersIn(node: Nodes): { readonly line: number; readonly column: number }[] {
  if (!("children" in node)) return [];
  const own: { line: number; column: number }[] = [];
  const [first] = node.children;
  if (node.type === "blockquote" && first?.type === "paragraph") {
    const [text] = first.children;
    if (text?.type === "text" && ALERT.test(text.value) && first.position) own.push(first.position.start);
  }
  return [...own, ...node.children.flatMap(markersIn)];
}
