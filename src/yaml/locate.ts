import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
} from "yaml";
import type { TextPlace, YamlPath, YamlPlace } from "../findings/problem.ts";

export interface Range extends TextPlace {
  readonly endLine: number;
  readonly endColumn: number;
}

/** Finds the places of a YAML text's values; made once per file that has a finding. */
export interface Locator {
  /** The place of a value or key; the nearest one above it where the path does not exist. */
  readonly locate: (place: YamlPlace) => Range;
  /** The line on which line `offset` (from 0) of a block scalar's text stands; of any other scalar its first line. */
  readonly lineOfText: (path: YamlPath, offset: number) => number;
}

/** Keys that are there twice were told already; to look for them, `yaml` compares each key with each. */
const OPTIONS = { schema: "failsafe", logLevel: "silent", uniqueKeys: false } as const;

/**
 * Prepares to look up places in a YAML text.
 *
 * @param text the document, as it was handed to `parseYaml`
 * @returns the locator
 */
export function createLocator(text: string): Locator {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...OPTIONS, lineCounter: lines });

  const rangeOf = (start: number, end: number): Range => {
    const from = lines.linePos(start);
    const to = lines.linePos(Math.max(start, end));
    return { line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
  };

  return {
    locate: ({ path, part }) => {
      for (let length = path.length; length >= 0; length -= 1) {
        const wanted = length === path.length ? part : "key";
        const node = nodeAt(document, path.slice(0, length), wanted) ?? nodeAt(document, path.slice(0, length), "key");
        if (node?.range) return rangeOf(node.range[0], isCollection(node) ? node.range[0] : node.range[1]);
      }
      return rangeOf(0, 0);
    },
    lineOfText: (path, offset) => {
      const node = nodeAt(document, path, "value");
      if (!node?.range) return 1;
      const { line } = lines.linePos(node.range[0]);
      const isBlock = isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED");
      return isBlock ? line + 1 + offset : line;
    },
  };
}

function nodeAt(document: Document.Parsed, path: YamlPath, part: "key" | "value"): Node | undefined {
  let node = document.contents as Node | null | undefined;
  for (const [index, step] of path.entries()) {
    if (isSeq(node)) node = node.items[Number(step)] as Node | undefined;
    else if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === String(step));
      if (!pair) return undefined;
      const last = index === path.length - 1;
      node = (last && part === "key" ? pair.key : pair.value) as Node | null | undefined;
    } else return undefined;
    if (isPair(node)) return undefined;
  }
  return node ?? undefined;
}

/** A plain text with a comment behind it, on the same line. */
export interface CommentedText {
  readonly path: YamlPath;
  readonly text: string;
  /** The comment, with the blanks before it. */
  readonly comment: string;
  readonly place: Range;
}

/**
 * Finds the plain values behind which a comment stands.
 *
 * @param text a YAML document
 * @returns each of them; the place is the comment's
 */
export function findCommentedTexts(text: string): readonly CommentedText[] {
  const lines = new LineCounter();
  const found: CommentedText[] = [];
  visit(parseDocument(text, { ...OPTIONS, lineCounter: lines }), {
    Scalar: (key, { type, value, range }, ancestors) => {
      if (key === "key" || type !== "PLAIN" || !range) return;
      const [comment] = /^[ \t]+#.*/.exec(text.slice(range[1])) ?? [];
      if (comment === undefined) return;
      const start = range[1] + comment.indexOf("#");
      const [from, to] = [lines.linePos(start), lines.linePos(range[1] + comment.length)];
      const place = { line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
      found.push({ path: pathOf(key, ancestors), text: String(value), comment, place });
    },
  });
  return found;
}

/** The keys and indexes that lead to a node: its own index comes last. */
function pathOf(key: number | string | null, ancestors: readonly unknown[]): YamlPath {
  const path = ancestors.flatMap((node, index): (string | number)[] => {
    if (isPair(node)) return [isScalar(node.key) ? String(node.key.value) : ""];
    const next = ancestors[index + 1];
    return isSeq(node) && next !== undefined ? [node.items.indexOf(next)] : [];
  });
  return typeof key === "number" ? [...path, key] : path;
}
