import type { Catalog } from "../catalog/catalog.ts";
import { idOf, KINDS, type Kind, type Subject } from "../core.ts";
import { definedChart } from "./defined-chart.ts";
import { definedImage } from "./defined-image.ts";
import type { Defined, DefineThing, Needed } from "./defined.ts";
import type { ThingFacts } from "./fact-schema.ts";

/** What becomes of the definitions of each kind. */
const DEFINED: Readonly<Record<Subject, DefineThing>> = { image: definedImage, chart: definedChart };

/** The names of which a catalog knows anything. */
const NAMES: Readonly<Record<Subject, (catalog: Catalog) => readonly string[]>> = {
  image: ({ images }) => [...images.keys()],
  chart: ({ charts }) => [...charts.keys()],
};

/**
 * Finds what a catalog says of a thing.
 *
 * @param name its name
 * @param kind its kind
 * @param catalog the catalog
 * @param needed what its pages need, so that its snapshot has it
 * @returns undefined where it knows nothing of it
 */
export function definedIn(name: string, kind: Kind, catalog: Catalog, needed: Needed = {}): Defined | undefined {
  return DEFINED[kind.subject](name, catalog, kind, needed);
}

/** The names of a kind's things of which a catalog knows anything. */
export function definedNames({ subject }: Kind, catalog: Catalog): readonly string[] {
  return NAMES[subject](catalog);
}

/** An image or a chart that a catalog defines. */
export interface DefinedThing extends Defined {
  /** As commands name it: `redis`, `chart/redis`. */
  readonly id: string;
  readonly kind: Kind;
  readonly name: string;
}

/**
 * Finds the things of a catalog by a name.
 *
 * @param catalog the catalog
 * @param asked `redis` is an image and a chart, `chart/redis` the chart, `image/redis` the image; all where it is left out
 * @returns images first, each kind in the catalog's order
 */
export function definedThings(catalog: Catalog, asked?: string): readonly DefinedThing[] {
  return KINDS.flatMap((kind: Kind) =>
    definedNames(kind, catalog)
      .filter((name) => asked === undefined || asked === name || asked === `${kind.folder}/${name}`)
      .flatMap((name): DefinedThing[] => {
        const defined = definedIn(name, kind, catalog);
        return defined ? [{ id: idOf(kind, name), kind, name, ...defined }] : [];
      }),
  );
}

/**
 * What the definitions of a catalog say, as data of the shape of `schema/facts.json`.
 *
 * @param catalog the catalog
 * @param names the things that are wanted, as commands name them; all where they are left out
 * @returns one entry a thing; what the catalog does not define has none
 */
export function catalogFacts(catalog: Catalog, names?: readonly string[]): readonly ThingFacts[] {
  const things = names === undefined ? definedThings(catalog) : names.flatMap((name) => definedThings(catalog, name));
  return [...new Map(things.map((thing) => [thing.id, thing])).values()].map(({ report }) => report());
}
