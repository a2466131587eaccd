import { sortByTitle } from "./categories.ts";

/** A thing on the map of the site, as the client gets it. */
export interface MapItem {
  readonly title: string;
  /** Of its first page: `guides/redis`. */
  readonly key: string;
  /** What it is, where that is to be said: `Helm chart`; "" for what most are. */
  readonly noun: string;
  readonly categories: readonly string[];
}

/** Puts things as they stand on the map: by title, and of one title the kinds that need no name first. */
export function sortItems(items: readonly MapItem[]): MapItem[] {
  return sortByTitle(items, ({ title, noun, key }) => [title, noun, key]);
}
