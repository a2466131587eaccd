import type { SearchResult } from "minisearch";
import { partsOf } from "../../search/words.ts";
import type { Catalog, FoundDocument, FoundThing } from "./catalog.ts";
import { prepareQuery } from "./query.ts";

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
  readonly groups: readonly Group[];
}

/** How well a word fits, the best first: it is part of a name, begins one, stands in a text, is like a word. */
const FITS = ["name", "name's beginning", "text", "alike"] as const;
type Fit = (typeof FITS)[number];

interface Ranked extends Found {
  readonly id: number;
  readonly fit: Fit;
  /** How many words its name has besides; infinite where none of its words was asked for. */
  readonly besides: number;
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
    if (typed.trim() !== "" || (kind === undefined && category === undefined)) return { words: [], groups: [] };
    const all = catalog.documents.filter((document) => document.thing && fits(document));
    return { words: [], groups: grouped(all.map((document, id) => ({ document, id, ...LISTED }))) };
  }
  const { words, query, index } = prepared;
  const ranked = index.search(query).flatMap((result): Ranked[] => {
    const document = catalog.documents[result.id as number];
    return document && fits(document) ? [rank(result, document, words)] : [];
  });
  return { words, groups: grouped(ranked.sort(compare)) };
}

const LISTED = { terms: [], fit: "name", besides: 0, score: 0 } as const;

function rank({ id, score, terms }: SearchResult, document: FoundDocument, words: readonly string[]): Ranked {
  const names = document.thing?.names ?? [];
  const fit = worst(words.map((word) => fitOf(word, terms, names.flat())));
  const named = names.filter((name) => name.some((word) => terms.includes(word)));
  const besides = named.map((name) => new Set(name.filter((word) => !terms.includes(word))).size);
  return { document, terms, id: id as number, score, fit, besides: Math.min(...besides) };
}

function fitOf(word: string, terms: readonly string[], names: readonly string[]): Fit {
  const parts = partsOf(word);
  const whole = fitOfPart(word, terms, names);
  if (parts.length === 1) return whole;
  return best([whole, worst(parts.map((part) => fitOfPart(part, terms, names)))]);
}

function fitOfPart(word: string, terms: readonly string[], names: readonly string[]): Fit {
  if (names.includes(word)) return "name";
  if (names.some((name) => name.startsWith(word))) return "name's beginning";
  return terms.some((term) => term.startsWith(word)) ? "text" : "alike";
}

function best(fits: readonly Fit[]): Fit {
  return FITS.find((fit) => fits.includes(fit)) ?? "alike";
}

function worst(fits: readonly Fit[]): Fit {
  return FITS.findLast((fit) => fits.includes(fit)) ?? "alike";
}

function compare(one: Ranked, other: Ranked): number {
  if (one.fit !== other.fit) return FITS.indexOf(one.fit) - FITS.indexOf(other.fit);
  const besides = one.fit === "text" ? 0 : one.besides - other.besides;
  return besides || (isName(one) ? one.id - other.id : other.score - one.score);
}

function isName({ fit }: Ranked): boolean {
  return fit === "name" || fit === "name's beginning";
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
  return [...groups.values()].map((found) => ({
    isName: found.some((one) => isName(one) || (one.fit === "alike" && Number.isFinite(one.besides))),
    found: found as unknown as Group["found"],
  }));
}
