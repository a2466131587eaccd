import type { Parameter } from "./layout.ts";

/** A section as it was worded. */
export interface RenderedSection {
  /** The section's name in the layout; undefined for the author's own. */
  readonly name: string | undefined;
  /** Markdown with the marks of its lines' origins (see markdown/origin.ts). */
  readonly marked: string;
  /** Whether what it says changes with every version, so that a page may be without it. */
  readonly isVolatile: boolean;
  /** The partial that worded it, and the parameters it was given. */
  readonly partial: { readonly name: string; readonly parameters: Readonly<Record<string, Parameter>> } | undefined;
}
