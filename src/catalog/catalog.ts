import type { Finding } from "../findings/finding.ts";
import type { ImageFacts } from "./facts.ts";

/** What is known about a catalog: the facts of the images whose definitions were read, and the names that exist. */
export interface Catalog {
  /** By repository name. */
  readonly images: ReadonlyMap<string, ImageFacts>;
  /** Every name that is published, whether its definitions were read or not. */
  readonly imageNames: ReadonlySet<string>;
  /** Names of charts, without the `-chart` that their repositories end in; undefined where nobody listed them. */
  readonly chartNames: ReadonlySet<string> | undefined;
  /** What is wrong with the definitions themselves. */
  readonly findings: readonly Finding[];
  /** Changes when anything above does. */
  readonly digest: string;
}

/**
 * What is wrong with the definitions of one image: then the others say less than there is.
 *
 * @param image one of its images
 * @returns the findings about files in the image's folder
 */
export function findingsOf({ findings }: Pick<Catalog, "findings">, { all }: ImageFacts): Finding[] {
  const folders = new Set(all.definitions.map(({ folder }) => folder));
  // Findings name files from wherever the catalog was read.
  return findings.filter(({ file }) => folders.has(/(?:^|\/)image\/([^/]+)\//.exec(file)?.[1] ?? ""));
}

/** Where nothing is known: rules that need definitions then say nothing. */
export const EMPTY_CATALOG: Catalog = {
  images: new Map(),
  imageNames: new Set(),
  chartNames: undefined,
  findings: [],
  digest: "",
};
