import { h } from "hastscript";
import { pageId } from "../page-id.ts";
import { barePage } from "./bare-page.ts";
import { documentOf } from "./shell.ts";
import type { Site } from "./site.ts";

const HEADING = "There is no page here";

/**
 * What a server answers with where there is no page. It stands at any address, so that nothing in it can be relative to
 * its own.
 *
 * @param base the path of the site's root, with a slash at its end; undefined where that is not known, for a page that
 *   loads nothing
 * @returns the HTML document
 */
export function notFoundPage(base: string | undefined, site: Site): string {
  if (base === undefined) return plainPage(site);
  return documentOf(
    {
      title: `${HEADING} · ${site.title}`,
      base,
      kind: "not-found",
      data: {},
      body: [
        h("main.landing", { id: pageId("main") }, [
          h("div.hero", [
            h("h1", HEADING),
            h("p.lead", [
              "It may have another name now. Look for it with the search at the top, or go to the ",
              h("a", { href: `${base}index.html` }, "first page"),
              ".",
            ]),
          ]),
        ]),
      ],
    },
    site,
  );
}

/** Most pages of a site stand a folder below its first one. */
function plainPage({ title }: Site): string {
  const body = h("main", [h("p", title), h("h1", HEADING), h("p", h("a", { href: "../" }, "One level up"))]);
  return barePage(`${HEADING} · ${title}`, [], body);
}
