/* Categories as `info.yaml` names them. The client groups by them as well: nothing here needs Node. */
import { capitalize } from "../findings/capitalize.ts";

/** Where things stand that name no category. */
export const OTHER = "other";

/** Words of a category that are not written as they stand in its slug. */
const SPELLINGS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    "ai api cd cdn ci cli cms css db dns etl gpu html http iam idp iot ip jvm llm ml mq os php rpc sbom sdk sql ssl sso tls ui ux vm vpn xml"
      .split(" ")
      .map((word) => [word, word.toUpperCase()]),
  ),
  apis: "APIs",
  devops: "DevOps",
  graphql: "GraphQL",
  javascript: "JavaScript",
  kubernetes: "Kubernetes",
  linux: "Linux",
  nosql: "NoSQL",
};

/**
 * What readers call a category.
 *
 * @param slug as `info.yaml` has it: `machine-learning-and-ai`
 * @returns its words as in a sentence: `Machine learning and AI`
 */
export function categoryTitle(slug: string): string {
  const words = slug.split("-").map((word) => (Object.hasOwn(SPELLINGS, word) ? SPELLINGS[word] : word));
  const title = words.join(" ");
  // What has a spelling of its own keeps it at the start, too.
  return words[0] === slug.split("-")[0] ? capitalize(title) : title;
}

/** A category with what is in it. */
export interface Category<Item> {
  readonly slug: string;
  readonly title: string;
  readonly items: readonly Item[];
}

/**
 * Puts things below their categories: each below all of its own.
 *
 * @param items in the order that they have in each category
 * @returns categories by their titles; at the end that of things without one. None where nothing has a category.
 */
export function groupByCategory<Item extends { readonly categories: readonly string[] }>(
  items: readonly Item[],
): readonly Category<Item>[] {
  if (items.every(({ categories }) => categories.length === 0)) return [];
  const groups = new Map<string, Item[]>();
  for (const item of items)
    for (const slug of new Set(item.categories.length > 0 ? item.categories : [OTHER])) {
      const group = groups.get(slug);
      if (group) group.push(item);
      else groups.set(slug, [item]);
    }
  const all = [...groups].map(([slug, own]) => ({ slug, title: categoryTitle(slug), items: own }));
  return all.toSorted((a, b) => Number(a.slug === OTHER) - Number(b.slug === OTHER) || compareTitles(a.title, b.title));
}

/** Compares titles as an index does: without the case of letters, and what stands before the first letter or digit. */
export function compareTitles(a: string, b: string): number {
  return compare(sortKey([a]), sortKey([b]));
}

/**
 * Sorts as {@link compareTitles} does.
 *
 * @param titlesOf the title, and what tells things of one title apart
 */
export function sortByTitle<Item>(items: readonly Item[], titlesOf: (item: Item) => readonly string[]): Item[] {
  const keyed = items.map((item) => ({ item, key: sortKey(titlesOf(item)) }));
  return keyed.toSorted((a, b) => compare(a.key, b.key)).map(({ item }) => item);
}

function sortKey(titles: readonly string[]): string {
  return [indexed(titles[0] ?? ""), ...titles].join("\0");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The letter that a title stands under; `0–9` for digits, `#` where it has neither. */
export function letterOf(title: string): string {
  const first = indexed(title).charAt(0).toUpperCase();
  return /\d/.test(first) ? "0–9" : first || "#";
}

function indexed(title: string): string {
  return title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/^[^\p{L}\p{N}]+/u, "");
}
