import { constantMark, MARK_CONSTANT, splitMarks, stripMarks } from "../provenance/origin.ts";

/*
 * Most of a guide is text that others have, too (see wordings.ts). It is not copied into each of them and styled there
 * again: a rendered text holds a mark in its place, a chunk's number, until it is styled or shown.
 */

/** Blocks that guides have in common. */
export interface Chunk {
  /** The text with the marks of its lines. */
  readonly marked: string;
  /** The text alone. */
  readonly text: string;
}

/** The chunks of all templates. */
export class Chunks {
  readonly #chunks: Chunk[] = [];

  /**
   * Takes a text that several guides have, and that stands apart from what is around it.
   *
   * @param rendered the text with the marks of its lines
   * @returns the mark that stands in its place, between the text's own empty lines
   */
  add(rendered: string): string {
    const [before = "", after = ""] = [/^\n*/, /\n*$/].map((lines) => lines.exec(rendered)?.[0]);
    const marked = rendered.slice(before.length, rendered.length - after.length);
    const text = stripMarks(marked);
    if (text.trim() === "") return rendered;
    return before + constantMark(this.#chunks.push({ marked, text }) - 1) + after;
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
