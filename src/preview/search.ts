import { keyOf } from "./address.ts";
import type { GuidePage } from "./guide-page.ts";
import { pageNoun } from "./things.ts";

/** One thing that the search finds: a section of a page. */
export interface SearchEntry {
  /** `guides/<name>.html#<heading>`. */
  readonly id: string;
  /** What the page is about. */
  readonly guide: string;
  /** What it is: `Helm chart overview`. */
  readonly kind: string;
  readonly heading: string;
  /** What is particular to this page; text that a template gives to every page is left out. */
  readonly text: string;
}

/**
 * What can be found in a page.
 *
 * @returns an entry for the page and for each section
 */
export function searchEntries({ paths, summary, blocks }: GuidePage): readonly SearchEntry[] {
  const address = `${keyOf(paths)}.html`;
  const about = { guide: `${summary.title} (${paths.id})`, kind: `${paths.kind.noun} ${pageNoun(paths)}` };
  let current = { ...about, id: address, heading: "", text: summary.description };
  const entries = [current];
  for (const { heading, text, isShared } of blocks) {
    if (heading)
      entries.push((current = { ...about, id: `${address}#${heading.id}`, heading: heading.text, text: "" }));
    else if (!isShared) current.text += `${current.text === "" ? "" : " "}${text.replace(/\s+/g, " ")}`;
  }
  return entries;
}
