/** Texts that have less in common are no wordings of one text: two sentences about anything share half their words. */
export const LEAST_SIMILARITY = 0.6;

/**
 * How much two texts have in common: twice the words that both have, whatever their order, of all their words.
 *
 * @param a one text
 * @param b another
 * @returns 0 to 1; 1 also where only case, quotes and marks around words differ
 */
export function similarity(a: string, b: string): number {
  return similarityOfWords(wordsOf(a), wordsOf(b));
}

/**
 * The same of texts that are compared with many others: their words are taken apart once.
 *
 * @param mine the words of one text
 * @param theirs those of the other
 * @param least what is of interest: less is told as 0
 * @returns 0 to 1
 */
export function similarityOfWords(mine: readonly string[], theirs: readonly string[], least = 0): number {
  const all = mine.length + theirs.length;
  if (all === 0) return 1;
  if (2 * Math.min(mine.length, theirs.length) < least * all) return 0;
  const counts = new Map<string, number>();
  for (const word of mine) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of theirs) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    common += 1;
  }
  const found = (2 * common) / all;
  return found < least ? 0 : found;
}

/**
 * The words of a text, in small letters.
 *
 * @param text any text
 * @returns letters and digits; what stands between is left out
 */
export const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
