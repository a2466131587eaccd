import type { Passage, SearchPage } from "./search-page.ts";
import { wordsOf } from "./words.ts";

/** What so many of the pages with a block have in it, a template says; what fewer have is a value of theirs. */
const SHARE = 0.1;

/** Tells the words that pages share from those that are particular to one. */
export interface SharedWords {
  /** Whether there are shared words at a place. */
  readonly isShared: (place: string | undefined) => place is string;
  /** The words of a passage that many pages have there. */
  readonly sharedIn: (passage: Passage) => readonly string[];
  /** Its other words. */
  readonly ownIn: (passage: Passage) => readonly string[];
}

/**
 * Looks for what templates say in many pages. Which words of a line are values, no line says: so pages are compared.
 * What a template gives to one page alone is that page's own.
 */
export function findSharedWords(pages: readonly SearchPage[]): SharedWords {
  const places = new Map<string, { pages: number; readonly counts: Map<string, number> }>();
  const wordsIn = rememberWords();
  for (const { sections } of pages) {
    // A place may give a page several blocks.
    const own = new Map<string, Set<string>>();
    for (const passage of sections.flatMap(({ heading, passages }) => (heading ? [heading, ...passages] : passages))) {
      if (passage.place === undefined) continue;
      const words = own.get(passage.place) ?? new Set();
      own.set(passage.place, words);
      for (const word of wordsIn(passage)) words.add(word);
    }
    for (const [place, words] of own) {
      const known = places.get(place) ?? { pages: 0, counts: new Map<string, number>() };
      places.set(place, known);
      known.pages += 1;
      for (const word of words) known.counts.set(word, (known.counts.get(word) ?? 0) + 1);
    }
  }
  const shared = new Map<string, ReadonlySet<string>>();
  for (const [place, { pages: all, counts }] of places) {
    const enough = Math.max(2, all * SHARE);
    const words = [...counts].filter(([, count]) => count >= enough);
    if (words.length > 0) shared.set(place, new Set(words.map(([word]) => word)));
  }
  const inPlace = ({ place }: Passage) => (place === undefined ? undefined : shared.get(place));
  return {
    isShared: (place): place is string => place !== undefined && shared.has(place),
    sharedIn: (passage) => {
      const words = inPlace(passage);
      return words ? wordsIn(passage).filter((word) => words.has(word)) : [];
    },
    ownIn: (passage) => {
      const words = inPlace(passage);
      return words ? wordsIn(passage).filter((word) => !words.has(word)) : wordsIn(passage);
    },
  };
}

/** The same text recurs where a template gives it. */
function rememberWords(): (passage: Passage) => readonly string[] {
  const kept = new Map<string, readonly string[]>();
  return ({ text, place }) => {
    if (place === undefined) return wordsOf(text);
    const words = kept.get(text) ?? wordsOf(text);
    kept.set(text, words);
    return words;
  };
}
