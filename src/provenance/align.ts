import type { Nodes, Parents } from "mdast";
import { parseGfm } from "../markdown/parse.ts";

/**
 * Aligns a Markdown text with the same text in house style: both have the same structure, only spelled differently.
 *
 * @param source the text before it was styled
 * @param styled the text after
 * @returns for each line of `styled`, the number of the line of `source` (from 1) that it came from; an empty line has
 *   that of the line before it
 */
export function alignLines(source: string, styled: string): readonly number[] {
  const sourceLines = source.split("\n");
  const styledLines = styled.replace(/\n$/, "").split("\n");
  const map: number[] = [];

  function align(from: Nodes, to: Nodes): void {
    const [fromStart, fromEnd] = linesOf(from);
    const [toStart, toEnd] = linesOf(to);
    map[toStart] = fromStart;
    if (to.type === "code" || to.type === "table" || to.type === "html") {
      for (let line = toStart; line <= toEnd; line += 1) map[line] = Math.min(fromEnd, fromStart + line - toStart);
    } else if (to.type === "paragraph" || !haveSameChildren(from, to)) {
      alignWords(sourceLines, fromStart, fromEnd, styledLines, toStart, toEnd, map);
    } else if (isParent(from) && isParent(to)) {
      for (const [index, child] of to.children.entries()) align(from.children[index] ?? child, child);
    }
  }

  align(parseGfm(source), parseGfm(styled));
  let last = 1;
  return styledLines.map((_, index) => (last = map[index + 1] ?? last));
}

/** Words keep their order, so the first word of a line tells which line it came from. */
function alignWords(
  sourceLines: readonly string[],
  fromStart: number,
  fromEnd: number,
  styledLines: readonly string[],
  toStart: number,
  toEnd: number,
  map: number[],
): void {
  const origins: number[] = [];
  for (let line = fromStart; line <= fromEnd; line += 1)
    origins.push(...wordsOf(sourceLines[line - 1]).map(() => line));
  let word = 0;
  for (let line = toStart; line <= toEnd; line += 1) {
    map[line] = origins[word] ?? fromEnd;
    word += wordsOf(styledLines[line - 1]).length;
  }
}

/** The words of a line, without the markers of quotes: the house style may add a quoted line. */
function wordsOf(line = ""): string[] {
  return line.split(/\s+/).filter((word) => word !== "" && word !== ">");
}

function haveSameChildren(from: Nodes, to: Nodes): boolean {
  return isParent(from) && isParent(to) ? from.children.length === to.children.length : isParent(from) === isParent(to);
}

function isParent(node: Nodes): node is Parents {
  return "children" in node;
}

function linesOf(node: Nodes): [number, number] {
  return [node.position?.start.line ?? 1, node.position?.end.line ?? 1];
}
