import type { Templates } from "../../render/templates.ts";
import { pairsOf, tokensOf } from "../learn/wordings.ts";
import type { Unit } from "../read/units.ts";

/** How many partials are tried for one text. */
const MOST_CANDIDATES = 5;
/** How many of those without a heading: samples of one command begin alike, whatever they are called. */
const MOST_STARTS = 10;
/** How many pairs of words a text must have in common with a partial. */
const LEAST_COMMON = 3;

/** More pairs of words than that no heading has. */
const HEADING_PAIRS = 10;
/** How much of both must be common. */
const LEAST_SHARE = 0.1;
/** How much of the text that a partial begins with must stand in a text for it to begin there. */
const SAME_START = 0.4;

/** How many further partials are tried because they are called as the section is. */
const MOST_CALLED_SO = 2;

/** Finds the partials that could give a text, the likeliest first. */
export interface Candidates {
  /** Those that have most pairs of words in common with it. */
  readonly like: (unit: Unit) => readonly string[];
  /** Those without a heading that begin with nearly the same text. */
  readonly beginningLike: (unit: Unit) => readonly string[];
}

/**
 * Prepares the search for partials that could give a text, so that each text meets only the few that are like it.
 *
 * @param templates the project's templates
 * @param only the partials that may be used
 * @param known the pairs of words of texts that were looked for before
 * @returns the search
 */
export function findCandidates(
  { partials }: Templates,
  only: ReadonlySet<string>,
  known: KnownPairs = new Map(),
): Candidates {
  const all = new PairIndex(known);
  const byHeading = new Map<string, string[]>();
  const starts = new PairIndex(known);
  for (const { name, text } of partials.values()) {
    if (!only.has(name)) continue;
    const plain = partialText(text, partials);
    const isHeaded = /^#/.test(plain);
    if (isHeaded) {
      all.add(name, plain);
      const heading = headingOf(plain);
      byHeading.set(heading, [...(byHeading.get(heading) ?? []), name]);
    } else
      starts.add(
        name,
        (plain.split(/\n\s*\n/)[0] ?? plain)
          .split(/\n(?=[|*-] )/)
          .slice(0, 3)
          .join("\n"),
      );
  }
  return {
    like: ({ texts }) => {
      const nearest = all
        .search(texts.join("\n"))
        // A partial that is little more than a heading has no great share in its section.
        .filter(
          ({ count, size, share }) =>
            count >= Math.min(LEAST_COMMON, size) && (share >= LEAST_SHARE || size <= HEADING_PAIRS),
        )
        .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
        .slice(0, MOST_CANDIDATES)
        .map(({ name }) => name);
      // A partial that prints lists has few words of its own: its heading tells it.
      const called = (byHeading.get(headingOf(texts[0] ?? "")) ?? []).filter((name) => !nearest.includes(name));
      return [...nearest, ...called.slice(0, MOST_CALLED_SO)];
    },
    // An image may be called as a command is: `docker run` are the words, whatever the guide is about.
    beginningLike: ({ leaves }) =>
      starts
        .search(
          leaves
            .slice(0, 3)
            .map(({ text }) => text)
            .join("\n"),
        )
        .filter(({ count, size }) => count >= Math.max(Math.min(LEAST_COMMON, size), SAME_START * size))
        .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
        .slice(0, MOST_STARTS)
        .map(({ name }) => name),
  };
}

/** The pairs of words of texts: the same are looked for again whenever there are new partials. */
export type KnownPairs = Map<string, ReadonlySet<string>>;

/** Names by the pairs of words of their texts. */
class PairIndex {
  readonly #known: KnownPairs;
  readonly #holders = new Map<string, string[]>();
  readonly #sizes = new Map<string, number>();

  constructor(known: KnownPairs) {
    this.#known = known;
  }

  add(name: string, text: string): void {
    const pairs = pairsIn(text);
    this.#sizes.set(name, pairs.size);
    for (const pair of pairs) {
      const holders = this.#holders.get(pair);
      if (holders) holders.push(name);
      else this.#holders.set(pair, [name]);
    }
  }

  search(text: string) {
    let pairs = this.#known.get(text);
    if (!pairs) this.#known.set(text, (pairs = pairsIn(text)));
    const wanted = pairs.size;
    const common = new Map<string, number>();
    for (const pair of pairs)
      for (const name of this.#holders.get(pair) ?? []) common.set(name, (common.get(name) ?? 0) + 1);
    return [...common].map(([name, count]) => {
      const size = this.#sizes.get(name) ?? 0;
      return { name, count, size, share: (2 * count) / (wanted + size) };
    });
  }
}

function pairsIn(text: string): Set<string> {
  return new Set(stretchesOf(text).flatMap((words) => pairsOf(tokensOf(words))));
}

/** A partial's text without its comments, and with the partials that it calls. */
function partialText(text: string, partials: Templates["partials"]): string {
  return text
    .replace(/\{\{!--[\s\S]*?--\}\}\s*/g, "")
    .replace(/\{\{> *([\w-]+)[^}]*\}\}/g, (_, name: string) => partials.get(name)?.text ?? "")
    .replace(/^(?:\{\{[#/][^}]*\}\}\s*)+/, "");
}

/** The stretches between what a template fills in; a fence is no word, nor part of one. */
function stretchesOf(text: string): string[] {
  return text.split(/\{\{[^}]*\}\}/).map((part) => part.replace(/`{3,}|~{3,}|\s+/g, " "));
}

function headingOf(text: string): string {
  return (text.split("\n")[0] ?? "").replace(/^#+ /, "").toLowerCase();
}
