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
      // An empty task is none to GitHub.
      { pattern: /^\[(?=[ xX]\])/g },
      // Below a line, it would begin a definition.
      { pattern: /(?<=^[ \t>]*):(?=[ \t])/gm },
    ],
    inlineCode: (markdown) => withoutShortcodes(markdown),
    code: withoutShortcodes,
    isNoLanguage: (language, lines) =>
      language === "goat" ||
      // Its highlighter adds blanks behind a block of text, by which a here-document has no end.
      (/^ya?ml$/i.test(language) && /[|>][+-]?\d?[+-]?\n/.test(lines)) ||
      withoutShortcodes(lines).includes(PARAMETER),
    breakInCell: " ",
    alerts: "labels",
    footnotes: true,
    tasks: true,
    // A page's address ends with its name and a slash.
    ids: /^[\w-]+$/,
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
      written: markdown.includes(PARAMETER) ? WRITTEN : undefined,
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

/** What Hugo looks for in code as well, and cannot be escaped: it is read from the front matter. */
const WRITTEN = { shortcode: "{{<", markdown: "{{%", summary: "<!--more-->" };
const PARAMETER = '{{< param "written.';

/** Writes what looks like a shortcode so that it stays text. */
function withoutShortcodes(code: string): string {
  return code.replace(
    /\{\{<([^]*?)>\}\}|\{\{%([^]*?)%\}\}|\{\{[<%]|<!--more-->/g,
    (all, inner: string | undefined, marked: string | undefined) => {
      if (inner !== undefined) return `{{</*${inner}*/>}}`;
      if (marked !== undefined) return `{{%/*${marked}*/%}}`;
      const name = Object.entries(WRITTEN).find(([, written]) => written === all)?.[0] ?? "";
      return `${PARAMETER}${name}" >}}`;
    },
  );
}
