import { findingsOf, type Catalog } from "../catalog/catalog.ts";
import { chartNamed, type ChartFacts } from "../catalog/charts.ts";
import type { ImageInfo } from "../catalog/definition.ts";
import { idOf, KINDS, publishedVersions, type Kind, type ScaffoldFacts, type Snapshot, type Subject } from "../core.ts";
import type { Finding } from "../findings/finding.ts";
import { chartFactsOf } from "./chart-facts.ts";
import { complianceFacts } from "./compliance.ts";
import { chartReport, imageReport } from "./thing-report.ts";
import type { ThingFacts } from "./fact-schema.ts";
import { differencesOf } from "./differences.ts";
import type { FactsFor } from "./fact.ts";
import { factsOf } from "./facts.ts";
import type { PinnedRepository } from "./pins/pin.ts";
import { PINS } from "./pins/roll-pins.ts";
import { keepClaims } from "./keep.ts";
import { keptFacts, presetVariables, readDescriptor } from "./read-descriptor.ts";
import { scaffoldFromChart } from "./scaffold-chart.ts";
import { scaffoldFrom } from "./scaffold.ts";
import { tagsOf } from "./image-tags.ts";
import { isEmpty, snapshotOf, syncSnapshot, type SyncedSnapshot } from "./snapshot.ts";
import { keysBefore, syncFacts, syncImageFacts, type Synced } from "./sync.ts";

/** A valid descriptor, and what its snapshot holds; undefined where there is none. */
interface WrittenDescriptor {
  readonly file: string;
  readonly text: string;
  readonly snapshot: string | undefined;
}

/** What is known of one thing, whatever its kind is: what definitions say, and what is stated elsewhere. */
export interface Defined {
  readonly info: ImageInfo;
  /** Whether there are any of its definitions, or only what is stated elsewhere. */
  readonly hasDefinitions: boolean;
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
  /** All that is known of it, as data; with how a descriptor differs, where there is one. */
  readonly report: (descriptor?: WrittenDescriptor) => ThingFacts;
  /** What its pages can pin: itself, and the chart that is called as an image is. */
  readonly repositories: readonly PinnedRepository[];
}

const pinnedChart = ({ name, versions }: ChartFacts): PinnedRepository => ({ name, tags: versions, isChart: true });

/** What the pages of a thing need of what is in no descriptor. */
export interface Needed {
  /** An image's tags, or their lines of versions; undefined where nobody knows, so that those stay that are there. */
  readonly tags?: "all" | "versions" | "none" | undefined;
}

/** Where the definitions of each kind are, and what becomes of them. */
const DEFINED: Readonly<
  Record<Subject, (name: string, catalog: Catalog, kind: Kind, needed: Needed) => Defined | undefined>
> = {
  image: (name, catalog, kind, { tags }) => {
    const image = catalog.images.get(name);
    const hasDefinitions = image !== undefined && image.all.definitions.length > 0;
    if (!image || (!hasDefinitions && image.compliance.length === 0)) return undefined;
    const factsFor: FactsFor = (variables) =>
      hasDefinitions ? factsOf(image, catalog, variables) : complianceFacts(image);
    const scaffold = (head: ScaffoldFacts) =>
      hasDefinitions ? scaffoldFrom(image, catalog, head) : kind.scaffold(head);
    const facts = (): Snapshot => {
      const all = tagsOf(image);
      const versions = publishedVersions(all);
      return tags === "versions" ? { ...(versions && { versions: [...versions] }) } : all;
    };
    const syncFactsFile = (text: string, snapshot: string | undefined) => {
      const isNeeded = tags === undefined ? snapshot !== undefined : tags !== "none";
      if (!isNeeded && snapshot === undefined) return undefined;
      const keep = isNeeded ? Object.keys(keptFacts(readDescriptor(text))) : [];
      return syncSnapshot(snapshot, isNeeded ? facts() : {}, keep);
    };
    return {
      info: image.info,
      hasDefinitions,
      findings: findingsOf(catalog, image),
      scaffold: (head) => syncImageFacts(scaffold(head), () => complianceFacts(image)).text,
      snapshot: tags === undefined || tags === "none" ? undefined : withoutNone(facts()),
      sync: (text, snapshot) => {
        const synced = hasDefinitions ? syncFactsFile(text, snapshot) : undefined;
        return { ...syncImageFacts(text, factsFor, synced?.kept), ...(synced && { snapshot: synced }) };
      },
      keep: (text) => keepClaims(text, factsFor),
      report: (descriptor) => {
        const variables = descriptor ? presetVariables(readDescriptor(descriptor.text)) : [];
        const report = imageReport(image, kind, factsFor(variables), catalog);
        if (!descriptor) return report;
        const { file, text, snapshot } = descriptor;
        return {
          ...report,
          descriptor: { file, differences: differencesOf(text, factsFor, syncFactsFile(text, snapshot)) },
        };
      },
      repositories: [
        { name: image.name, tags: image.all.tags.map(({ value }) => value), isChart: false },
        ...[chartNamed(`${image.name}-chart`, catalog.charts) ?? []].flat().map(pinnedChart),
      ],
    };
  },
  chart: (name, catalog, kind) => {
    const chart = catalog.charts.get(name);
    if (!chart || chart.releases.length === 0) return undefined;
    const facts = snapshotOf(chart);
    const factsFor: FactsFor = () => chartFactsOf(chart, kind);
    const syncFactsFile = (text: string, snapshot: string | undefined) =>
      syncSnapshot(snapshot, facts, Object.keys(keptFacts(readDescriptor(text))));
    return {
      info: chart.info,
      hasDefinitions: true,
      findings: findingsOf(catalog, chart),
      scaffold: (head) => scaffoldFromChart(chart, chartFactsOf(chart, kind), head),
      snapshot: withoutNone(facts),
      sync: (text, snapshot) => {
        const synced = syncFactsFile(text, snapshot);
        const places = { leading: keysBefore(kind, "release"), keptElsewhere: [...synced.kept, PINS] };
        const isNeeded = snapshot !== undefined || !isEmpty(facts);
        return { ...syncFacts(text, factsFor, places), ...(isNeeded && { snapshot: synced }) };
      },
      keep: (text) => keepClaims(text, factsFor),
      report: (descriptor) => {
        const report = chartReport(chart, kind, factsFor([]), catalog);
        if (!descriptor) return report;
        const { file, text, snapshot } = descriptor;
        return {
          ...report,
          descriptor: { file, differences: differencesOf(text, factsFor, syncFactsFile(text, snapshot)) },
        };
      },
      repositories: [pinnedChart(chart)],
    };
  },
};

const withoutNone = (facts: Snapshot) => (isEmpty(facts) ? undefined : facts);

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
