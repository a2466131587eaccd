import type { ChartRelease, ImageInfo } from "./definition.ts";
import { compareTags } from "./tags.ts";

/** One Helm chart: its names, and what its definitions say. */
export interface ChartFacts {
  /** The folder's name under `chart/`, by which the chart is called: `loki`. */
  readonly folder: string;
  /** Its own repository without the registry: `loki-chart`, and, of the folder `grafana-tempo`, `tempo-chart`. */
  readonly name: string;
  /** The human name from `info.yaml`; where there is none, the repository's name. */
  readonly title: string;
  readonly info: ImageInfo;
  /** Every version that is published, the newest first. */
  readonly versions: readonly string[];
  /** One a definition, the newest first; what a chart uses differs from one to the next. */
  readonly releases: readonly ChartRelease[];
}

/**
 * Gathers the facts of one chart.
 *
 * @param folder its folder's name under `chart/`
 * @param name the repository without its registry
 * @param info what people are told about it
 * @param releases all its definitions
 * @returns its facts
 */
export function chartFacts(
  folder: string,
  name: string,
  info: ImageInfo,
  releases: readonly ChartRelease[],
): ChartFacts {
  const versions = [...new Set(releases.flatMap(({ tags }) => tags))].sort(compareTags);
  const age = ({ tags }: ChartRelease) => Math.min(...tags.map((tag) => versions.indexOf(tag)), versions.length);
  return {
    folder,
    name,
    title: info.title ?? name,
    info,
    versions,
    releases: [...releases].sort((a, b) => age(a) - age(b)),
  };
}

/**
 * Finds the chart of a repository.
 *
 * @param repository without its registry, for example `tempo-chart`
 * @param charts the charts by their folders
 * @returns the chart, where its definitions were read
 */
export function chartNamed(repository: string, charts: ReadonlyMap<string, ChartFacts>): ChartFacts | undefined {
  return [...charts.values()].find(({ name }) => name === repository);
}

/** @returns the tags that a chart uses of a repository; undefined where it does not use it */
export function usedTags({ releases }: ChartFacts, repository: string): readonly string[] | undefined {
  const used = releases
    .flatMap(({ images, charts }) => [...images, ...charts])
    .filter(({ name }) => name === repository);
  return used.length === 0 ? undefined : used.flatMap(({ tag }) => tag ?? []);
}
