import { keyOf } from "../address.ts";
import type { GuidePage } from "../guide-page.ts";

/** A block of a page, as the search sees it. */
export interface Passage {
  readonly text: string;
  /** The line of the template that it came from, as `file:line`; undefined where it is the page's own. */
  readonly place: string | undefined;
}

/** What stands under a heading, or before the first. */
export interface SearchSection {
  readonly address: string;
  readonly heading: Passage | undefined;
  readonly passages: readonly Passage[];
}

/** What the search needs to know of a page. */
export interface SearchPage extends Pick<GuidePage, "paths" | "summary"> {
  readonly key: string;
  readonly sections: readonly SearchSection[];
}

/** What can be found in a page: it is found as it is written, not as another registry would have it. */
export function createSearchPage({ paths, summary, written, blocks }: GuidePage): SearchPage {
  const key = keyOf(paths);
  let current = { address: `${key}.html`, heading: undefined as Passage | undefined, passages: [] as Passage[] };
  const sections = [current];
  for (const { heading, text, isShared, places, profiles } of blocks) {
    if (profiles && !profiles.includes(written)) continue;
    const passage = { text: text.replace(/\s+/g, " ").trim(), place: isShared ? places[0] : undefined };
    if (heading) sections.push((current = { address: `${key}.html#${heading.id}`, heading: passage, passages: [] }));
    else current.passages.push(passage);
  }
  return { key, paths, summary, sections };
}
