import type { Finding } from "../findings/finding.ts";
import type { ChartFacts } from "./charts.ts";
import type { ImageFacts } from "./facts.ts";

/** What is known about a catalog: the facts of the images and charts whose definitions were read, and the names that exist. */
export interface Catalog {
  /** By repository name. */
  readonly images: ReadonlyMap<string, ImageFacts>;
  /** By folder name; their repositories are called otherwise. */
  readonly charts: ReadonlyMap<string, ChartFacts>;
  /** Every name that is published, whether its definitions were read or not. */
  readonly imageNames: ReadonlySet<string>;
  /** Names of charts, without the `-chart` that their repositories end in (so of `chart/grafana-tempo` it is `tempo`); undefined where nobody listed them. */
  readonly chartNames: ReadonlySet<string> | undefined;
  /** The JSON Schema of its `info.yaml`, where it has one. */
  readonly infoSchema: { readonly file: string; readonly text: string } | undefined;
  /** What is wrong with the definitions themselves. */
  readonly findings: readonly Finding[];
  /** Changes when anything above does. */
  readonly digest: string;
}

/**
 * What is wrong with the definitions of one image or chart: then the others say less than there is.
 *
 * @param catalog with the findings about its definitions
 * @param thing one of its images or charts
 * @returns the findings about files in the thing's folder
 */
export function findingsOf({ findings }: Pick<Catalog, "findings">, thing: ImageFacts | ChartFacts): Finding[] {
  const definitions = "all" in thing ? thing.all.definitions : thing.releases;
  const folders = new Set(definitions.map(({ file }) => file.split("/", 2).join("/")));
  // Where none could be read, the folder is called as the image is.
  if ("all" in thing && definitions.length === 0) folders.add(`image/${thing.name}`);
  // Findings name files from wherever the catalog was read.
  return findings.filter(({ file }) => folders.has(/(?:^|\/)((?:image|chart)\/[^/]+)\//.exec(file)?.[1] ?? ""));
}

/** Where nothing is known: rules that need definitions then say nothing. */
export const EMPTY_CATALOG: Catalog = {
  images: new Map(),
  charts: new Map(),
  imageNames: new Set(),
  chartNames: undefined,
  infoSchema: undefined,
  findings: [],
  digest: "",
};
