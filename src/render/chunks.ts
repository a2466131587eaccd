import { constantMark, MARK_CONSTANT, splitMarks, stripMarks } from "../provenance/origin.ts";

/*
 * Most of a guide is text of the templates that no descriptor changes. Whole blocks of it are not copied into each guide
 * and styled there again: a rendered text holds a mark in their place, a chunk's number, until it is styled or shown.
 */

/** Constant blocks of a template. */
export interface Chunk {
  /** The text with the marks of its lines. */
  readonly marked: string;
  /** The text alone. */
  readonly text: string;
}

/** Where a content of a template stands. */
export interface Edges {
  /** Whether its first line is a line of its own. */
  readonly startsLine: boolean;
  /** Whether it begins the section, so that its first block has nothing before it. */
  readonly opens: boolean;
  /** Whether it ends the section. */
  readonly closes: boolean;
}

/**
 * Blocks that are the same whatever stands around them, a blank line apart. A list is not: it may go on with what the
 * descriptor gives, and lists that touch have different markers.
 */
const SELF_SUFFICIENT = /^(?:#{1,6} |[A-Za-z\x60[|]|\*\*[A-Za-z])/;

/** A shorter one costs as much as it saves. */
const MINIMUM = 40;

/**
 * Whether a block is the same whatever stands before it and behind it.
 *
 * @param line the block's first line
 * @returns false where it may begin a list, or go on with one
 */
export function isSelfSufficient(line: string): boolean {
  return SELF_SUFFICIENT.test(line);
}

/** The chunks of all templates. */
export class Chunks {
  readonly #chunks: Chunk[] = [];

  /**
   * Puts a mark in the place of the blocks in a content that no descriptor can change.
   *
   * @param marked the content's lines, with their marks
   * @param plain the same lines without
   * @param edges where it stands
   * @returns the content, shorter
   */
  shorten(marked: readonly string[], plain: readonly string[], edges: Edges): string {
    const blocks = closedBlocks(plain, edges).filter(({ start }) => SELF_SUFFICIENT.test(plain[start] ?? ""));
    const [first, last] = [blocks[0], blocks.at(-1)];
    if (!first || !last) return marked.join("\n");
    const text = plain.slice(first.start, last.end).join("\n");
    if (text.length < MINIMUM) return marked.join("\n");
    const chunk = this.#put({ marked: marked.slice(first.start, last.end).join("\n"), text });
    return [...marked.slice(0, first.start), chunk, ...marked.slice(last.end)].join("\n");
  }

  /**
   * Takes a text that several guides have, and that stands apart from what is around it.
   *
   * @param rendered the text with the marks of its lines, constant blocks among them
   * @returns the mark that stands in its place, between the text's own empty lines
   */
  add(rendered: string): string {
    const marked = this.expand(rendered).trim();
    const text = stripMarks(marked);
    if (text.trim() === "") return rendered;
    const before = rendered.slice(0, rendered.length - rendered.trimStart().length);
    const after = rendered.slice(rendered.trimEnd().length);
    return before + this.#put({ marked, text }) + after;
  }

  #put(chunk: Chunk): string {
    return constantMark(this.#chunks.push(chunk) - 1);
  }

  /**
   * Puts the blocks back in the place of their marks.
   *
   * @param rendered a rendered text
   * @returns the text with all its lines
   */
  expand(rendered: string): string {
    if (!rendered.includes(MARK_CONSTANT)) return rendered;
    return this.parts(rendered)
      .map((part) => (typeof part === "string" ? part : part.marked))
      .join("");
  }

  /**
   * Looks how a rendered text begins, without putting anything back.
   *
   * @param rendered a rendered text
   * @returns its first character that belongs to no mark, or ""
   */
  firstCharacter(rendered: string): string {
    const [marks, text] = splitMarks(rendered);
    const constant = CONSTANT.exec(marks);
    return (constant ? this.#chunks[Number(constant[1])]?.text[0] : text[0]) ?? "";
  }

  /**
   * Takes a rendered text apart.
   *
   * @param rendered a rendered text
   * @returns what was rendered, and the chunks between
   */
  parts(rendered: string): (string | Chunk)[] {
    return rendered.split(CONSTANT).flatMap((part, index): (string | Chunk)[] => {
      if (index % 2 === 0) return part === "" ? [] : [part];
      const chunk = this.#chunks[Number(part)];
      return chunk ? [chunk] : [];
    });
  }
}

const CONSTANT = new RegExp(`${MARK_CONSTANT}(\\d+)\u0002`);

/** The blocks of a content that have an empty line, or the section's end, on either side. */
function closedBlocks(
  lines: readonly string[],
  { startsLine, opens, closes }: Edges,
): { start: number; end: number }[] {
  const blocks: { start: number; end: number }[] = [];
  let fence = "";
  let start: number | undefined;
  const last = lines.length - 1;
  for (const [index, line] of lines.entries()) {
    const isBlank = line.trim() === "" && fence === "";
    const [marker = ""] = /^ *(?:`{3,}|~{3,})/.exec(line) ?? [];
    if (fence === "") fence = marker.trim();
    else if (marker.trim().startsWith(fence)) fence = "";
    if (!isBlank) {
      // What stands before the first line, or behind the last, is not known.
      const isOpen = index === 0 ? opens : index > 1 || startsLine;
      start ??= isOpen ? index : -1;
    }
    if (isBlank || index === last) {
      const end = isBlank ? index : index + 1;
      const isClosed = closes || (isBlank && index < last);
      if (start !== undefined && start >= 0 && isClosed) blocks.push({ start, end });
      start = undefined;
    }
  }
  return fence === "" ? blocks : [];
}
