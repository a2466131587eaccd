import { originsOfLines, splitMarks, type LineOrigins, type Origin } from "../../markdown/origin.ts";

/** Where a block of a guide came from. */
export interface BlockOrigin {
  readonly origin: Origin;
  /** The template line that put an author's text there. */
  readonly via: Origin | undefined;
  /** Where values within the block came from. */
  readonly values: readonly Origin[];
}

/** How a guide's lines divide. */
export interface Shares {
  /** Lines that a template gives to every guide. */
  readonly shared: number;
  /** Lines that are made from the descriptor's facts. */
  readonly fact: number;
  /** Lines that are the author's own. */
  readonly own: number;
}

/**
 * The origins of a section's lines, as a reader sees them: a heading whose words the author gave is the author's, though
 * its signs stand in a template.
 *
 * @param marked the section's Markdown with the marks of its origins
 */
export function originsAsRead(marked: string): readonly LineOrigins[] {
  const lines = marked.split("\n");
  return originsOfLines(marked).map((origins, index) => {
    const [, text] = splitMarks(lines[index] ?? "");
    const [signs] = /^#+ +/.exec(text) ?? [];
    const [words, ...values] = origins.values;
    if (signs === undefined || words === undefined || splitMarks(text.slice(signs.length))[0] === "") return origins;
    return { line: [...origins.line, words], values };
  });
}

/**
 * The origin of one line.
 *
 * @param line what its marks say
 * @returns the origin, the innermost one; undefined for a line without any
 */
export function originOfLine({ line, values }: LineOrigins): BlockOrigin | undefined {
  const template = line.findLast(({ kind }) => kind === "template");
  const author = line.findLast(({ kind }) => kind !== "template");
  const origin = author ?? template;
  return origin && { origin, via: author && template, values };
}

/**
 * The origin of a block: that of most of its lines, and where two are equal, of what is more particular.
 *
 * @returns the first origin of the kind that prevails, with the values of all lines
 */
export function originOfBlock(lines: readonly LineOrigins[]): BlockOrigin | undefined {
  const found = lines.map(originOfLine).filter((origin) => origin !== undefined);
  const count = (kind: Origin["kind"]) => found.filter(({ origin }) => origin.kind === kind).length;
  const [prevailing] = KINDS.toSorted((a, b) => count(b) - count(a));
  const first = found.find(({ origin }) => origin.kind === prevailing);
  return first && { ...first, values: found.flatMap(({ values }) => values) };
}

/** The most particular first. */
const KINDS: readonly Origin["kind"][] = ["prose", "descriptor", "drift", "fact", "template"];

/**
 * Counts lines by their origin.
 *
 * @param lines the origins of lines
 * @param texts the lines, of which empty ones do not count
 */
export function countShares(lines: readonly LineOrigins[], texts: readonly string[]): Shares {
  const shares = { shared: 0, fact: 0, own: 0 };
  for (const [index, text] of texts.entries()) {
    if (text.trim() === "") continue;
    const kind = originOfLine(lines[index] ?? { line: [], values: [] })?.origin.kind ?? "template";
    shares[kind === "template" || kind === "drift" ? "shared" : kind === "fact" ? "fact" : "own"] += 1;
  }
  return shares;
}
