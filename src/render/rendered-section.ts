import type { Chunks } from "./chunks.ts";
import type { Parameter } from "./layout.ts";

/** A section as it was worded. */
export class RenderedSection {
  /** The section's name in the layout; undefined for the author's own. */
  readonly name: string | undefined;
  /** Markdown with marks (see provenance/origin.ts), constant blocks among them (see chunks.ts). */
  readonly compact: string;
  /** The partial that worded it, and the parameters it was given. */
  readonly partial: { readonly name: string; readonly parameters: Readonly<Record<string, Parameter>> } | undefined;
  /** Whether other guides may have the very same. */
  readonly isShared: boolean;
  readonly #chunks: Chunks;

  constructor(compact: string, chunks: Chunks, name?: string, partial?: RenderedSection["partial"], isShared = false) {
    this.compact = compact;
    this.name = name;
    this.partial = partial;
    this.isShared = isShared;
    this.#chunks = chunks;
  }

  /** Markdown with the marks of all its lines. */
  get marked(): string {
    return this.#chunks.expand(this.compact);
  }
}
