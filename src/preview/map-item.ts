import { compareTitles } from "./categories.ts";

/** A thing on the map of the site, as the client gets it. */
export interface MapItem {
  readonly title: string;
  /** Of its first page: `guides/redis`. */
  readonly key: string;
  /** What it is, where that is to be said: `Helm chart`; "" for what most are. */
  readonly noun: string;
  readonly categories: readonly string[];
}

/** Compares things as they stand on the map: by title, and of one title the kinds that need no name first. */
export function compareItems(a: MapItem, b: MapItem): number {
  return compareTitles(a.title, b.title) || compareTitles(a.noun, b.noun) || compareTitles(a.key, b.key);
}
