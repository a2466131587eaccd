import MiniSearch, { type AsPlainObject } from "minisearch";
import {
  FIELDS,
  INDEX_OPTIONS,
  textsAddress,
  type IndexDocument,
  type IndexEntry,
  type ListedText,
  type SearchBase,
  type SectionText,
} from "../../search/index-data.ts";
import { wordsOf } from "../../search/words.ts";
import { loadScript } from "../scripts.ts";

/** So long a word is looked for as the beginning of others, too; a shorter one begins names alone. */
export const BEGINNING = 3;

/** An image or a chart. */
export interface FoundThing {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly kind: number;
  readonly categories: readonly number[];
  /** The words of each of its names: what it is called, its title, what it was called. */
  readonly names: readonly (readonly string[])[];
  readonly categoryWords: readonly string[];
  /** The script with its texts. */
  readonly script: string;
}

/** A document of the index: a page of a thing, or a text that pages share. */
export type FoundDocument =
  | { readonly thing: FoundThing; readonly noun: string; readonly address: string }
  | { readonly thing: undefined; readonly text: ListedText };

/** All that can be found. */
export interface Catalog {
  readonly base: SearchBase;
  readonly documents: readonly FoundDocument[];
  /** The index as far as some words need it: each with all words that it begins. */
  readonly indexFor: (words: readonly string[]) => Promise<MiniSearch<IndexDocument>>;
  readonly textsOf: (script: string) => Promise<readonly SectionText[]>;
}

/** Loads all names; what else is needed, when it is asked for. */
export async function loadCatalog(): Promise<Catalog> {
  const { search = "", base: root = "" } = document.documentElement.dataset;
  const base = await loadScript<SearchBase>(search);
  const documents = [...pagesOf(base), ...base.texts.map((text) => ({ thing: undefined, text }))];
  const names = entriesOfNames(documents);
  const load = remember((path: string) => loadScript<never>(`${root}${path}`));
  const indexes = new Map<string, MiniSearch<IndexDocument>>();

  return {
    base,
    documents,
    textsOf: load,
    indexFor: async (words) => {
      const paths = base.parts.filter((_, part) => words.some((word) => isIn(part, word))).map(([, path]) => path);
      const key = paths.join();
      const parts = await Promise.all(paths.map((path): Promise<readonly IndexEntry[]> => load(path)));
      const index = indexes.get(key) ?? createIndex(base, merge([...parts.flat(), ...names]));
      indexes.set(key, index);
      return index;
    },
  };

  /** Whether a part may have words that begin so; a short word itself. */
  function isIn(part: number, beginning: string): boolean {
    const [first = "", next] = [base.parts[part]?.[0], base.parts[part + 1]?.[0]];
    const isBeginning = beginning.length >= BEGINNING && first.startsWith(beginning);
    return (first <= beginning || isBeginning) && (next === undefined || next > beginning);
  }
}

function pagesOf({ kinds, pages, things, categories: all, version }: SearchBase): readonly FoundDocument[] {
  return things.flatMap(([name, title, description, kind, categories, own, formerly = []]) => {
    const key = `${kinds[kind]?.folder}/${name}`;
    const names = [name, title, ...formerly].map(wordsOf);
    const categoryWords = categories.flatMap((category) => wordsOf(all[category] ?? ""));
    const thing = {
      name,
      title,
      description,
      kind,
      categories,
      names,
      categoryWords,
      script: textsAddress(key, version),
    };
    return own.map((page) => {
      const [noun = "", address = ""] = pages[page] ?? [];
      return { thing, noun, address: `${key}${address === "" ? "" : `/${address}`}.html` };
    });
  });
}

function entriesOfNames(documents: readonly FoundDocument[]): readonly IndexEntry[] {
  const index = new MiniSearch<IndexDocument>(INDEX_OPTIONS);
  for (const [id, { thing }] of documents.entries()) {
    const [name = [], title = [], ...formerly] = thing?.names ?? [];
    const words = thing ? { name: [name, ...formerly].flat().join("\n"), title: title.join("\n") } : {};
    index.add({ id, ...words });
  }
  return index.toJSON().index;
}

/** A word may stand in names and in texts. */
function merge(entries: readonly IndexEntry[]): IndexEntry[] {
  const merged = new Map<string, IndexEntry[1]>();
  for (const [word, fields] of entries) merged.set(word, { ...merged.get(word), ...fields });
  return [...merged];
}

function createIndex({ lengths }: SearchBase, index: IndexEntry[]): MiniSearch<IndexDocument> {
  const average = FIELDS.map((_, field) => lengths.reduce((sum, own) => sum + (own[field] ?? 0), 0) / lengths.length);
  const plain: AsPlainObject = {
    documentCount: lengths.length,
    nextId: lengths.length,
    documentIds: Object.fromEntries(lengths.map((_, id) => [id, id])),
    fieldIds: Object.fromEntries(FIELDS.map((field, id) => [field, id])),
    fieldLength: Object.fromEntries(lengths.map((own, id) => [id, [...own]])),
    averageFieldLength: average,
    storedFields: {},
    dirtCount: 0,
    index,
    serializationVersion: 2,
  };
  return MiniSearch.loadJS(plain, INDEX_OPTIONS);
}

/** What could not be loaded is asked for again. */
function remember<Result>(load: (key: string) => Promise<Result>): (key: string) => Promise<Result> {
  const kept = new Map<string, Promise<Result>>();
  return (key) => {
    const known = kept.get(key) ?? load(key);
    kept.set(key, known);
    known.catch(() => kept.delete(key));
    return known;
  };
}
