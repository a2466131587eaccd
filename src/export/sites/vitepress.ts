import { editAddress, groupsOf, groupTitle, labelOf, placeOf, titleOf } from "../pages.ts";
import type { Exported, ExportedPage, ExportedThing } from "../pages.ts";
import { literal } from "../markdown/characters.ts";
import { relativeLink } from "../markdown/relative-link.ts";
import { frontMatter } from "../front-matter.ts";
import { listOfThings } from "./list.ts";
import type { SiteKind } from "./site.ts";

/** Vue reads what Markdown gives: `{{` begins an expression, and text in braces sets attributes. */
export const vitepress: SiteKind = {
  dialect: {
    text: [
      { pattern: /\{/g },
      { pattern: /<(?=[a-z/!?\\<3])/gi },
      // A table of contents; a box that GitHub does not know.
      { pattern: /\[(?=[[!])/g },
      { pattern: /:(?=::)/g },
      // An address that is no link on GitHub, as in quotes.
      { pattern: /(?<=https?):(?=\/\/)/gi },
      // `:tada:`, and `:)` with its like.
      { pattern: /:(?=[\w+-]+:)/g },
      { pattern: /(?<![\p{L}\p{N}]):(?=\S)|(?<=\b[oO0]):(?=-?\))/gu },
      { pattern: /;(?=-?[()])|(?<=\b[8BxX])-(?=\))/g },
    ],
    // Files are included before Markdown is read.
    inlineCode: (markdown, value) =>
      value.includes("<!--")
        ? `<code v-pre>${literal(value)}</code>`
        : value.includes("{{")
          ? `${markdown}{v-pre}`
          : markdown,
    marked: { pattern: /\[!code|<!--\s*@include:/, open: "<pre v-pre><code>", close: "</code></pre>" },
    isNoLanguage: (language) => language.endsWith("-vue"),
    breakInCell: "<br>",
    alerts: "same",
    footnotes: false,
    tasks: false,
    isRefused: (address) => /^https?:\/\/localhost:/i.test(address),
    gluesLines: true,
    ids: /^[\p{L}\p{M}\p{N}_-]+$/u,
    link: (from, to) => `${relativeLink(from, to)}.md`,
  },
  page: (page, markdown, all) => {
    const edit = editAddress(all, page);
    const { description, categories } = page.listing;
    const fields = { title: titleOf(page), description, categories, edit, editLink: edit !== undefined };
    // Nothing shows the title of the front matter. No heading's own id has capitals.
    const heading = /^# /.test(markdown) ? "" : `# ${literal(titleOf(page))} {#Page}\n\n`;
    return frontMatter(fields) + heading + markdown;
  },
  lists: (all) => [
    { file: "index.md", text: index(all) },
    { file: "sidebar.json", text: `${JSON.stringify(groupsOf(all).map(sidebarGroup), undefined, 2)}\n` },
  ],
};

function index(all: Exported): string {
  const heading = `# ${literal(all.title)}\n\n`;
  return frontMatter({ title: all.title, editLink: false }) + heading + listOfThings(all, (place) => `./${place}.md`);
}

function sidebarGroup({ kind, things }: ReturnType<typeof groupsOf>[number]) {
  return { text: groupTitle(kind), collapsed: false, items: things.map(sidebarThing) };
}

function sidebarThing({ title, pages }: ExportedThing) {
  const linkTo = (page: ExportedPage) => placeOf(page.paths);
  // The sidebar takes its texts for HTML.
  const text = literal(title);
  if (pages.length === 1) return { text, link: linkTo(pages[0]) };
  return { text, collapsed: true, items: pages.map((page) => ({ text: literal(labelOf(page)), link: linkTo(page) })) };
}
