import type { Leaf } from "../../markdown/leaves.ts";
import { similarity, tokensOf } from "../learn/wordings.ts";
import type { Unit } from "../read/units.ts";
import type { LeafPattern } from "./leaf-patterns.ts";

/*
 * Which parameters suit a text that a partial gives nearly: the leaves of both are laid side by side, and each leaf that
 * has its like has a say. What does not fit is left to changes, so that one deviation does not make a section a guide's
 * own.
 */

/** How much of two leaves must be equal for one to be a wording of the other. */
const ALIKE = 0.5;
/** What a likeness counts, beside an equal text. */
const LIKENESS = 0.6;
/** What it costs to leave out a leaf of the partial for which there is no switch. */
const REMOVAL = 12;

/** How much of what a partial says in any case must be there. */
const LEAST_THERE = 0.3;

type Value = string | boolean;
type Values = ReadonlyMap<string, Value>;

interface Fit {
  readonly score: number;
  /** The parameters with which the leaf is equal; undefined where it is only alike. */
  readonly values: Values | undefined;
}

/**
 * Finds the parameters with which a partial is nearest to a text.
 *
 * @param patterns the partial's leaves
 * @param unit the text
 * @param texts its leaves' texts, headings at the level of partials
 * @returns the parameters' values; undefined where the partial says something else
 */
export function inferParameters(
  patterns: readonly LeafPattern[],
  unit: Unit,
  texts: readonly string[],
): Values | undefined {
  const { leaves } = unit;
  const tokens = texts.map(tokensOf);
  const fits = patterns.map((pattern) =>
    leaves.map((leaf, index) => fitOf(pattern, leaf, texts[index] ?? "", tokens[index] ?? [])),
  );
  const pairs = align(patterns, fits, leaves.length);
  if (pairs.length === 0 || isFar(patterns, pairs)) return undefined;
  const votes = new Votes();
  const aligned = new Map(pairs.map(([pattern, leaf]) => [pattern, leaf]));
  patterns.forEach((pattern, index) => {
    if (pattern.slot !== undefined) return;
    const leaf = aligned.get(index);
    const weight = pattern.text.length + 1;
    const slots = pattern.conditions.filter(({ name }) => patterns.some(({ slot }) => slot === name));
    if (slots.length > 0 && leaf === undefined) return;
    // One of two branches is there, so the other one's absence says nothing new.
    if (leaf === undefined) {
      const last = pattern.conditions.at(-1);
      if (last) votes.add(last.name, !last.isMet, weight);
      return;
    }
    const values = fits[index]?.[leaf]?.values ?? new Map<string, Value>();
    // A text that is there says so itself.
    for (const { name, isMet } of pattern.conditions) if (!values.has(name)) votes.add(name, isMet, weight);
    for (const [name, value] of values) votes.add(name, value, weight);
  });
  const values = votes.winners();
  for (const [name, text] of slotTexts(patterns, pairs, unit)) values.set(name, text);
  return values;
}

/** Whether most of what the partial says in any case is not there: to leave that out is no use of the partial. */
function isFar(
  patterns: readonly LeafPattern[],
  pairs: readonly (readonly [pattern: number, leaf: number])[],
): boolean {
  const paired = new Set(pairs.map(([index]) => index));
  const length = (isCounted: (index: number) => boolean) =>
    patterns.reduce(
      (sum, { text, conditions, kind }, index) =>
        conditions.length === 0 && kind !== "heading" && isCounted(index) ? sum + text.length : sum,
      0,
    );
  return length((index) => paired.has(index)) < LEAST_THERE * length(() => true);
}

function fitOf(pattern: LeafPattern, leaf: Leaf, text: string, tokens: readonly string[]): Fit | undefined {
  if (pattern.kind !== leaf.kind || pattern.indent !== leaf.indent) return undefined;
  const values = pattern.match(text);
  if (values) return { score: text.length + 2, values };
  if (leaf.kind === "heading") return { score: 1, values: undefined };
  if (leaf.kind === "raw" || leaf.kind === "rule") return undefined;
  const ratio = similarity(pattern.tokens, tokens, ALIKE);
  return ratio < ALIKE ? undefined : { score: LIKENESS * ratio * text.length, values: undefined };
}

