/** What a reader chose; kept in the browser, where that is allowed. */
export type Setting = "theme" | "registry" | "namespace" | "origins";

/** What a reader chose; undefined where nothing was chosen, or nothing can be kept. */
export function readSetting(setting: Setting): string | undefined {
  try {
    return localStorage.getItem(`dhi-guides:${setting}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what a reader chose. */
export function writeSetting(setting: Setting, value: string): void {
  try {
    localStorage.setItem(`dhi-guides:${setting}`, value);
  } catch {
    // Private windows and some `file:` pages have no storage: the choice holds for this page.
  }
}

/** Where a reader is in the map, as long as the tab is open; undefined where that is not known. */
export function readPlace(): string | undefined {
  try {
    return sessionStorage.getItem("dhi-guides:map") ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps where a reader is in the map. */
export function writePlace(place: string): void {
  try {
    sessionStorage.setItem("dhi-guides:map", place);
  } catch {
    // As above: the map begins anew on each page.
  }
}
