import type { Heading, Nodes, Paragraph, PhrasingContent, Root, TableCell, TableRow } from "mdast";
import { toString } from "mdast-util-to-string";

/** A stretch of prose, a paragraph, a heading or a table cell, with all that a rule needs to know of its place. */
export interface ProseText {
  readonly kind: "paragraph" | "heading" | "cell";
  /** Its offsets in the guide. */
  readonly start: number;
  readonly end: number;
  /**
   * The text as read, at the offsets where it is written: markup, link targets and line breaks are blanked out, so that
   * `plain[i]` stands at `start + i`.
   */
  readonly plain: string;
  /** For a heading its level, else 0. */
  readonly level: number;
  /** The headings above, outermost first. */
  readonly headings: readonly string[];
  /** For a list item the paragraph that introduces the list, else empty. */
  readonly intro: string;
  /** For a cell its place in the table. */
  readonly cell: Cell | undefined;
}

export interface Cell {
  readonly isHead: boolean;
  readonly columnIndex: number;
  readonly rowHead: string;
  /** The text of the row's other cells. */
  readonly rowText: string;
  readonly columnHead: string;
  readonly heads: readonly string[];
}

/**
 * Lists the prose of a guide in its order.
 *
 * @returns its paragraphs, headings and table cells
 */
export function proseOf(tree: Root, text: string): ProseText[] {
  const prose: ProseText[] = [];
  let headings: { readonly level: number; readonly text: string }[] = [];

  const add = (
    node: Heading | Paragraph | TableCell,
    part: Partial<ProseText> & Pick<ProseText, "kind">,
    intro: string,
  ) => {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    const plain = plainText(node, text, start, end);
    prose.push({
      start,
      end,
      plain,
      level: 0,
      headings: headings.map((heading) => heading.text),
      intro,
      cell: undefined,
      ...part,
    });
  };

  const walk = (node: Nodes, intro: string) => {
    if (node.type === "heading") {
      headings = headings.filter(({ level }) => level < node.depth);
      add(node, { kind: "heading", level: node.depth }, "");
      headings = [...headings, { level: node.depth, text: toString(node) }];
      return;
    }
    if (node.type === "paragraph") return void add(node, { kind: "paragraph" }, intro);
    if (node.type === "table") {
      const heads = node.children[0]?.children.map((cell) => toString(cell)) ?? [];
      node.children.forEach((row, index) => addRow(row, index === 0, heads, intro));
      return;
    }
    if (!("children" in node)) return;
    let before = "";
    for (const child of node.children) {
      walk(child, child.type === "list" ? before || intro : intro);
      if (child.type === "paragraph") before = toString(child);
      else if (child.type === "heading") before = "";
    }
  };

  const addRow = (row: TableRow, isHead: boolean, heads: readonly string[], intro: string) => {
    const rowHead = row.children[0] ? toString(row.children[0]) : "";
    const texts = row.children.map((cell) => toString(cell));
    row.children.forEach((cell, columnIndex) => {
      const rowText = texts.filter((_, index) => index !== columnIndex).join(" ");
      const place = { isHead, columnIndex, rowHead, rowText, columnHead: heads[columnIndex] ?? "", heads };
      add(cell, { kind: "cell", cell: place }, intro);
    });
  };

  walk(tree, "");
  return prose;
}

function plainText(parent: Heading | Paragraph | TableCell, text: string, start: number, end: number): string {
  const characters = new Array<string>(end - start).fill(" ");
  const copy = (from: number, to: number) => {
    for (let index = from; index < to; index++) {
      const character = text[index] ?? " ";
      characters[index - start] = /\s/.test(character) ? " " : character;
    }
  };
  const visit = (node: PhrasingContent) => {
    const from = node.position?.start.offset;
    const to = node.position?.end.offset;
    if (from === undefined || to === undefined) return;
    if (node.type === "text") copy(from, to);
    else if (node.type === "inlineCode") {
      const ticks = /^`+/.exec(text.slice(from, to))?.[0].length ?? 0;
      copy(from + ticks, to - ticks);
    } else if ("children" in node) node.children.forEach(visit);
  };
  parent.children.forEach(visit);
  // The marker of a quoted line is part of the text's position, not of the text.
  const quoted = characters.join("");
  return text.slice(start, end).includes("\n>") ? blankQuoteMarkers(quoted, text.slice(start, end)) : quoted;
}

function blankQuoteMarkers(plain: string, source: string): string {
  const characters = [...plain.split("")];
  for (const match of source.matchAll(/\n[ \t>]*/g)) {
    for (let index = match.index; index < match.index + match[0].length; index++) characters[index] = " ";
  }
  return characters.join("");
}

/**
 * What is said right above a place: the heading that it stands under, and the paragraph that introduces it.
 *
 * @param prose the guide's prose
 * @param offset the place, for example the start of a code block
 * @returns their text; empty where there is none
 */
export function introductionOf(prose: readonly ProseText[], offset: number): string {
  const above = prose.filter(({ kind, end }) => kind !== "cell" && end <= offset);
  const heading = above.findLast(({ kind }) => kind === "heading");
  const last = above.at(-1);
  return [heading, last === heading ? undefined : last].map((one) => one?.plain ?? "").join("\n");
}

/** A sentence of a stretch of prose. */
export interface Sentence {
  readonly text: string;
  /** Its offset in the guide. */
  readonly start: number;
  /** The sentence before it in the same stretch, which a pronoun refers to; empty for the first. */
  readonly previous: string;
  readonly prose: ProseText;
}

const sentencesByProse = new WeakMap<ProseText, readonly Sentence[]>();

/** Splits prose into sentences; a table cell without a full stop is one. Many rules ask for them: they are split once. */
export function sentencesOf(prose: ProseText): readonly Sentence[] {
  const sentences = sentencesByProse.get(prose) ?? splitSentences(prose);
  sentencesByProse.set(prose, sentences);
  return sentences;
}

function splitSentences(prose: ProseText): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  const push = (to: number) => {
    const slice = prose.plain.slice(from, to);
    const blank = slice.length - slice.trimStart().length;
    const previous = sentences.at(-1)?.text ?? "";
    if (slice.trim() !== "") sentences.push({ text: slice.trim(), start: prose.start + from + blank, previous, prose });
    from = to;
  };
  for (const match of prose.plain.matchAll(/(?<!\b(?:e\.g|i\.e|vs|etc))[.!?]["')]*(?=\s+["'(]?[A-Z0-9`$-])/g)) {
    push(match.index + match[0].length);
  }
  push(prose.plain.length);
  return sentences;
}