/** Lays leaves side by side, in order, so that most of the text is equal. */
function align(
  patterns: readonly LeafPattern[],
  fits: readonly (readonly (Fit | undefined)[])[],
  count: number,
): (readonly [pattern: number, leaf: number])[] {
  const width = count + 1;
  const best = new Float64Array((patterns.length + 1) * width);
  const removal = patterns.map(({ conditions, slot }) => (conditions.length > 0 || slot !== undefined ? 0 : REMOVAL));
  for (let i = patterns.length - 1; i >= 0; i -= 1)
    for (let j = count; j >= 0; j -= 1) {
      const fit = fits[i]?.[j];
      best[i * width + j] = Math.max(
        (best[(i + 1) * width + j] ?? 0) - (removal[i] ?? 0),
        j < count ? (best[i * width + j + 1] ?? 0) : -Infinity,
        fit ? (best[(i + 1) * width + j + 1] ?? 0) + fit.score : -Infinity,
      );
    }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < patterns.length;) {
    const here = best[i * width + j] ?? 0;
    const fit = fits[i]?.[j];
    if (fit && here === (best[(i + 1) * width + j + 1] ?? 0) + fit.score) pairs.push([i++, j++]);
    else if (j < count && here === (best[i * width + j + 1] ?? 0)) j += 1;
    else i += 1;
  }
  return pairs;
}

/** What a guide says of its own where the partial has a place for it. */
function slotTexts(
  patterns: readonly LeafPattern[],
  pairs: readonly (readonly [pattern: number, leaf: number])[],
  { leaves, lines }: Unit,
): (readonly [string, string])[] {
  const taken = new Set<number>();
  const last = pairs.at(-1)?.[1] ?? 0;
  return patterns.flatMap((pattern, index): (readonly [string, string])[] => {
    if (pattern.slot === undefined) return [];
    const from = (pairs.findLast(([at]) => at < index)?.[1] ?? 0) + 1;
    const next = pairs.find(([at]) => at > index)?.[1];
    const to = next ?? endOfList(leaves, last + 1, last);
    const own = leaves.slice(from, to).filter((_, offset) => !taken.has(from + offset));
    const [first] = own;
    const end = own.at(-1);
    if (!first || !end) return [[pattern.slot, ""]];
    for (let at = from; at < to; at += 1) taken.add(at);
    return [[pattern.slot, lines.slice(first.start, end.end).join("\n")]];
  });
}

/** Behind the last shared leaf, rows and items that go on belong to the section; the rest may stand for itself. */
function endOfList(leaves: readonly Leaf[], from: number, last: number): number {
  let end = from;
  const { kind } = leaves[last] ?? {};
  while (end < leaves.length) {
    const leaf = leaves[end];
    const goesOn = leaf?.kind === kind && (kind === "row" || (kind === "item" && !leaf?.gap));
    if (!goesOn) break;
    end += 1;
  }
  return end;
}

/** What the leaves of a text say about each parameter. */
class Votes {
  readonly #counts = new Map<string, Map<Value, number>>();

  add(name: string, value: Value, weight: number): void {
    const counts = this.#counts.get(name) ?? new Map<Value, number>();
    this.#counts.set(name, counts.set(value, (counts.get(value) ?? 0) + weight));
  }

  /** For each parameter the value with most weight; a text that is said to be there needs to be known. */
  winners(): Map<string, Value> {
    const result = new Map<string, Value>();
    for (const [name, counts] of this.#counts) {
      const [[value] = []] = [...counts].sort((a, b) => b[1] - a[1]);
      if (value !== undefined) result.set(name, value);
    }
    return result;
  }
}
