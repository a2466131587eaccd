import type { Dialect } from "../markdown/dialect.ts";
import type { Exported, ExportedFile, ExportedPage } from "../pages.ts";

/** A kind of docs sites that pages are exported for. */
export interface SiteKind {
  readonly dialect: Dialect;
  /** The file of a page: what stands above its text, and the text in the site's Markdown. */
  readonly page: (page: ExportedPage, markdown: string, all: Exported) => string;
  /** The files besides those of pages: what lists them. */
  readonly lists: (all: Exported) => readonly ExportedFile[];
}
