import { cutLeaves } from "../../markdown/leaves.ts";

/** A text with each run of blanks as one, and where each character stood. */
export interface FlatText {
  readonly text: string;
  /** The source of a stretch: as written; whole lines with the blanks before the first where `isBlock`. */
  readonly slice: (start: number, end: number, isBlock?: boolean) => string;
  /** The source of some lines, without the blanks before the first. */
  readonly lines: (start: number, end: number) => string;
  /** Whether a line of the source ends at a place. */
  readonly endsLine: (place: number) => boolean;
  /** Whether a line of the source begins at a place: the first behind an empty line where `isApart`, or else another. */
  readonly startsLine: (place: number, isApart: boolean) => boolean;
  /** The line of the source on which a character stands, from 0. */
  readonly lineAt: (place: number) => number;
  /** Where the leaf ends that a place is in; -1 behind the last. */
  readonly leafEndAfter: (place: number) => number;
  /** Where words end that begin at a place: with the leaf, in a sample with the line; -1 behind the last. */
  readonly wordsEndAfter: (place: number) => number;
  /** The places in `text` with which leaves begin. */
  readonly starts: ReadonlySet<number>;
  /** The places in `text` behind which a leaf at the margin ends. */
  readonly ends: ReadonlySet<number>;
}

/**
 * Takes out of a text what the house style decides: line breaks, and the widths of tables.
 *
 * @param lines lines in house style
 * @returns the flat text
 */
export function flatten(lines: readonly string[]): FlatText {
  const source = lines.join("\n");
  const offsets: number[] = [];
  let offset = 0;
  for (const line of lines) {
    offsets.push(offset);
    offset += line.length + 1;
  }
  const characters: string[] = [];
  const origin: number[] = [];
  const starts = new Set<number>();
  const ends = new Set<number>();
  const leafEnds: number[] = [];
  const wordsEnds: number[] = [];
  const leaves = cutLeaves(lines);
  leaves.forEach((leaf, index) => {
    let dashes = 0;
    starts.add(characters.length);
    const from = offsets[leaf.start] ?? 0;
    const to = offsets[leaf.end] ?? source.length + 1;
    for (let at = from; at < to - 1; at += 1) {
      const character = source[at] ?? "";
      if (character === "\n" && leaf.kind === "code") wordsEnds.push(characters.length);
      const isBlank = character === " " || character === "\n" || character === "\t";
      if (isBlank && (characters.length === 0 || characters.at(-1) === " ")) continue;
      // The line below a table's head is as wide as its columns.
      dashes = leaf.kind === "rule" && character === "-" ? dashes + 1 : 0;
      if (dashes > 3) continue;
      characters.push(isBlank ? " " : character);
      origin.push(at);
    }
    const next = leaves[index + 1];
    leafEnds.push(characters.length);
    wordsEnds.push(characters.length);
    if (!next || (next.gap && next.indent === 0)) ends.add(characters.length);
    if (characters.at(-1) !== " ") {
      characters.push(" ");
      origin.push(to - 1);
    }
  });
  const text = characters.join("");
  return {
    text,
    starts,
    ends,
    slice: (start, end, isBlock = false) => {
      const from = origin[start] ?? source.length;
      const to = (origin[end - 1] ?? source.length) + 1;
      const lineStart = source.lastIndexOf("\n", from - 1) + 1;
      const kept = source.slice(isBlock ? lineStart : from, to);
      // Within a paragraph a line break is a blank.
      return isBlock || !kept.includes("\n") ? kept : text.slice(start, end);
    },
    lines: (start, end) => source.slice(origin[start], (origin[end - 1] ?? source.length) + 1),
    startsLine: (place, isApart) => {
      const [, breaks = ""] = /((?:\n[ \t]*)*)$/.exec(source.slice(0, origin[place])) ?? [];
      return breaks !== "" && breaks.split("\n").length > 2 === isApart;
    },
    endsLine: (place) => source[(origin[place - 1] ?? source.length) + 1] === "\n",
    lineAt: (place) => {
      const at = origin[place] ?? source.length;
      return offsets.findLastIndex((start) => start <= at);
    },
    leafEndAfter: (place) => leafEnds.find((end) => end > place) ?? -1,
    wordsEndAfter: (place) => wordsEnds.find((end) => end > place) ?? -1,
  };
}

/**
 * Finds where a template's words end that begin at a place; where they begin or end with a blank, there is one, or a border.
 *
 * @param text a flat text
 * @param literal the words, with each run of blanks as one
 * @param at the place
 * @returns the place behind them; -1 where they do not stand there
 */
export function literalEnd(text: string, literal: string, at: number): number {
  let from = 0;
  let position = at;
  if (literal.startsWith(" ")) {
    from = 1;
    if (text[position] === " ") position += 1;
    else if (position > 0 && text[position - 1] !== " ") return -1;
  }
  const to = literal.length > 1 && literal.endsWith(" ") ? literal.length - 1 : literal.length;
  if (from < to) {
    if (!text.startsWith(from === 0 && to === literal.length ? literal : literal.slice(from, to), position)) return -1;
    position += to - from;
  }
  if (to < literal.length) {
    if (text[position] === " ") position += 1;
    else if (position < text.length) return -1;
  }
  return position;
}
