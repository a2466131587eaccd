import type { SectionText } from "../../search/index-data.ts";
import { partsOf } from "../../search/words.ts";
import type { Found } from "./find.ts";
import { wordExpression } from "./highlight.ts";

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
 * @param words what was asked for
 */
export function placesIn(sections: readonly SectionText[], { document, terms }: Found, words: readonly string[]): Places {
  const own = sections.filter(
    ({ address }) => !document.thing || address.replace(/#.*/, "") === document.address,
  );
  const expressions = words.map((word) => wordExpression(termsFor(word, terms)));
  const scored = own
    .map((section) => {
      const inHeading = expressions.filter((words) => words && section.heading.search(words) !== -1).length;
      const inText = expressions.filter((words) => words && section.text.search(words) !== -1).length;
      const inAny = expressions.filter((words) => words && `${section.heading} ${section.text}`.search(words) !== -1);
      return { section, score: inAny.length * 100 + inHeading * 10 + inText, count: inAny.length };
    })
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.score - one.score);
  const best = scored.filter(({ count }) => count === scored[0]?.count).map(({ section }) => section);
  const most = document.thing ? MOST : 1;
  return { shown: best.slice(0, most), more: document.thing ? Math.max(0, best.length - most) : 0 };
}

/** The words of a page that fit one that was asked for; all, where it was misspelt. */
function termsFor(word: string, terms: readonly string[]): readonly string[] {
  const beginnings = [word, ...partsOf(word)];
  const fitting = terms.filter((term) => term.startsWith(word));
  if (fitting.length > 0) return fitting;
  const partly = terms.filter((term) => beginnings.some((beginning) => term.startsWith(beginning)));
  return partly.length > 0 ? partly : terms;
}
