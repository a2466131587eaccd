import type { PagePaths } from "../../core.ts";
import { htmlOf } from "../pages/raw.ts";
import { addressOf } from "./published.ts";

/**
 * The map of a site for search engines, as https://www.sitemaps.org/protocol.html says.
 *
 * @param pages the site's pages
 * @param url where it is published, which ends with `/`
 * @returns XML
 */
export function sitemap(pages: readonly PagePaths[], url: string): string {
  const addresses = [new URL(url).href, ...pages.map((paths) => addressOf(paths, "html", url))];
  const rows = addresses.map((address) => `<url><loc>${htmlOf({ type: "text", value: address })}</loc></url>\n`);
  return [
    `<?xml version="1.0" encoding="UTF-8"?>\n`,
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n`,
    ...rows,
    "</urlset>\n",
  ].join("");
}

/**
 * Tells search engines of the site map.
 *
 * @param url where the site is published
 * @returns `robots.txt`; undefined below a path, where nobody looks for one
 */
export function robots(url: string): string | undefined {
  const { pathname, href } = new URL(url);
  return pathname === "/" ? `User-agent: *\nAllow: /\n\nSitemap: ${href}sitemap.xml\n` : undefined;
}
