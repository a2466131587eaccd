import { editAddress, groupsOf, groupTitle, labelOf, placeOf, titleOf } from "../pages.ts";
import type { ExportedPage, ExportedThing } from "../pages.ts";
import { relativeLink } from "../markdown/relative-link.ts";
import { frontMatter } from "../front-matter.ts";
import { listOfThings } from "./list.ts";
import type { SiteKind } from "./site.ts";

/** Is no part of what stands around it. */
const COLON = "<span>&#58;</span>";

/** Pages are CommonMark by `mdx.format`; what is left of MDX are directives, emoji and ids of headings. */
export const docusaurus: SiteKind = {
  dialect: {
    text: [
      // It looks for `:tada:` when references are characters already: an element parts it.
      { pattern: /:(?=[\w+-]+:)/g, written: () => COLON },
      // So it does for an address, as in quotes.
      { pattern: /(?<=https?):(?=\/\/)/gi, written: () => COLON },
      { pattern: /:(?=[\p{L}:])/gu },
      { pattern: /\{/g },
      { pattern: /<(?=[a-z/!?])/gi },
    ],
    marked: { pattern: /highlight-(?:next-line|start|end)/, open: "<pre><code><span>", close: "</span></code></pre>" },
    isNoLanguage: (language) => language === "mdx-code-block",
    breakInCell: "<br />",
    colon: COLON,
    alerts: "directives",
    footnotes: true,
    tasks: true,
    ids: /^[\w-]+$/,
    link: (from, to) => `${relativeLink(from, to)}.md`,
  },
  page: (page, markdown, all) => {
    const { description, categories } = page.listing;
    const fields = {
      title: titleOf(page),
      sidebar_label: labelOf(page),
      description,
      tags: categories,
      custom_edit_url: editAddress(all, page) ?? null,
      mdx: { format: "md" },
    };
    return frontMatter(fields) + markdown;
  },
  lists: (all) => [
    {
      file: "index.md",
      text:
        frontMatter({ title: all.title, custom_edit_url: null, mdx: { format: "md" } }) +
        listOfThings(all, (place) => `./${place}.md`),
    },
    {
      file: "sidebar.json",
      text: `${JSON.stringify({ guides: [{ type: "doc", id: "index", label: all.title }, ...groupsOf(all).map(sidebarGroup)] }, undefined, 2)}\n`,
    },
  ],
};

function sidebarGroup({ kind, things }: ReturnType<typeof groupsOf>[number]) {
  return { type: "category", label: groupTitle(kind), collapsed: false, items: things.map(sidebarThing) };
}

function sidebarThing({ title, pages }: ExportedThing) {
  if (pages.length === 1) return { type: "doc", id: idOf(pages[0]), label: title };
  const items = pages.map((page) => ({ type: "doc", id: idOf(page), label: labelOf(page) }));
  return { type: "category", label: title, items };
}

/** Numbers in front of names are for the order alone, but for dates and versions: they are no part of an id. */
function idOf({ paths }: ExportedPage): string {
  const steps = placeOf(paths).split("/");
  return steps.map((step) => (NO_PREFIX.test(step) ? step : step.replace(PREFIX, ""))).join("/");
}

const PREFIX = /^\d+\s*[-_.]+\s*(?=[^-_.\s])/;
const NO_PREFIX = /^(?:(?:\d{4}|\d{2})[-_.]\d{2}(?:[-_.](?:\d{4}|\d{2}))?.*|\d+[-_.]\d+.*)$/;
