import { FIRST_KIND } from "../core.ts";
import { dataScript } from "./data-script.ts";
import { firstKey, summaryOf, titleOf, type Entry } from "./entries.ts";
import { sortItems, type MapItem } from "./map-item.ts";

/** What the map of the site says of a thing. */
export function mapItem(entry: Entry): MapItem {
  const { kind } = entry.thing;
  return {
    title: titleOf(entry),
    key: firstKey(entry),
    noun: kind === FIRST_KIND ? "" : kind.noun,
    categories: summaryOf(entry)?.categories ?? [],
  };
}

/**
 * The map of the site, as a script that all pages load.
 *
 * @param entries all things
 */
export function mapScript(entries: readonly Entry[]): string {
  return dataScript(sortItems(entries.map(mapItem)));
}
