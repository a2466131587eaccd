import { editAddress, groupsOf, groupTitle, labelOf, placeOf, titleOf } from "../pages.ts";
import { relativeLink } from "../markdown/relative-link.ts";
import { frontMatter } from "../front-matter.ts";
import type { SiteKind } from "./site.ts";

/** HTML is left out by Goldmark, shortcodes are found everywhere, and a typographer changes quotes, dashes and dots. */
export const hugo: SiteKind = {
  dialect: {
    text: [
      { pattern: /\{/g },
      { pattern: /<(?=[a-z/!?])/gi },
      { pattern: /["']|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\.|<(?=<)|(?<=<)<|>(?=>)|(?<=>)>/g, written: (it) => `\\${it}` },
      // Below a line, it would begin a definition.
      { pattern: /(?<=^[ \t>]*):(?=[ \t])/gm },
    ],
    inlineCode: (markdown) => withoutShortcodes(markdown),
    code: withoutShortcodes,
    isNoLanguage: (language) => language === "goat",
    breakInCell: " ",
    alerts: "labels",
    footnotes: true,
    tasks: true,
    // A page's address ends with its name and a slash.
    link: (from, to) => `../${relativeLink(from, to)}/`,
  },
  page: (page, markdown, all) => {
    const { paths, listing } = page;
    const { description, categories, formerly } = listing;
    const fields = {
      title: titleOf(page),
      linkTitle: labelOf(page),
      description,
      categories,
      weight: 1 + (all.things.find(({ pages }) => pages.includes(page))?.pages.indexOf(page) ?? 0),
      aliases: formerly.map((name) => `../../${name}/${paths.page.name}/`),
      editURL: editAddress(all, page),
    };
    return frontMatter(fields) + markdown;
  },
  // Themes make their menus of sections.
  lists: (all) => [
    { file: "_index.md", text: section({ title: all.title }) },
    ...groupsOf(all).flatMap(({ kind, things }, index) => [
      { file: `${kind.folder}/_index.md`, text: section({ title: groupTitle(kind), weight: index + 1 }) },
      ...things.map(({ title, pages: [guide] }, place) => ({
        file: placeOf(guide.paths).replace(/[^/]*$/, "_index.md"),
        text: section({ title, description: guide.listing.description, weight: place + 1 }),
      })),
    ]),
  ],
};

function section(fields: Readonly<Record<string, unknown>>): string {
  return `${frontMatter(fields).trimEnd()}\n`;
}

/** Writes what looks like a shortcode so that it stays text. */
function withoutShortcodes(code: string): string {
  return code.replace(/\{\{([<%])([^]*?)([>%])\}\}/g, (all, open: string, inner: string, close: string) =>
    (open === "<" ? ">" : "%") === close ? `{{${open}/*${inner}*/${close}}}` : all,
  );
}
