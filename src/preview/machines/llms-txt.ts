import type { BlockContent, ListItem, PhrasingContent, RootContent } from "mdast";
import { toMarkdown } from "mdast-util-to-markdown";
import { capitalize } from "../../findings/capitalize.ts";
import { isGuide } from "../address.ts";
import { groupByCategory } from "../categories.ts";
import type { Site } from "../pages/site.ts";
import type { PageState } from "../store.ts";
import { byKind, pageNoun } from "../things.ts";
import { addressOf } from "./published.ts";

/** What `llms.txt` is made of. */
export type ListedPages = readonly { readonly states: readonly PageState[] }[];

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
    .flatMap((states) => {
      const [first] = states;
      // Each is listed once: below the first of its categories.
      return first
        ? [{ kind: first.paths.kind, states, categories: first.page?.summary.categories.slice(0, 1) ?? [] }]
        : [];
    });
  const sections = byKind(shown, ({ kind }) => kind)
    .filter(({ items }) => items.length > 0)
    .flatMap(({ kind, items }) => {
      const name = capitalize(kind.plural);
      const categories = groupByCategory(items).map((group) => ({ ...group, title: `${name}: ${group.title}` }));
      return (categories.length > 0 ? categories : [{ title: name, items }]).flatMap((group): RootContent[] => [
        heading(2, group.title),
        list(group.items.flatMap(({ states }) => states.map((state) => item(state, url)))),
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
