import type { Site } from "../pages/site.ts";
import { llmsTxt, type ListedPages } from "./llms-txt.ts";
import { robots, sitemap } from "./sitemap.ts";

/** What a site may have for machines, besides the Markdown of each page. */
export const MACHINE_FILES: readonly string[] = ["llms.txt", "sitemap.xml", "robots.txt"];

/** Markdown, as RFC 7763 calls it. */
export const MARKDOWN = "text/markdown; charset=utf-8";

/**
 * The files for machines, at the site's root. Search engines want its address, so there are none for them without it.
 *
 * @param entries the site's things with their pages
 * @returns each file's type and content, by its name
 */
export function machineFiles(
  entries: ListedPages,
  site: Site,
): ReadonlyMap<string, { readonly type: string; readonly content: string }> {
  const files = new Map([["llms.txt", { type: "text/plain; charset=utf-8", content: llmsTxt(entries, site) }]]);
  if (site.url === undefined) return files;
  const pages = entries.flatMap(({ states }) => states.flatMap(({ paths, page }) => (page ? [paths] : [])));
  files.set("sitemap.xml", { type: "application/xml; charset=utf-8", content: sitemap(pages, site.url) });
  const told = robots(site.url);
  return told === undefined ? files : files.set("robots.txt", { type: "text/plain; charset=utf-8", content: told });
}
