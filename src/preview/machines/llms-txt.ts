import type { BlockContent, ListItem, PhrasingContent, RootContent } from "mdast";
import { toMarkdown } from "mdast-util-to-markdown";
import { isGuide } from "../address.ts";
import { groupBy } from "../../findings/group-by.ts";
import type { Site } from "../pages/site.ts";
import type { PageState } from "../store.ts";
import { byKind, pageNoun } from "../things.ts";
import { addressOf } from "./published.ts";

/** What `llms.txt` is made of. */
export type ListedPages = readonly { readonly states: readonly PageState[] }[];

/** Things that name no category stand last, below this. */
const OTHER = "Other";

/**
 * The map of a site for language models, as https://llmstxt.org says: a title, what the site is for, and the Markdown of
 * each page, by kind and category.
 *
 * @param entries the site's things with their pages
 * @returns Markdown; its addresses are absolute where the site's is known, and else relative
 */
export function llmsTxt(
  entries: ListedPages,
  { title, description, url }: Pick<Site, "title" | "description" | "url">,
) {
  const shown = entries
    .map(({ states }) => states.filter(({ page }) => page !== undefined))
    .flatMap((states) => (states[0] ? [{ first: states[0], states }] : []));
  const sections = byKind(shown, ({ first }) => first.paths.kind).flatMap(({ kind, items }) => {
    const byCategory = groupBy(items, ({ first }) => words(first.page?.summary.categories[0] ?? ""));
    const isOneList = byCategory.size === 1 && byCategory.has("");
    return [...byCategory]
      .toSorted(([one], [other]) => Number(one === "") - Number(other === "") || compare(one, other))
      .flatMap(([category, things]): RootContent[] => [
        heading(2, capital(kind.plural) + (isOneList ? "" : `: ${category || OTHER}`)),
        list(things.flatMap(({ states }) => states.map((state) => item(state, url)))),
      ]);
  });
  return toMarkdown(
    {
      type: "root",
      children: [heading(1, title), { type: "blockquote", children: [paragraph(text(description))] }, ...sections],
    },
    { bullet: "-", resourceLink: true },
  );
}

/** What the thing is stands beside its guide; below it, its other pages. */
function item({ paths, page }: PageState, url: string | undefined): ListItem {
  const { title = paths.name, description = "" } = page?.summary ?? {};
  const said = isGuide(paths) && description !== "" ? [text(`: ${description}`)] : [];
  const link = text(`${title}: ${pageNoun(paths)}`);
  const children = [
    paragraph({ type: "link", url: addressOf(paths, "md", url), title: null, children: [link] }, ...said),
  ];
  return { type: "listItem", spread: false, children };
}

function list(children: ListItem[]): RootContent {
  return { type: "list", ordered: false, spread: false, children };
}

function heading(depth: 1 | 2, words: string): RootContent {
  return { type: "heading", depth, children: [text(words)] };
}

function paragraph(...children: PhrasingContent[]): BlockContent & { type: "paragraph" } {
  return { type: "paragraph", children };
}

/** On one line: what a descriptor says begins no block of its own. */
function text(value: string): PhrasingContent & { type: "text" } {
  return { type: "text", value: value.replace(/\s+/g, " ") };
}

/** `monitoring-and-observability` as one reads it. */
function words(category: string): string {
  return capital(category.replaceAll("-", " "));
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
