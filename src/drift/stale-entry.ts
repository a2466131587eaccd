import type { RegistryProfile } from "../guide/registry.ts";
import { blocksOf, runText, type Block } from "./blocks.ts";
import type { DriftEntry } from "./drift-file.ts";
import { sameFacts } from "./facts.ts";
import type { FoundBlocks } from "./find-block.ts";
import { mergeWords } from "./merge-words.ts";
import type { SectionBlocks } from "./section-blocks.ts";

/** What became of an entry whose shared text the guide does not say any more. */
export type Outcome =
  /** It belongs to a branch of another registry profile. */
  | { readonly kind: "dormant" }
  /** A fact changed, and with it the shared text. */
  | { readonly kind: "void" }
  /** The shared text changed, and nothing of it is left. */
  | { readonly kind: "gone" }
  /** The shared text changed: away from the published words, or where they are. */
  | {
      readonly kind: "merged" | "overlapping";
      readonly found: FoundBlocks;
      readonly shared: readonly Block[];
      /** What the page says now, with canonical references. */
      readonly text: string;
    };

/** What an entry is looked up in. */
export interface Lookup {
  /** The guide's sections as they are now. */
  readonly now: ReadonlyMap<string, SectionBlocks>;
  /** The same under the recorded profile, with the recorded facts or those of now. */
  readonly recorded: (facts: "recorded" | "current") => ReadonlyMap<string, SectionBlocks>;
  readonly isSameProfile: boolean;
  readonly isSameFacts: boolean;
}

/**
 * Finds out why a guide does not say an entry's shared text any more.
 *
 * @param entry the entry
 * @param lookup where it is looked up
 * @returns what became of it
 */
export function outcomeOf(entry: DriftEntry, lookup: Lookup): Outcome {
  const { section, block: hint } = entry;
  const shared = blocksOf(entry.shared);
  const isSame = lookup.isSameProfile && lookup.isSameFacts;
  const then = (isSame ? lookup.now : lookup.recorded("recorded")).get(section);
  const isMoved = (wanted: readonly Block[]): Outcome => {
    if (lookup.isSameProfile) return { kind: "void" };
    const isThere = lookup.isSameFacts || lookup.recorded("current").get(section)?.findExact(wanted, hint);
    return { kind: isThere ? "dormant" : "void" };
  };
  if (!isSame && then?.findExact(shared, hint)) return isMoved(shared);

  // The template changed: what it says now under the recorded profile and facts is the text that was meant.
  const similar = then?.findSimilar(shared, hint);
  if (!then || !similar) return { kind: "gone" };
  const run = then.run(similar);
  const found = lookup.now.get(section)?.findExact(run, hint);
  if (!found) return isMoved(run);
  const merged = mergeWords(entry.shared, entry.published, runText(run));
  const result = { found, shared: run };
  return merged === undefined
    ? { kind: "overlapping", ...result, text: entry.published }
    : { kind: "merged", ...result, text: merged };
}

/**
 * Whether two profiles give the same text.
 *
 * @param a one
 * @param b another
 * @returns true where both are public, or mirrors of one namespace
 */
export function sameProfile(a: RegistryProfile, b: RegistryProfile): boolean {
  return a.kind === b.kind && (a.kind === "public" || a.namespace === b.namespace);
}

/**
 * The facts that are other than they were.
 *
 * @param before the facts of then
 * @param after the facts of now
 * @returns their names
 */
export function changedFacts(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !sameFacts(before[name], after[name]),
  );
}

/**
 * Whether a published wording names a value of a fact that is not stated any more, and that the shared text leaves out.
 *
 * @param entry the entry
 * @param before the facts of then
 * @param after the facts of now
 * @returns true where it would go on to say what is not so
 */
export function saysLostFact(
  { shared, published }: DriftEntry,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): boolean {
  const now = new Set(valuesOf(after));
  const words = new Set(wordsOf(shared));
  const said = new Set(wordsOf(published).filter((word) => !words.has(word)));
  return valuesOf(before).some((value) => !now.has(value) && said.has(value));
}

const wordsOf = (text: string): readonly string[] => text.match(/[A-Za-z0-9_./-]*[A-Za-z0-9_/-]/g) ?? [];

/** The values that a guide can name: of a port its number. */
function valuesOf(value: unknown): string[] {
  if (typeof value === "string") return [value.replace(/\/(?:tcp|udp|sctp)$/, "")];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(valuesOf);
}
