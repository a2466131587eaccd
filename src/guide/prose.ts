import { mark, type Origin } from "../provenance/origin.ts";

/**
 * A text of the author that remembers where it stands. A template prints it like any string; what it prints begins with
 * the mark of its origin, so that the guide's lines can be traced back.
 */
export class Prose {
  readonly text: string;
  readonly origin: Origin;

  constructor(text: string, origin: Origin) {
    this.text = text;
    this.origin = origin;
  }

  /** Called by Handlebars when a template prints the value. */
  toString(): string {
    return mark(this.origin) + this.text;
  }
}
