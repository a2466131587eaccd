import type { AsPlainObject, Options } from "minisearch";

/** What a page is found by. */
export const FIELDS = ["name", "title", "about", "heading", "text", "shared"] as const;
export type Field = (typeof FIELDS)[number];

/** Stands in an index for a text that pages share, by its number: which page has it, is found by this. */
export function sharedWord(text: number): string {
  return `§${text}`;
}

/** The words of a page, or of a text that pages share: one a line, where it is given. */
export type IndexDocument = { readonly id: number } & { readonly [name in Field]?: string };

/** The same where the index is made and where it is read. */
export const INDEX_OPTIONS: Options<IndexDocument> = {
  fields: [...FIELDS],
  tokenize: (text) => text.split("\n"),
  processTerm: (term) => term,
  searchOptions: {
    boost: { name: 8, title: 6, about: 2, heading: 3 },
    weights: { prefix: 0.5, fuzzy: 0.2 },
    combineWith: "AND",
  },
};

/** A word and where it stands: the numbers of fields and of documents, and how often. */
export type IndexEntry = AsPlainObject["index"][number];

/** A thing, as the search lists it. Numbers are places in the lists of the base. */
export type ListedThing = readonly [
  name: string,
  title: string,
  description: string,
  kind: number,
  categories: readonly number[],
  pages: readonly number[],
  formerly?: readonly string[],
];

/** A text that pages share. */
export interface ListedText {
  readonly heading: string;
  /** How many pages have it, by the number of their kind. */
  readonly counts: Readonly<Record<number, number>>;
  /** The script with what it says. */
  readonly script: string;
}

/**
 * What is loaded first: all names. The documents of the index are the pages of all things, in order, then the texts that
 * pages share. The words of names are in no part: the browser takes them from the names.
 */
export interface SearchBase {
  readonly kinds: readonly { readonly noun: string; readonly plural: string; readonly folder: string }[];
  /** What pages are called, in a sentence and in an address; "" in that of a guide. */
  readonly pages: readonly (readonly [noun: string, name: string])[];
  /** As `info.yaml` names them. */
  readonly categories: readonly string[];
  readonly things: readonly ListedThing[];
  readonly texts: readonly ListedText[];
  /** Another one where a text of any thing is another. */
  readonly version: string;
  /** How many words each field of each document has. */
  readonly lengths: readonly (readonly number[])[];
  /** The entries of the index, in order: the first word of each part, and its script. */
  readonly parts: readonly (readonly [first: string, script: string])[];
}

/** A section with what a page says of its own there; or with a text that pages share, where one of them has it. */
export interface SectionText {
  /** `guides/<name>.html#<heading>`. */
  readonly address: string;
  readonly heading: string;
  readonly text: string;
  /** The numbers of the texts that it shares with other pages, which it does not have itself. */
  readonly shared?: readonly number[];
  /** Of a shared text, the number of the kind that the page is of. */
  readonly kind?: number;
}

/** Where the scripts of the search stand in a site: a page that is opened from a file can load nothing else. */
export const BASE_SCRIPT = "assets/search.js";
export const SCRIPT_FOLDER = "assets/search/";

/** The script with the texts of a thing, by the key of its guide. */
export function textsScript(key: string): string {
  return `${SCRIPT_FOLDER}${key}.js`;
}

/**
 * Where a browser asks for the texts of a thing. There is one script for each thing, so that a hash of each would make
 * the names that all queries load half as long again: one hash stands for all.
 */
export function textsAddress(key: string, version: string): string {
  return `${textsScript(key)}?${version}`;
}
