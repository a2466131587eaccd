import type { Element } from "hast";
import { h } from "hastscript";
import { encodePath } from "../../files/encode-path.ts";
import { capitalize } from "../../findings/capitalize.ts";
import { baseOf, keyOf } from "../address.ts";
import { categoryTitle } from "../categories.ts";
import { titleOfPage } from "../entries.ts";
import { addressOf } from "../machines/published.ts";
import type { Related } from "../related.ts";
import type { PageState } from "../store.ts";
import { markdownLinks } from "./markdown-links.ts";
import type { Site } from "./site.ts";

/** What stands above the text of a page; pages have no title of their own. */
export function head({ page, paths, logo }: PageState): Element[] {
  const { title = paths.name, description = "", categories = [] } = page?.summary ?? {};
  const index = `${baseOf(keyOf(paths))}index.html`;
  return [
    h("div.guide-title", [
      ...(logo === undefined ? [] : [h("img.logo", { src: logo, alt: "", width: 48, height: 48 })]),
      h("div", [h("h1", title), h("p.guide-kind", [h("code.name", paths.id), ` ${paths.kind.noun}`])]),
    ]),
    ...(description === "" ? [] : [h("p.description", description)]),
    ...(categories.length === 0
      ? []
      : [
          h(
            "ul.categories",
            { ariaLabel: "Categories" },
            categories.map((category) =>
              h("li", h("a", { href: `${index}?category=${category}` }, categoryTitle(category))),
            ),
          ),
        ]),
  ];
}

/** What the head of a page says that its descriptor does not. */
export interface HeadFacts {
  readonly related: readonly Related[];
  /** The day of its last change; undefined where nobody knows. */
  readonly changed: string | undefined;
  /** Where the page is as Markdown; undefined where it is not. */
  readonly markdown: string | undefined;
}

/** What belongs to a page, and what a reader can do with it: one line, where there is room. */
export function pageLinks(state: PageState, { related, changed, markdown }: HeadFacts, site: Site): Element[] {
  const { paths } = state;
  const base = baseOf(keyOf(paths));
  const edit = site.editLink?.replaceAll("{file}", () => encodePath(paths.descriptor));
  const report = site.issueLink
    ?.replaceAll("{title}", () => encodeURIComponent(`${titleOfPage(state)}: ${paths.page.name}`))
    .replaceAll("{page}", () => encodeURIComponent(addressOf(paths, "html", site.url)));
  const items = [
    ...related.map(({ kind, things }) => [
      `${capitalize(things.length === 1 ? kind.noun : kind.plural)}: `,
      ...things.flatMap((thing, index) => [
        index > 0 ? ", " : "",
        h("a", { href: `${base}${thing.key}.html` }, thing.title),
      ]),
    ]),
    ...(changed === undefined ? [] : [["Last change: ", h("time", { dateTime: changed }, changed)]]),
    ...(edit === undefined ? [] : [[h("a", { href: edit, rel: "noopener noreferrer" }, "Edit this page")]]),
    ...(report === undefined ? [] : [[h("a", { href: report, rel: "noopener noreferrer" }, "Report a problem")]]),
    ...(markdown === undefined ? [] : markdownLinks(markdown).map((link) => [link])),
  ];
  if (items.length === 0) return [];
  return [
    h(
      "ul.page-links",
      { ariaLabel: "About this page" },
      items.map((item) => h("li", item)),
    ),
  ];
}

/** What other sites and search engines show of a page that they link to. */
export function pageMeta({ page, paths }: PageState, title: string, site: Site): Element[] {
  const description = page?.summary.description ?? "";
  const url = site.url && addressOf(paths, "html", site.url);
  const property = (name: string, content: string) => h("meta", { property: `og:${name}`, content });
  return [
    ...(description === "" ? [] : [h("meta", { name: "description", content: description })]),
    property("title", title),
    ...(description === "" ? [] : [property("description", description)]),
    property("type", "article"),
    property("site_name", site.title),
    ...(url === undefined ? [] : [property("url", url), h("link", { rel: "canonical", href: url })]),
  ];
}
