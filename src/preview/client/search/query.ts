import type { Query } from "minisearch";
import type MiniSearch from "minisearch";
import { sharedWord, type IndexDocument } from "../../search/index-data.ts";
import { partsOf } from "../../search/words.ts";
import { askedIn, joinNames, runsIn, singularsOf } from "./asked.ts";
import { BEGINNING, type Catalog } from "./catalog.ts";

const NAMES = ["name", "title"];
const TEXTS = ["about", "heading", "text"];

/** What was asked for, and what to ask the index for it. */
export interface PreparedQuery {
  readonly words: readonly string[];
  /** The texts that pages share and that have a word, by the word. */
  readonly shared: ReadonlyMap<string, readonly number[]>;
  /** One for each word. */
  readonly queries: readonly Query[];
  readonly index: MiniSearch<IndexDocument>;
}

/**
 * Prepares what is typed. A word that is found nowhere may be misspelt; one that begins no name may be a misspelt name.
 *
 * @returns the query; undefined where no word is typed
 */
export async function prepareQuery(typed: string, catalog: Catalog): Promise<PreparedQuery | undefined> {
  const asked = askedIn(typed);
  if (asked.length === 0) return undefined;
  const runs = asked.flatMap((_, at) => runsIn(asked.slice(at)));
  const direct = await catalog.indexFor([...asked, ...asked.flatMap(partsOf), ...runs]);
  const isFound = (query: Query, fields = [...NAMES, ...TEXTS]) => direct.search(query, { fields }).length > 0;
  /** A word, what it begins, or all parts of it. */
  const asTyped = (word: string): Query => {
    const parts = partsOf(word);
    if (parts.length === 1) return begins(word);
    // What is typed with signs is meant so, where it is found; a name may have its words in another order.
    const isMeant = asked.includes(word) && isFound(begins(word));
    const all: Query = { combineWith: "AND", queries: parts.map(begins), ...(isMeant ? { fields: NAMES } : {}) };
    return either(begins(word), all);
  };
  const isThing = (word: string) =>
    catalog.documents.some(({ thing }) => thing?.names.some((name) => name.length === 1 && name[0] === word));
  // `node exporter` may be written `node-exporter`; `redis permissions` are two things.
  const isOneName = (run: string) =>
    isFound(begins(run), NAMES) || (isFound(begins(run)) && !partsOf(run).some(isThing));
  const words = joinNames(asked, isOneName)
    // `kafak-exporter` is nowhere, but `exporter` is.
    .flatMap((word) => (isFound(asTyped(word)) ? [word] : partsOf(word)))
    .map((word) => {
      const isName = isFound(asTyped(word), NAMES);
      return (isName ? undefined : singularsOf(word).find((singular) => isFound(singular, NAMES))) ?? word;
    });
  const unknown = words.filter((word) => !isFound(asTyped(word)));
  // `nginx permissions`: the page of that name has the words of the texts that it shares, too.
  const firstText = catalog.documents.findIndex(({ thing }) => !thing);
  const textsWith = (word: string): readonly number[] =>
    direct
      .search(asTyped(word))
      .flatMap(({ id }) => (firstText !== -1 && id >= firstText ? Number(id) - firstText : []));
  const isNamed = words.length > 1 && words.some((word) => isFound(asTyped(word), NAMES));
  const shared = new Map(words.map((word) => [word, isNamed ? textsWith(word) : []]));
  const index = await catalog.indexFor([
    ...words.flatMap((word) => [word, ...partsOf(word)]),
    ...unknown.map(firstLetters),
    ...[...shared.values()].flat().map(sharedWord),
  ]);
  const query = (word: string): Query => {
    const texts: Query = { combineWith: "OR", queries: (shared.get(word) ?? []).map(sharedWord), prefix: false };
    const typed = either(asTyped(word), { ...texts, fields: ["shared"] });
    if (unknown.includes(word)) return either(typed, misspelt(word));
    return isFound(asTyped(word), NAMES) ? typed : either(typed, misspelt(word, NAMES));
  };
  return { words, shared, queries: words.map(query), index };
}

/** A word, and what it begins: of what is short, names alone. */
function begins(word: string): Query {
  if (word.length >= BEGINNING) return { combineWith: "OR", queries: [word], prefix: true };
  return either(word, { combineWith: "OR", queries: [word], prefix: true, fields: NAMES });
}

/**
 * What may have been meant. Two letters that changed their places are one slip of the fingers, but two edits to the index:
 * to allow two edits of a short word would find everything.
 */
function misspelt(word: string, fields = [...NAMES, ...TEXTS]): Query {
  const edits = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  const close: Query = { combineWith: "OR", queries: [word], fuzzy: edits, fields };
  const swapped = [...word].slice(1).map((_, index) => swap(word, index));
  return either(close, { combineWith: "OR", queries: swapped, prefix: word.length > BEGINNING, fields });
}

/** A misspelt word of a text begins rightly: a part of the index is enough. */
function firstLetters(word: string): string {
  return word.slice(0, BEGINNING);
}

function swap(word: string, at: number): string {
  const letters = [...word];
  return [...letters.slice(0, at), letters[at + 1], letters[at], ...letters.slice(at + 2)].join("");
}

function either(...queries: Query[]): Query {
  return { combineWith: "OR", queries };
}
