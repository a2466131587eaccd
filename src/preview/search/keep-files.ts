import type { GuidePage } from "../guide-page.ts";
import { searchFiles } from "./search-files.ts";
import { createSearchPage, type SearchPage } from "./search-page.ts";

/**
 * Makes the function that gives the files of the search (search-files.ts). It makes them anew where a page has changed, and
 * reads that page alone again; without pages, it gives what it made last.
 */
export function keepSearchFiles(): (pages?: readonly GuidePage[]) => ReadonlyMap<string, string> {
  const read = new WeakMap<GuidePage, SearchPage>();
  let last: { readonly pages: readonly GuidePage[]; readonly files: ReadonlyMap<string, string> } | undefined;
  return (pages) => {
    // What a browser loads goes together, though pages change meanwhile.
    if (!pages) return last?.files ?? new Map<string, string>();
    if (last?.pages.length === pages.length && last.pages.every((page, index) => page === pages[index]))
      return last.files;
    const searched = pages.map((page) => {
      const known = read.get(page) ?? createSearchPage(page);
      read.set(page, known);
      return known;
    });
    last = { pages, files: searchFiles(searched) };
    return last.files;
  };
}
