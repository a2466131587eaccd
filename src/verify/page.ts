import { basename, dirname } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import type { ChartFacts } from "../catalog/charts.ts";
import type { ImageFacts } from "../catalog/facts.ts";
import { KINDS, type Kind, type PageKind, type Subject } from "../kinds/kinds.ts";

/** What is verified: a page of a thing. */
export interface Page {
  readonly kind: Kind;
  readonly page: PageKind;
  /** The thing's name: that of its folder in a catalog. */
  readonly name: string;
  /** Whether a project makes it without the facts of the thing, which `sync` would write. */
  readonly lacksFacts?: boolean | undefined;
}

/** What a page can be held against. */
export interface PageFacts {
  /** The name of its repository, where the catalog knows it. */
  readonly name: string | undefined;
  /** The facts of the image that it is about, where its definitions were read; none on a page about a chart. */
  readonly image: ImageFacts | undefined;
  /** The facts of the chart that it is about, likewise. */
  readonly chart: ChartFacts | undefined;
  /** The names of all images, its own among them. */
  readonly imageNames: ReadonlySet<string>;
  /** Whether readers look for all facts there, so that one that is left out is a finding. */
  readonly isComplete: boolean;
  /** Whether `sync` would write the facts that the page lacks. */
  readonly lacksFacts: boolean;
}

const FACTS: Readonly<
  Record<Subject, (name: string, catalog: Catalog) => Omit<PageFacts, "isComplete" | "lacksFacts" | "imageNames">>
> = {
  image: (name, { images, imageNames }) => ({
    name: imageNames.has(name) ? name : undefined,
    image: images.get(name),
    chart: undefined,
  }),
  chart: (name, { charts }) => {
    const chart = charts.get(name);
    return { name: chart?.name, image: undefined, chart };
  },
};

/**
 * What a page can be held against.
 *
 * @param page the page, as {@link pageOf} or the project tells it
 * @param catalog the facts that are known
 * @returns its facts; none where the catalog does not know its thing
 */
export function factsOf({ kind, page, name, lacksFacts = false }: Page, catalog: Catalog): PageFacts {
  const facts = FACTS[kind.subject](name, catalog);
  const { isComplete } = page;
  const { imageNames } = catalog;
  return { ...facts, imageNames, isComplete, lacksFacts };
}

/**
 * Tells by where a file stands which page it is: `chart/<name>/guides.md`, `image/<name>/overview.md`,
 * `out/charts/<name>/…`; below any other folder, and as `<name>.md`, it is about an image that the catalog knows.
 *
 * @param file its path relative to the root, with `/`
 * @param catalog for the names of images
 * @param root the root, which may be the thing's own folder
 * @returns the page; a guide where the file's name is that of no page
 */
export function pageOf(file: string, catalog: Pick<Catalog, "imageNames">, root = ""): Page {
  const folder = dirname(root === "" ? file : `${root.replaceAll("\\", "/")}/${file}`);
  const placed = KINDS.find((each: Kind) => standsIn(folder, each));
  const kind = placed ?? KINDS[0];
  const page = kind.pages.find((each) => each.file === basename(file)) ?? kind.pages[0];
  if (placed) return { kind, page, name: basename(folder) };
  const names = [basename(dirname(file)), basename(file, ".md")];
  return { kind, page, name: names.find((each) => catalog.imageNames.has(each)) ?? names[0] ?? "" };
}

/** Whether a folder is that of a thing of the kind: in a catalog, or among outputs where each kind has its own place. */
function standsIn(folder: string, { folder: catalogFolder, outputs }: Kind): boolean {
  const above = dirname(folder);
  const isBelow = (place: string) => above === place || above.endsWith(`/${place}`);
  return isBelow(catalogFolder) || (dirname(outputs) !== "." && isBelow(dirname(outputs)));
}
