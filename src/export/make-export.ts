import { posix } from "node:path";
import { rewriteMarkdown } from "./markdown/rewrite.ts";
import { type Exported, type ExportedFile, placeOf } from "./pages.ts";
import type { SiteKind } from "./sites/site.ts";

/**
 * Makes all files of an export.
 *
 * @param all the pages, in their order
 * @param site what they are made for
 * @returns the files, none twice; the same for the same pages
 */
export function makeExport(all: Exported, site: SiteKind): ExportedFile[] {
  const pages = all.things.flatMap((thing) => thing.pages);
  const places = new Map(pages.map(({ paths }) => [paths.output, placeOf(paths)]));
  const files = pages.map((page): ExportedFile => {
    const { paths, text } = page;
    const place = placeOf(paths);
    const findPage = (address: string) => places.get(posix.join(posix.dirname(paths.output), address));
    const markdown = rewriteMarkdown(text, site.dialect, place, findPage);
    return { file: `${place}.md`, text: site.page(page, markdown, all) };
  });
  return [...files, ...site.lists(all)];
}
