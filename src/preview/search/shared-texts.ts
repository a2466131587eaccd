import type { Passage, SearchPage, SearchSection } from "./search-page.ts";
import type { SharedWords } from "./shared-words.ts";

/** What templates say under one heading in many pages. */
export interface SharedText {
  readonly heading: string;
  readonly headingWords: readonly string[];
  readonly words: readonly string[];
  /** How many pages have it, by the names of their kinds. */
  readonly counts: ReadonlyMap<string, number>;
  readonly wordings: readonly Wording[];
  /** The sections that have it. */
  readonly sections: ReadonlySet<SearchSection>;
}

/** A text and a page that has it. */
export interface Wording {
  readonly page: SearchPage;
  readonly section: SearchSection;
  readonly passage: Passage;
}

interface Group {
  readonly pages: Set<SearchPage>;
  readonly sections: Set<SearchSection>;
  readonly wordings: Map<string, Wording & { count: number }>;
}

/**
 * Puts together what templates say in many pages, so that it is found once.
 *
 * @param shared the words that they give
 * @returns the texts in the order of the pages
 */
export function gatherSharedTexts(pages: readonly SearchPage[], shared: SharedWords): readonly SharedText[] {
  const groups = new Map<string, Group>();
  for (const page of pages)
    for (const section of page.sections)
      for (const passage of section.heading ? [section.heading, ...section.passages] : section.passages) {
        if (!shared.isShared(passage.place)) continue;
        const heading = section.heading?.place;
        // Under a heading of a page's own there may be text of a template, too.
        const key = shared.isShared(heading) ? heading : passage.place.replace(/:\d+$/, "");
        const group = groups.get(key) ?? { pages: new Set(), sections: new Set(), wordings: new Map() };
        groups.set(key, group);
        group.pages.add(page);
        group.sections.add(section);
        const wording = [page.paths.kind.name, passage.place, passage.text].join("\n");
        const known = group.wordings.get(wording);
        if (known) known.count += 1;
        else group.wordings.set(wording, { page, section, passage, count: 1 });
      }
  return [...groups.values()].map((group) => sharedText(group, shared));
}

function sharedText({ pages, sections, wordings }: Group, shared: SharedWords): SharedText {
  const chosen = chooseWordings([...wordings.values()], shared);
  const heading = chosen.find(({ section }) => section.heading)?.section.heading;
  const counts = new Map<string, number>();
  for (const { paths } of pages) counts.set(paths.kind.name, (counts.get(paths.kind.name) ?? 0) + 1);
  return {
    heading: heading?.text ?? "",
    headingWords: heading ? shared.sharedIn(heading) : [],
    words: chosen.flatMap(({ passage }) => shared.sharedIn(passage)),
    counts,
    wordings: chosen,
    sections,
  };
}

/** The commonest wordings first; of the others, those that say a shared word which none before says. */
function chooseWordings(wordings: readonly (Wording & { count: number })[], shared: SharedWords): readonly Wording[] {
  const said = new Set<string>();
  return wordings
    .toSorted((one, other) => other.count - one.count)
    .filter(({ page, passage }) => {
      const place = `${page.paths.kind.name} ${passage.place}`;
      const fresh = shared.sharedIn(passage).filter((word) => !said.has(`${place} ${word}`));
      for (const word of fresh) said.add(`${place} ${word}`);
      return fresh.length > 0;
    });
}
