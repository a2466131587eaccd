import { findingsOf, type Catalog } from "../catalog/catalog.ts";
import type { ImageInfo } from "../catalog/definition.ts";
import type { Kind, ScaffoldFacts, Snapshot, Subject } from "../core.ts";
import type { Finding } from "../findings/finding.ts";
import { chartFactsOf } from "./chart-facts.ts";
import { factsOf } from "./facts.ts";
import { keepClaims } from "./keep.ts";
import { keptFacts, readDescriptor } from "./read-descriptor.ts";
import { scaffoldFromChart } from "./scaffold-chart.ts";
import { scaffoldFrom } from "./scaffold.ts";
import { isEmpty, snapshotOf, syncSnapshot, type SyncedSnapshot } from "./snapshot.ts";
import { keysBefore, syncDescriptor, syncFacts, type FactsFor, type Synced } from "./sync.ts";

/** What a catalog's definitions say of one thing, whatever its kind is. */
export interface Defined {
  readonly info: ImageInfo;
  /** What is wrong with its definitions: then the others say less than there is. */
  readonly findings: readonly Finding[];
  /** A descriptor to begin with. */
  readonly scaffold: (head: ScaffoldFacts) => string;
  /** The facts that are many or change often; undefined where there are none. */
  readonly snapshot: Snapshot | undefined;
  /**
   * What descriptor and snapshot are to be.
   *
   * @param text a valid descriptor
   * @param snapshot what its snapshot holds; undefined where there is none
   */
  readonly sync: (text: string, snapshot: string | undefined) => Synced & { readonly snapshot?: SyncedSnapshot };
  /** What the descriptor is to be where no fact changes: see {@link keepClaims}. */
  readonly keep: (text: string) => Synced;
}

/** Where the definitions of each kind are, and what becomes of them. */
const DEFINED: Readonly<Record<Subject, (name: string, catalog: Catalog, kind: Kind) => Defined | undefined>> = {
  image: (name, catalog) => {
    const image = catalog.images.get(name);
    if (!image || image.all.definitions.length === 0) return undefined;
    return {
      info: image.info,
      findings: findingsOf(catalog, image),
      scaffold: (head) => scaffoldFrom(image, catalog, head),
      snapshot: undefined,
      sync: (text) => syncDescriptor(text, image, catalog),
      keep: (text) => keepClaims(text, (variables) => factsOf(image, catalog, variables)),
    };
  },
  chart: (name, catalog, kind) => {
    const chart = catalog.charts.get(name);
    if (!chart || chart.releases.length === 0) return undefined;
    const facts = snapshotOf(chart);
    const factsFor: FactsFor = () => chartFactsOf(chart, kind);
    return {
      info: chart.info,
      findings: findingsOf(catalog, chart),
      scaffold: (head) => scaffoldFromChart(chart, chartFactsOf(chart, kind), head),
      snapshot: isEmpty(facts) ? undefined : facts,
      sync: (text, snapshot) => {
        const keep = Object.keys(keptFacts(readDescriptor(text)));
        const synced = syncSnapshot(snapshot, facts, keep);
        const places = { leading: keysBefore(kind, "release"), keptElsewhere: synced.kept };
        const isNeeded = snapshot !== undefined || !isEmpty(facts);
        return { ...syncFacts(text, factsFor, places), ...(isNeeded && { snapshot: synced }) };
      },
      keep: (text) => keepClaims(text, factsFor),
    };
  },
};

/** The names of which a catalog has definitions. */
const NAMES: Readonly<Record<Subject, (catalog: Catalog) => readonly string[]>> = {
  image: ({ images }) => [...images.keys()],
  chart: ({ charts }) => [...charts.keys()],
};

/**
 * Finds what a catalog's definitions say of a thing.
 *
 * @param name its name
 * @param kind its kind
 * @param catalog the catalog
 * @returns undefined where it has no definitions of it
 */
export function definedIn(name: string, kind: Kind, catalog: Catalog): Defined | undefined {
  return DEFINED[kind.subject](name, catalog, kind);
}

/** The names of a kind's things of which a catalog has definitions. */
export function definedNames({ subject }: Kind, catalog: Catalog): readonly string[] {
  return NAMES[subject](catalog);
}
