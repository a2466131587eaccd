import type { Element } from "hast";
import { h } from "hastscript";
import { KINDS } from "../../core.ts";
import { pageId } from "../page-id.ts";
import { icon } from "./icons.ts";
import { assetAddress, type Site } from "./site.ts";

/**
 * The place of the site's map beside a page. The client draws it from `assets/map.js`, so that pages do not grow with the
 * number of things.
 *
 * @param base from the page to the site's root
 */
export function mapPlace(site: Site, base: string): Element {
  return h("nav.map", { id: pageId("map"), ariaLabel: "All pages", dataScript: assetAddress(site, base, "map.js") }, [
    h("a.map-all", { href: `${base}index.html` }, `All ${KINDS.map(({ plural }) => plural).join(" and ")}`),
  ]);
}

/** Opens the map where there is no room for it beside the page. */
export function mapButton(): Element {
  return h(
    "button.icon-button.map-open",
    { type: "button", id: pageId("map-open"), ariaLabel: "All pages", ariaHasPopup: "dialog" },
    icon("menu"),
  );
}
