import * as z from "zod";
import { mark, type Origin } from "../markdown/origin.ts";

/**
 * A text of the author that remembers where it stands. A template prints it like any string; what it prints begins with
 * the mark of its origin, so that the guide's lines can be traced back.
 */
export class Prose {
  readonly text: string;
  readonly origin: Origin;
  /** Whether it is Markdown within one line, which opens no block. */
  readonly isInline: boolean;

  constructor(text: string, origin: Origin, isInline = false) {
    this.text = text;
    this.origin = origin;
    this.isInline = isInline;
  }

  /** Called by Handlebars when a template prints the value. */
  toString(): string {
    return mark(this.origin) + this.text;
  }
}

/** In the model: text of the author, or "" where there is none. */
export const prose = z.union([z.instanceof(Prose), z.literal("")]);
