import type { SearchResult } from "minisearch";
import { sharedWord } from "../../search/index-data.ts";
import { partsOf } from "../../search/words.ts";
import type { Catalog, FoundDocument, FoundThing } from "./catalog.ts";
import { prepareQuery, type PreparedQuery } from "./query.ts";

/** What a reader looks for. */
export interface Wish {
  readonly typed: string;
  /** Numbers of a kind and of a category; undefined for all. */
  readonly kind: number | undefined;
  readonly category: number | undefined;
}

/** A page or a shared text that was found, with the words of it that fit. */
export interface Found {
  readonly document: FoundDocument;
  readonly terms: readonly string[];
}

/** What was found of one thing, or one shared text. */
export interface Group {
  /** Whether it is called so, so that its pages are shown and not places in them. */
  readonly isName: boolean;
  readonly found: readonly [Found, ...Found[]];
}

export interface Findings {
  readonly words: readonly string[];
  /** The texts that pages share and that have a word, by the word. */
  readonly shared: ReadonlyMap<string, readonly number[]>;
  readonly groups: readonly Group[];
}

/**
 * How well a word fits, the best first: whole in a name or its beginning, in a category, the same in a text, or alike.
 */
const FITS = ["name", "name's beginning", "category", "text", "text's beginning", "alike"] as const;
type Fit = (typeof FITS)[number];

interface Ranked extends Found {
  readonly id: number;
  readonly fit: Fit;
  /** How many words its name has besides; infinite where none of its words was asked for. */
  readonly besides: number;
  /** How many words it has as they are, and not in parts. */
  readonly whole: number;
  readonly score: number;
}

/** Finds pages: first those of the thing that is called so, its guide before its other pages. */
export async function find({ typed, kind, category }: Wish, catalog: Catalog): Promise<Findings> {
  const fits = (document: FoundDocument): boolean => {
    if (!document.thing) return category === undefined && (kind === undefined || kind in document.text.counts);
    const { thing } = document;
    return (kind ?? thing.kind) === thing.kind && (category === undefined || thing.categories.includes(category));
  };
  const prepared = await prepareQuery(typed, catalog);
  if (!prepared) {
    // With a filter alone, one looks around.
    if (typed.trim() !== "" || (kind === undefined && category === undefined)) return NOTHING;
    const all = catalog.documents.filter((document) => document.thing && fits(document));
    return { ...NOTHING, groups: grouped(all.map((document, id) => ({ document, id, ...LISTED }))) };
  }
  const { words, shared, queries, index } = prepared;
  const search = (combineWith: "AND" | "OR") => index.search({ combineWith, queries: [...queries] });
  const all = search("AND");
  // Where no page has all words, those that have some are better than none.
  const some = all.length > 0 ? all : search("OR");
  const ranked = some.flatMap((result): Ranked[] => {
    const document = catalog.documents[result.id as number];
    // Of pages that only share a text, the text itself stands for all.
    if (result.terms.every((term) => SHARED.test(term))) return [];
    return document && fits(document) ? [rank(result, document, words, shared)] : [];
  });
  return { words, shared, groups: grouped(ranked.sort(compare)) };
}

const NOTHING: Findings = { words: [], shared: new Map(), groups: [] };

const LISTED = { terms: [], fit: "name", besides: 0, whole: 0, score: 0 } as const;

const SHARED = new RegExp(`^${sharedWord(0).replace("0", "\\d+")}$`);

function rank(
  { id, score, terms: all }: SearchResult,
  document: FoundDocument,
  words: readonly string[],
  shared: PreparedQuery["shared"],
): Ranked {
  const { names = [], categoryWords = [] } = document.thing ?? {};
  const terms = all.filter((term) => !SHARED.test(term));
  const fits = words.map((word) => {
    const own = fitOf(word, terms, names.flat(), categoryWords);
    return shared.get(word)?.some((text) => all.includes(sharedWord(text))) ? best([own, "text"]) : own;
  });
  const fit = worst(fits);
  const named = names.filter((name) => name.some((word) => terms.includes(word)));
  const besides = named.map(
    (name) => new Set(name.filter((word) => !word.includes("-") && !terms.includes(word))).size,
  );
  const whole = words.filter((word) => terms.some((term) => term.startsWith(word))).length;
  return { document, terms, id: id as number, score, fit, besides: Math.min(...besides), whole };
}

function fitOf(word: string, terms: readonly string[], names: readonly string[], categories: readonly string[]): Fit {
  const fitOfPart = (part: string): Fit => {
    if (names.includes(part)) return "name";
    if (names.some((name) => name.startsWith(part))) return "name's beginning";
    if (categories.includes(part)) return "category";
    if (terms.includes(part)) return "text";
    return terms.some((term) => term.startsWith(part)) ? "text's beginning" : "alike";
  };
  const parts = partsOf(word);
  const whole = fitOfPart(word);
  if (parts.length === 1) return whole;
  return best([whole, worst(parts.map(fitOfPart))]);
}

function best(fits: readonly Fit[]): Fit {
  return FITS.find((fit) => fits.includes(fit)) ?? "alike";
}

function worst(fits: readonly Fit[]): Fit {
  return FITS.findLast((fit) => fits.includes(fit)) ?? "alike";
}

function compare(one: Ranked, other: Ranked): number {
  if (one.fit !== other.fit) return FITS.indexOf(one.fit) - FITS.indexOf(other.fit);
  if (isNameFit(one.fit)) return one.besides - other.besides || one.id - other.id;
  if (one.fit === "category") return one.id - other.id;
  const besides = one.fit === "alike" ? one.besides - other.besides : 0;
  // A page whose thing is named as well comes first, then what is the same in many pages.
  const isNamed = Number(other.besides === 0) - Number(one.besides === 0);
  const isShared = Number(!other.document.thing) - Number(!one.document.thing);
  return besides || isNamed || isShared || other.whole - one.whole || other.score - one.score;
}

function isNameFit(fit: Fit): boolean {
  return fit === "name" || fit === "name's beginning";
}

/** Whether a thing is shown as itself, and not a place in its pages. */
function isListed(fit: Fit): boolean {
  return isNameFit(fit) || fit === "category";
}

/** Whether the thing is called so, or nearly, or is of a category that is. */
function isName({ fit, besides }: Ranked): boolean {
  return isListed(fit) || (fit === "alike" && Number.isFinite(besides));
}

/** Puts what is of one thing together, where its best page stands. */
function grouped(ranked: readonly Ranked[]): readonly Group[] {
  const groups = new Map<FoundThing | Ranked, Ranked[]>();
  for (const one of ranked) {
    const key = one.document.thing ?? one;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].map((found) => {
    // Of a thing that is called so, the guide comes first.
    const inOrder = found.some(isName) ? found.toSorted((one, other) => one.id - other.id) : found;
    return { isName: found.some(isName), found: inOrder as unknown as Group["found"] };
  });
}
