import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import { pageId } from "../page-id.ts";
import { icon } from "./icons.ts";
import { mapButton } from "./map.ts";
import { htmlOf } from "./raw.ts";
import { assetAddress, type Site } from "./site.ts";

/** What a page runs and loads: its own files, and nothing else. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const ICON =
  "data:image/svg+xml," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d63ed"/><path d="M9 8h10a4 4 0 0 1 4 4v12H12a3 3 0 0 1-3-3z" fill="#fff"/><path d="M12 13h8M12 17h6" stroke="#1d63ed" stroke-width="2" stroke-linecap="round"/></svg>',
  );

export interface Page {
  readonly title: string;
  /** From the page to the site's root: `` or `../`; the root's path, for a page that stands anywhere. */
  readonly base: string;
  readonly kind: "landing" | "guide" | "not-found";
  /** Where the page is as Markdown, where it is. */
  readonly markdown?: string | undefined;
  /** Data attributes of the `html` element, for the client. */
  readonly data: Readonly<Record<string, string | undefined>>;
  /** What the `head` element says of it besides its title. */
  readonly meta?: readonly ElementContent[];
  /** What the bar at the top has of its own. */
  readonly bar?: readonly ElementContent[];
  readonly body: readonly ElementContent[];
}

/**
 * A whole page.
 *
 * @param page what is particular to it
 * @param site what all pages share
 * @returns the HTML document; all its addresses are relative, so that it works below any path and from a file
 */
export function documentOf({ title, base, kind, markdown, data, meta = [], bar = [], body }: Page, site: Site): string {
  const head = h("head", [
    h("meta", { charSet: "utf-8" }),
    h("meta", { httpEquiv: "Content-Security-Policy", content: CONTENT_SECURITY_POLICY }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    // So that nothing white flashes up before the stylesheet is there.
    h("meta", { name: "color-scheme", content: "light dark" }),
    h("meta", { name: "referrer", content: "no-referrer" }),
    h("title", title),
    ...meta,
    h("link", { rel: "icon", href: logoAddress(base, site) ?? ICON }),
    ...(markdown === undefined ? [] : [h("link", { rel: "alternate", type: "text/markdown", href: markdown })]),
    h("link", { rel: "stylesheet", href: assetAddress(site, base, "app.css") }),
    ...[...site.look.files.keys()]
      .filter((name) => name.endsWith(".css"))
      .map((name) => h("link", { rel: "stylesheet", href: assetAddress(site, base, name) })),
    h("script", { src: assetAddress(site, base, "early.js") }),
    h("script", { src: assetAddress(site, base, site.forAuthors ? "author.js" : "app.js"), defer: true }),
  ]);
  const properties = {
    lang: "en",
    dataPage: kind,
    dataBase: base,
    dataLive: site.isLive ? "" : undefined,
    dataSource: site.forAuthors ? site.sourceLink : undefined,
    dataSearch: assetAddress(site, base, "search.js"),
    dataView: site.forAuthors ? undefined : "reader",
    dataLook: site.isLive ? site.look.version : undefined,
    ...data,
  };
  return `<!doctype html>\n${htmlOf(h("html", properties, [head, h("body", [...chrome(kind, base, bar, site), ...body, ...footer(site)])]))}\n`;
}

function chrome(kind: Page["kind"], base: string, bar: readonly ElementContent[], site: Site): ElementContent[] {
  return [
    h("a.skip", { href: `#${pageId("main")}` }, "Skip to the content"),
    h("header.top", [
      ...(kind === "guide" ? [mapButton()] : []),
      h("a.brand", { href: `${base}index.html` }, [logo(base, site), h("span", site.title)]),
      ...navigation(site),
      ...bar,
      ...(site.isLive ? [h("span.live", { id: pageId("live"), role: "status" }, "Live")] : []),
      h("button.search-open", { type: "button", id: pageId("search-open"), ariaKeyShortcuts: "Control+K" }, [
        icon("search"),
        h("span.search-label", "Search"),
        h("kbd", { ariaHidden: "true" }, "Ctrl K"),
      ]),
      h(
        "button.icon-button",
        { type: "button", id: pageId("theme"), ariaLabel: "Switch between light and dark" },
        icon("theme"),
      ),
    ]),
  ];
}

/** The title beside it says the same. */
function logo(base: string, site: Site): Element {
  const src = logoAddress(base, site);
  return src === undefined ? icon("book") : h("img.logo", { src, alt: "", ...site.look.logo?.size });
}

function logoAddress(base: string, site: Site): string | undefined {
  const { logo } = site.look;
  if (!logo) return undefined;
  return "data" in logo.source ? logo.source.data : assetAddress(site, base, logo.source.asset);
}

/** The project's own links: at the top, or at the end where there is no room. */
function navigation({ navigation: links }: Site): Element[] {
  if (links.length === 0) return [];
  const items = links.map(({ text, link }) => h("li", h("a", { href: link }, text)));
  return [h("nav.site-links", { ariaLabel: "Site" }, h("ul", items))];
}

function footer(site: Site): Element[] {
  const words = site.footer === undefined ? [] : [h("p", site.footer)];
  const all = [...navigation(site), ...words];
  return all.length === 0 ? [] : [h("footer.site-footer", { dataOnlyLinks: words.length === 0 ? "" : undefined }, all)];
}
