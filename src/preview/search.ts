import type { GuidePage } from "./guide-page.ts";

/** One thing that the search finds: a section of a guide. */
export interface SearchEntry {
  /** `guides/<name>.html#<heading>`. */
  readonly id: string;
  readonly guide: string;
  readonly heading: string;
  /** What is particular to this guide; text that a template gives to every guide is left out. */
  readonly text: string;
}

/**
 * What can be found in a guide.
 *
 * @returns an entry for the guide and for each section
 */
export function searchEntries({ summary, blocks }: GuidePage): readonly SearchEntry[] {
  const address = `guides/${summary.name}.html`;
  const guide = `${summary.title} (${summary.name})`;
  let current = { id: address, guide, heading: "", text: summary.description };
  const entries = [current];
  for (const { heading, text, isShared } of blocks) {
    if (heading) entries.push((current = { id: `${address}#${heading.id}`, guide, heading: heading.text, text: "" }));
    else if (!isShared) current.text += `${current.text === "" ? "" : " "}${text.replace(/\s+/g, " ")}`;
  }
  return entries;
}
