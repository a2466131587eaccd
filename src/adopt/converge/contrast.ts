import { changedWords } from "../drift/drift-kind.ts";
import { telling } from "../learn/names.ts";

/**
 * Learns which words a catalog tells apart. Two words that stand in one usual sentence (`dev` and `runtime`, `container`
 * and `image`) are no two ways to say one thing, so that one in the place of the other is a difference of meaning, which
 * no list of words could know.
 *
 * @param texts the usual texts of a catalog
 * @returns a function that tells whether two wordings differ in such words
 */
export function learnContrasts(texts: Iterable<string>): (usual: string, other: string) => boolean {
  const places = new Map<string, Set<number>>();
  let place = 0;
  for (const text of texts) {
    for (const word of telling(text)) {
      const set = places.get(word);
      if (set) set.add(place);
      else places.set(word, new Set([place]));
    }
    place += 1;
  }
  const standTogether = (a: string, b: string) => {
    const [few, many] = [places.get(a), places.get(b)];
    return few !== undefined && many !== undefined && [...few].some((each) => many.has(each));
  };
  return (usual, other) =>
    changedWords(usual, other).some(({ before, after }) => {
      const [mine, theirs] = [telling(before.join(" ")), telling(after.join(" "))];
      const isElsewhere = (word: string, list: readonly string[]) => list.some((each) => areForms(word, each));
      return mine
        .filter((word) => !isElsewhere(word, theirs))
        .some((word) => theirs.some((each) => !isElsewhere(each, mine) && standTogether(word, each)));
    });
}

/** `image` and `images`, `use` and `using`: forms of one word begin alike. */
function areForms(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  let common = 0;
  while (common < length && a[common] === b[common]) common += 1;
  return common === length || (common >= 3 && common * 2 >= Math.max(a.length, b.length));
}
