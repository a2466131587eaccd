import type { Element } from "hast";
import { h } from "hastscript";
import { pageId } from "../page-id.ts";
import type { Related } from "../related.ts";

/** The things before and after, by their pages, and those that belong to this one. */
export interface Neighbours {
  readonly related: readonly Related[];
  readonly previous: { readonly key: string; readonly title: string } | undefined;
  readonly next: { readonly key: string; readonly title: string } | undefined;
}

/**
 * What chooses how a guide is shown.
 *
 * @param forAuthors whether it has their tools
 * @param hasCompare whether there is something to compare it with
 * @param hasRegistries whether it differs by registry
 * @returns nothing where there is nothing to choose
 */
export function toolbar(forAuthors: boolean, hasCompare: boolean, hasRegistries: boolean): Element[] {
  const option = (value: string, label: string) =>
    h("label.segment", [h("input", { type: "radio", name: "registry", value }), h("span", label)]);
  const registries = [
    h("fieldset.segments", { id: pageId("registry") }, [
      h("legend.visually-hidden", "Registry"),
      option("public", "Public"),
      option("mirror", "Mirror"),
      option("own", "Own namespace"),
    ]),
    h("input", {
      id: pageId("namespace"),
      type: "text",
      placeholder: "your-namespace",
      ariaLabel: "Your namespace",
      autocomplete: "off",
      autocapitalize: "off",
      spellCheck: "false",
    }),
  ];
  const tools = [
    ...(hasRegistries ? registries : []),
    ...(forAuthors ? [toggle("origins", "Where from")] : []),
    ...(forAuthors && hasCompare ? [toggle("compare-toggle", "Compare")] : []),
    ...(forAuthors ? [toggle("reader", "As readers see it")] : []),
  ];
  return tools.length === 0 ? [] : [h("div.toolbar", { role: "region", ariaLabel: "View" }, tools)];
}

function toggle(name: string, label: string): Element {
  return h("button.toggle", { type: "button", id: pageId(name), ariaPressed: "false" }, label);
}

/**
 * The way to other things.
 *
 * @param base from the page to the site's root
 */
export function pager({ previous, next }: Neighbours, base: string): Element {
  const link = (to: Neighbours["next"], rel: string, label: string) =>
    to
      ? [
          h("a", { className: [`pager-${rel}`], rel, href: `${base}${to.key}.html` }, [
            h("span", label),
            h("b", to.title),
          ]),
        ]
      : [];
  return h("nav.pager", { ariaLabel: "Previous and next" }, [
    ...link(previous, "prev", "Previous"),
    ...link(next, "next", "Next"),
  ]);
}
