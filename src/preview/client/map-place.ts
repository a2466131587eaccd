import { readPlace, writePlace } from "./settings.ts";

/** Where a reader is in the map. */
export interface Place {
  view: "categories" | "letters";
  filter: string;
  /** The groups that are unfolded. */
  open: string[];
  /** How far it is scrolled. */
  top: number;
}

/** Where the reader was in the map on the page before; at its beginning, where that is not known. */
export function loadPlace(): Place {
  const place: Place = { view: "categories", filter: "", open: [], top: 0 };
  try {
    const kept = JSON.parse(readPlace() ?? "{}") as Partial<Record<keyof Place, unknown>>;
    if (kept.view === "letters") place.view = "letters";
    if (typeof kept.filter === "string") place.filter = kept.filter;
    if (Array.isArray(kept.open)) place.open = kept.open.filter((group) => typeof group === "string");
    if (typeof kept.top === "number") place.top = kept.top;
  } catch {
    // Another version, or another site of this host, kept something else.
  }
  return place;
}

/** Keeps it for the next page. */
export function savePlace(place: Place): void {
  writePlace(JSON.stringify(place));
}
