import { diffArrays } from "diff";

/*
 * Which texts are wordings of one text. Exact copies are found by their text; near ones by the pairs of words that they
 * share, looked up in an index, so that each text meets only the few that could be near it.
 */

/** Texts that say the same in nearly the same words. */
export interface WordingClass {
  readonly id: number;
  /** The commonest wording. */
  readonly pivot: string;
  /** Every wording, with the guides that have it. */
  readonly wordings: Map<string, Set<number>>;
}

/** How much of two texts must be equal, by words. */
const NEAR = 0.66;
/** How much of a short text: one word of few is another fact. */
const NEAR_IF_SHORT = 0.86;
const SHORT = 12;
/** A pair of words that so many classes have tells nothing. */
const COMMON_PAIR = 64;
const CANDIDATES = 4;
/** The longest text that is compared word by word. */
const LONGEST = 1500;

/**
 * Splits a text to tokens: words, brackets, line breaks, the opening of a fence, each with the blanks before it, and the
 * prompt of a command with the blank behind it. Joined they are the text.
 *
 * @param text any text
 * @returns the tokens
 */
export function tokensOf(text: string): string[] {
  return text.match(/\n *|^ *(?:`{3,}|~{3,})|(?<=\n *)[$#] | *(?:[^\s()[\]:=]|:(?=\/))+| *[()[\]:=]|[^\S\n]+/g) ?? [];
}

/**
 * Groups texts to wordings of one text.
 *
 * @param texts the texts, each with the guides that have it; texts of different keys are never grouped
 * @returns for each key and text its class: `classes.get(key).get(text)`
 */
export function groupWordings(texts: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<number>>>): {
  readonly classOf: (key: string, text: string) => WordingClass;
  readonly classes: readonly WordingClass[];
} {
  const classes: WordingClass[] = [];
  const found = new Map<string, Map<string, WordingClass>>();
  for (const [key, wordings] of texts) found.set(key, groupKind(wordings, classes, leastOf(key)));
  return {
    classes,
    classOf: (key, text) => {
      const found_ = found.get(key)?.get(text);
      if (!found_) throw new Error(`no class of ${key}: ${text}`);
      return found_;
    },
  };
}

/** How much of two texts of a kind must be equal. */
interface Least {
  readonly ratio: number;
  readonly ifShort: number;
}

/** A row has its cells to be known by, and commands of one form are one whatever else they say. */
function leastOf(key: string): Least {
  if (key.startsWith("command")) return { ratio: 0, ifShort: 0 };
  return { ratio: NEAR, ifShort: /^(?:row|code)/.test(key) ? NEAR : NEAR_IF_SHORT };
}

function groupKind(
  texts: ReadonlyMap<string, ReadonlySet<number>>,
  classes: WordingClass[],
  least: Least,
): Map<string, WordingClass> {
  const result = new Map<string, WordingClass>();
  const index = new Map<string, WordingClass[]>();
  const tokens = new Map<WordingClass, string[]>();
  const sorted = [...texts].sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1));
  for (const [text, guides] of sorted) {
    const own = tokensOf(text);
    const pairs = text.length > LONGEST ? [] : pairsOf(own);
    let best = least.ratio === 0 ? [...tokens.keys()][0] : nearest(own, pairs, index, tokens, least);
    if (best) best.wordings.set(text, new Set(guides));
    else {
      best = { id: classes.length, pivot: text, wordings: new Map([[text, new Set(guides)]]) };
      classes.push(best);
      tokens.set(best, own);
      for (const pair of pairs) {
        const list = index.get(pair);
        if (list) list.push(best);
        else index.set(pair, [best]);
      }
    }
    result.set(text, best);
  }
  return result;
}

function nearest(
  own: readonly string[],
  pairs: readonly string[],
  index: ReadonlyMap<string, readonly WordingClass[]>,
  tokens: ReadonlyMap<WordingClass, readonly string[]>,
  least: Least,
): WordingClass | undefined {
  const shared = new Map<WordingClass, number>();
  for (const pair of pairs) {
    const list = index.get(pair) ?? [];
    if (list.length <= COMMON_PAIR) for (const each of list) shared.set(each, (shared.get(each) ?? 0) + 1);
  }
  const candidates = [...shared].sort((a, b) => b[1] - a[1] || a[0].id - b[0].id).slice(0, CANDIDATES);
  let best: WordingClass | undefined;
  let bestRatio = own.length <= SHORT ? least.ifShort : least.ratio;
  for (const [candidate, count] of candidates) {
    const other = tokens.get(candidate) ?? [];
    if (count * 4 < Math.min(pairs.length, other.length)) continue;
    const ratio = similarity(own, other, bestRatio);
    if (ratio >= bestRatio && (ratio > bestRatio || !best)) {
      best = candidate;
      bestRatio = ratio;
    }
  }
  return best;
}

/**
 * The pairs of neighbouring words of a text, by which texts that could be near are found.
 *
 * @param tokens the text's tokens
 * @returns each pair once, in lower case
 */
export function pairsOf(tokens: readonly string[]): string[] {
  const words = tokens.map((token) => token.trim().toLowerCase()).filter((token) => /[\p{L}\p{N}]/u.test(token));
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`);
  return [...new Set(pairs)];
}

/**
 * How much of two texts is equal.
 *
 * @param a the tokens of one
 * @param b the tokens of the other
 * @param least below which ratio it does not matter how much it is
 * @returns 1 for equal texts, 0 for texts without a common token, or for those that are below `least`
 */
export function similarity(a: readonly string[], b: readonly string[], least = 0): number {
  if (a.length === 0 || b.length === 0) return 0;
  // Texts cannot have more in common in order than they have in any order, which is quickly counted.
  if (least > 0 && (2 * commonTokens(a, b)) / (a.length + b.length) < least) return 0;
  if (Math.min(a.length, b.length) / Math.max(a.length, b.length) < NEAR / 2) return 0;
  const common = diffArrays([...a], [...b])
    .filter((part) => !part.added && !part.removed)
    .reduce((sum, part) => sum + part.value.length, 0);
  return (2 * common) / (a.length + b.length);
}

function commonTokens(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const token of a) counts.set(token, (counts.get(token) ?? 0) + 1);
  let common = 0;
  for (const token of b) {
    const count = counts.get(token) ?? 0;
    if (count === 0) continue;
    counts.set(token, count - 1);
    common += 1;
  }
  return common;
}
