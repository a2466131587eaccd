import type { Root } from "mdast";

import { parseGfmWithoutAutolinks } from "../../markdown/parse.ts";
import type { PageFacts } from "../page.ts";
import { embeddedSamplesOf } from "./embedded-samples.ts";
import { codeBlocksOf, type CodeBlock } from "./code-blocks.ts";
import { isTakenAway } from "./diff.ts";
import { type ImageReference, imageReferencesOf } from "./image-references.ts";
import { type GuideNodes, nodesOf } from "./nodes.ts";
import { proseOf, type ProseText } from "./prose.ts";

/** A node of the Markdown tree, as mdast calls it: `heading`, `link`, `text`. */
export interface MarkdownNode {
  readonly type: string;
  readonly children?: readonly MarkdownNode[];
  readonly position?:
    | {
        readonly start: { readonly offset?: number | undefined };
        readonly end: { readonly offset?: number | undefined };
      }
    | undefined;
}

/** A page as text, and what it is made of. Offsets count UTF-16 code units from the start of `text`. */
export interface GuideText extends PageFacts {
  /** Relative to the project's root, with `/` on every platform. */
  readonly file: string;
  readonly text: string;
  readonly lines: readonly string[];
  /** The offset at which each line starts. */
  readonly lineStarts: readonly number[];
  /** The whole page, as `mdast-util-from-markdown` gives it with GitHub's extensions. */
  readonly tree: MarkdownNode;
  readonly code: readonly CodeBlock[];
  readonly prose: readonly ProseText[];
  /** Without those in lines that a sample takes away. */
  readonly references: readonly ImageReference[];
  /** Whose mirror its images are pulled from; undefined where that is the reader's to say. */
  readonly namespace: string | undefined;
}

/** A page, parsed once and read by every rule. */
export interface ParsedGuide extends GuideText {
  readonly tree: Root;
  readonly nodes: GuideNodes;
  /**
   * Its code blocks, and the files that stand in here-documents of its shell samples: for what reads a language. The
   * text of such a file is part of the shell sample's, too.
   */
  readonly allCode: readonly CodeBlock[];
}

/**
 * Parses a guide.
 *
 * @param file its path, for findings
 * @param facts what it can be held against
 * @param namespace whose mirror its images are pulled from, where that is known
 */
export function parseGuide(file: string, text: string, facts: PageFacts, namespace?: string): ParsedGuide {
  // Rules find addresses in the text.
  const tree = parseGfmWithoutAutolinks(text);
  const lines = text.split("\n");
  const lineStarts: number[] = [];
  let start = 0;
  for (const line of lines) {
    lineStarts.push(start);
    start += line.length + 1;
  }
  const code = codeBlocksOf(tree, lines, lineStarts);
  return {
    file,
    text,
    lines,
    lineStarts,
    tree,
    nodes: nodesOf(tree),
    code,
    allCode: [...code, ...embeddedSamplesOf(code)],
    prose: proseOf(tree, text),
    references: imageReferencesOf(text, code, namespace).filter(
      ({ block, start: at }) => !block || !isTakenAway(block, at),
    ),
    namespace,
    ...facts,
  };
}

/**
 * Turns an offset into a line and a column.
 *
 * @param offset an offset in its text
 * @returns the position, both counted from 1
 */
export function positionAt(guide: ParsedGuide, offset: number): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = guide.lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((guide.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (guide.lineStarts[low] ?? 0) + 1 };
}
