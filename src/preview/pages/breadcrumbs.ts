import type { Element } from "hast";
import { h } from "hastscript";
import { capitalize } from "../../findings/capitalize.ts";
import { baseOf, keyOf } from "../address.ts";
import { categoryTitle } from "../categories.ts";
import { titleOfPage } from "../entries.ts";
import type { PageState } from "../store.ts";
import type { Site } from "./site.ts";

/**
 * Where a page stands: the site, the first category of its thing, the thing, and the page, where it has several.
 *
 * @param shown the page that they stand on
 * @param all the pages of its thing
 */
export function breadcrumbs(shown: PageState, all: readonly PageState[], { title }: Site): Element {
  const { page, paths } = shown;
  const key = keyOf(paths);
  const base = baseOf(key);
  const [category] = page?.summary.categories ?? [];
  const name = titleOfPage(shown);
  const first = keyOf((all[0] ?? { paths }).paths);
  const link = (text: string, address: string) => h("li", h("a", { href: `${base}${address}` }, text));
  const here = (text: string) => h("li", h("span", { ariaCurrent: "page" }, text));
  return h("nav.breadcrumbs", { ariaLabel: "Breadcrumbs" }, [
    h("ol", [
      link(title, "index.html"),
      ...(category === undefined ? [] : [link(categoryTitle(category), `index.html?category=${category}`)]),
      ...(all.length > 1 ? [link(name, `${first}.html`), here(capitalize(paths.page.name))] : [here(name)]),
    ]),
  ]);
}
