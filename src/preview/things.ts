import { KINDS, type Kind, type PagePaths } from "../core.ts";

/** What a descriptor describes, and the pages that it may have. */
export interface Thing {
  /** As commands call it: `redis`, `chart/redis`. */
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
  /** The guide first; which of the others there are, the descriptor says. */
  readonly pages: readonly [PagePaths, ...PagePaths[]];
}

/** Puts the pages of each thing together; of a second descriptor of a name there are none. */
export function thingsOf(pages: readonly PagePaths[]): readonly Thing[] {
  const things = new Map<string, [PagePaths, ...PagePaths[]]>();
  for (const paths of pages) {
    const own = things.get(paths.id);
    if (!own) things.set(paths.id, [paths]);
    else if (own[0].descriptor === paths.descriptor) own.push(paths);
  }
  return [...things].map(([id, own]) => ({ id, kind: own[0].kind, name: own[0].name, pages: own }));
}

/** Things by their kinds, in the order of the kinds; a kind that has none is there, too. */
export function byKind<Item>(
  items: readonly Item[],
  kindOf: (item: Item) => Kind,
): readonly { readonly kind: Kind; readonly items: readonly Item[] }[] {
  return KINDS.map((kind) => ({ kind, items: items.filter((item) => kindOf(item) === kind) }));
}

/** How many there are of a kind: `1 image`, `2 Helm charts`. */
export function countOf(count: number, { noun, plural }: Kind): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** What a page is called in a sentence: `guide`, `overview`; one of the project's own, `hub page`. */
export function pageNoun({ page }: PagePaths): string {
  return page.fields === undefined ? `${page.name} page` : page.name;
}
