import type { Query } from "minisearch";
import type MiniSearch from "minisearch";
import { sharedWord, type IndexDocument } from "../../search/index-data.ts";
import { namesOf, partsOf } from "../../search/words.ts";
import type { Catalog } from "./catalog.ts";

/** So long a word is looked for as the beginning of others, too; a shorter one begins names alone. */
const BEGINNING = 3;

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
  const names = [...new Set(namesOf(typed))];
  if (names.length === 0) return undefined;
  const direct = await catalog.indexFor(names.flatMap((name) => [name, ...partsOf(name)]));
  const isFound = (query: Query, fields = [...NAMES, ...TEXTS]) => direct.search(query, { fields }).length > 0;
  // `kafak-exporter` is nowhere, but `exporter` is.
  const words = names.flatMap((name) => (isFound(asTyped(name)) ? [name] : partsOf(name)));
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

/** A word, what it begins, or all parts of it. */
function asTyped(word: string): Query {
  const parts = partsOf(word);
  return parts.length === 1 ? begins(word) : either(begins(word), { combineWith: "AND", queries: parts.map(begins) });
}

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
