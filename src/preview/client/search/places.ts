import type { SectionText } from "../../search/index-data.ts";
import { partsOf, wordExpression } from "../../search/words.ts";
import type { Findings, Found } from "./find.ts";

/** So many places of a page are shown; the page itself has the others. */
const MOST = 3;

export interface Places {
  readonly shown: readonly SectionText[];
  /** How many more there are. */
  readonly more: number;
}

/**
 * The places of a page that fit best: where most of the words stand.
 *
 * @param sections the texts of the page's thing, or of a shared text
 * @param findings what was asked for
 */
export function placesIn(
  sections: readonly SectionText[],
  { document, terms }: Found,
  { words, shared }: Pick<Findings, "words" | "shared">,
): Places {
  const own = sections.filter(({ address }) => !document.thing || address.replace(/#.*/, "") === document.address);
  // `redis permissions`: what the page is called is no place in it.
  const names = document.thing?.names.flat() ?? [];
  const others = words.filter((word) => !names.some((name) => name.startsWith(word)));
  const typed = (others.length > 0 ? others : words).map((word) => {
    const texts = shared.get(word) ?? [];
    return { texts, fitting: wordExpression(termsFor(word, terms, texts)), whole: wordExpression([word]) };
  });
  const scored = own
    .map((section) => {
      const all = `${section.heading} ${section.text}`;
      const has = typed.filter(
        ({ fitting, texts }) => isIn(all, fitting) || texts.some((text) => section.shared?.includes(text)),
      );
      const whole = typed.filter((word) => isIn(all, word.whole)).length;
      const inHeading = typed
        .flatMap(({ fitting, whole }) => [fitting, whole])
        .filter((word) => isIn(section.heading, word)).length;
      return { section, score: has.length * 100 + whole * 10 + inHeading, count: has.length };
    })
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.score - one.score);
  const best = scored.filter(({ count }) => count === scored[0]?.count).map(({ section }) => section);
  const most = document.thing ? MOST : 1;
  return { shown: best.slice(0, most), more: document.thing ? Math.max(0, best.length - most) : 0 };
}

/** The words of a page that fit one that was asked for; all, where it was misspelt and stands in no shared text. */
function termsFor(word: string, terms: readonly string[], texts: readonly number[]): readonly string[] {
  const beginnings = [word, ...partsOf(word)];
  const fitting = terms.filter((term) => term.startsWith(word));
  if (fitting.length > 0) return fitting;
  const partly = terms.filter((term) => beginnings.some((beginning) => term.startsWith(beginning)));
  return partly.length > 0 || texts.length > 0 ? partly : terms;
}

function isIn(text: string, words: RegExp | undefined): boolean {
  return words !== undefined && text.search(words) !== -1;
}
