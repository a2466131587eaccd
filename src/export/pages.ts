import { type Kind, KINDS, type PageContent, type PagePaths } from "../core.ts";
import { encodePath } from "../files/encode-path.ts";
import { capitalize } from "../findings/capitalize.ts";
import { groupBy } from "../findings/group-by.ts";

/** A page of the project that goes into another docs site. */
export interface ExportedPage {
  readonly paths: PagePaths;
  /** The page in house style. */
  readonly text: string;
  readonly listing: PageContent["listing"];
}

/** What a docs site lists: a thing with its pages, the guide first. */
export interface ExportedThing {
  readonly kind: Kind;
  readonly name: string;
  readonly title: string;
  readonly pages: readonly [ExportedPage, ...ExportedPage[]];
}

/** What a project's settings say of all pages. */
export interface Exported {
  /** The title of the whole. */
  readonly title: string;
  /** The address where a descriptor is edited, with `{file}`. */
  readonly edit: string | undefined;
  readonly things: readonly ExportedThing[];
}

/** A file below the folder of an export. */
export interface ExportedFile {
  readonly file: string;
  readonly text: string;
}

/** Where a page stands below the folder of an export, without `.md`: `image/redis/guide`, `chart/loki/overview`. */
export function placeOf({ kind, name, page }: PagePaths): string {
  return `${kind.folder}/${name}/${page.name}`;
}

/** What a page is called among all pages: `Redis`, `Redis overview`. */
export function titleOf({ paths: { kind, page }, listing: { title } }: ExportedPage): string {
  return page.name === kind.pages[0].name ? title : `${title} ${page.name}`;
}

/** What a page is called among those of its thing: `Guide`, `Overview`. */
export function labelOf({ paths: { page } }: ExportedPage): string {
  return capitalize(page.name);
}

/** What things of a kind are called at the head of a list: `Images`, `Helm charts`. */
export function groupTitle({ plural }: Kind): string {
  return capitalize(plural);
}

/** Where readers edit what a page is made from. */
export function editAddress({ edit }: Exported, { paths: { descriptor } }: ExportedPage): string | undefined {
  return edit?.replaceAll("{file}", () => encodePath(descriptor));
}

/** Things by their kinds, those left out of which there are none. */
export function groupsOf({ things }: Exported): readonly { kind: Kind; things: readonly ExportedThing[] }[] {
  return KINDS.map((kind) => ({ kind, things: things.filter((thing) => thing.kind === kind) })).filter(
    (group) => group.things.length > 0,
  );
}

/**
 * Puts the pages of each thing together, things A to Z by their titles.
 *
 * @param pages pages, the guide of a thing before its others
 */
export function thingsOf(pages: readonly ExportedPage[]): ExportedThing[] {
  const things = groupBy(pages, ({ paths }) => paths.id);
  const all = [...things.values()].map((own): ExportedThing => {
    const [{ paths, listing }] = own;
    return { kind: paths.kind, name: paths.name, title: listing.title, pages: own };
  });
  const key = ({ title, name }: ExportedThing) => `${title.toLowerCase()}\n${name}`;
  return all.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
