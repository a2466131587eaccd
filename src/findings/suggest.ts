import { visibleLine } from "./visible.ts";
import leven from "leven";
import { commandLine } from "../package.ts";

/**
 * The candidate that a misspelt word most likely means.
 *
 * @returns the nearest candidate, or undefined where none is near enough to be meant
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  // A swap of two letters counts twice.
  const limit = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = leven(word.toLowerCase(), candidate.toLowerCase(), { maxDistance: bestDistance });
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/**
 * "did you mean …?" for a misspelt word.
 *
 * @returns the question, or undefined where no candidate is near
 */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const best = suggest(word, candidates);
  return best === undefined ? undefined : `did you mean ${JSON.stringify(best)}?`;
}

/** So many names make a line that can be read. */
const MOST_NAMES = 8;

/**
 * Lists names, so many that the line can be read.
 *
 * @param more what is said where there are more
 * @returns `a, b, c`, or the first of them and `…`
 */
export function firstNames(names: readonly string[], more = ""): string {
  const list = names.slice(0, MOST_NAMES).map(visibleLine).join(", ");
  return names.length > MOST_NAMES ? `${list}, …${more}` : list;
}

/**
 * Says what there is where a word is none of it: what it most likely means, and the nearest of all.
 *
 * @param known what there is
 * @param command the command that lists it
 */
export function oneOf(word: string, known: readonly string[], command: string): string {
  const distance = (candidate: string) => leven(word.toLowerCase(), candidate.toLowerCase());
  const nearest = known.toSorted((a, b) => distance(a) - distance(b));
  const list = `there ${known.length === 0 ? "is none" : `are ${firstNames(nearest)}`}; ${commandLine(command)} lists all`;
  const meant = didYouMean(word, known);
  return meant === undefined ? list : `${meant} ${list}`;
}
