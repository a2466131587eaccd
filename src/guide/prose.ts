import * as z from "zod";
import type { YamlPath } from "../findings/problem.ts";
import { mark, type Origin } from "../markdown/origin.ts";

/** A text of a descriptor, and whether a template printed it. */
export interface TextUse {
  readonly path: YamlPath;
  printed: boolean;
}

/**
 * A text of the author that remembers where it stands. A template prints it like any string; what it prints begins with
 * the mark of its origin, so that the guide's lines can be traced back.
 */
export class Prose {
  readonly text: string;
  readonly origin: Origin;
  /** Whether it is Markdown within one line, which opens no block. */
  readonly isInline: boolean;
  /** What is told that it was printed. */
  readonly use: TextUse | undefined;

  /**
   * @param text the text
   * @param origin where it stands
   * @param isInline whether it is Markdown within one line
   * @param use what is told that it was printed
   */
  constructor(text: string, origin: Origin, isInline = false, use?: TextUse) {
    this.text = text;
    this.origin = origin;
    this.isInline = isInline;
    this.use = use;
  }

  /**
   * The same text as its place wants it.
   *
   * @param text what it is there
   * @param isInline whether it is Markdown within one line
   * @param origin where it stands, if elsewhere
   * @returns another text, of which it is known as well whether it was printed
   */
  with(text: string, isInline: boolean, origin = this.origin): Prose {
    return new Prose(text, origin, isInline, this.use);
  }

  /**
   * Called where the text is printed.
   *
   * @param text what it is at its place
   * @returns it with its mark
   */
  print(text = this.text): string {
    if (this.use) this.use.printed = true;
    return mark(this.origin) + text;
  }

  /** Called by Handlebars when a template prints the value. */
  toString(): string {
    return this.print();
  }
}

/** In the model: text of the author, or "" where there is none. */
export const prose = z.union([z.instanceof(Prose), z.literal("")]);
