import type { ActiveCharacters } from "./characters.ts";

/** How a site's Markdown differs from that of GitHub, which pages are written in. */
export interface Dialect {
  /** What is more than text there, in text. */
  readonly text: readonly ActiveCharacters[];
  /** What is written for code among words; its Markdown where left out. */
  readonly inlineCode?: (markdown: string, value: string) => string;
  /** What is written for the lines of a sample; the same where left out. */
  readonly code?: (lines: string) => string;
  /** Samples in which the site looks for marks of its own, and the HTML around their text, in which it does not. */
  readonly marked?: { readonly pattern: RegExp; readonly open: string; readonly close: string };
  /** Whether a site shows something else than a sample's lines, where it is told their language. */
  readonly isNoLanguage?: (language: string, lines: string) => boolean;
  /** What is written for `<br>` in a cell of a table. */
  readonly breakInCell: string;
  /** A box like that of `> [!NOTE]`: as it is, as a directive, or a quote that begins with a label. */
  readonly alerts: "same" | "directives" | "labels";
  /** Whether footnotes and the boxes of tasks are known. */
  readonly footnotes: boolean;
  readonly tasks: boolean;
  /** The colon of an address that is to be no link; its reference where left out. */
  readonly colon?: string;
  /** Whether the address of a link makes the build fail, though readers can follow it. */
  readonly isRefused?: (address: string) => boolean;
  /** Whether a line's end between two elements, as links or code, is left out. */
  readonly gluesLines?: boolean;
  /** The ids that can be given to headings; of others the site makes those of GitHub itself. */
  readonly ids: RegExp;
  /** A link to another page of the export. */
  readonly link: (from: string, to: string) => string;
}
