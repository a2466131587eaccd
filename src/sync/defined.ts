import type { Catalog } from "../catalog/catalog.ts";
import type { ImageInfo } from "../catalog/definition.ts";
import type { Kind, ScaffoldFacts, Snapshot } from "../core.ts";
import type { Finding } from "../findings/finding.ts";
import type { Problem } from "../findings/problem.ts";
import type { WrittenDescriptor } from "./differences.ts";
import type { ThingFacts } from "./fact-schema.ts";
import type { PinnedRepository } from "./pins/pin.ts";
import type { SyncedSnapshot } from "./snapshot.ts";
import type { Synced } from "./sync.ts";

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
  /** What a descriptor says of FIPS and STIG with a source that states it no more. */
  readonly findUnstated: (text: string) => readonly Problem[];
  /** What the descriptor is to be where no fact changes: see `keepClaims`. */
  readonly keep: (text: string) => Synced;
  /** All that is known of it, as data; with how a descriptor differs, where there is one. */
  readonly report: (descriptor?: WrittenDescriptor) => ThingFacts;
  /** What its pages can pin: itself, and the chart that is called as an image is. */
  readonly repositories: readonly PinnedRepository[];
}

/** What the pages of a thing need of what is in no descriptor. */
export interface Needed {
  /** An image's tags, or their lines of versions; undefined where nobody knows, so that those stay that are there. */
  readonly tags?: "all" | "versions" | "none" | undefined;
}

/** Finds what a catalog says of a thing of one kind; undefined where it knows nothing of it. */
export type DefineThing = (name: string, catalog: Catalog, kind: Kind, needed: Needed) => Defined | undefined;
