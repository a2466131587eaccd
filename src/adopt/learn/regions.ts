import { diffArrays } from "diff";
import type { Optional } from "./learned-partial.ts";
import { tokensOf } from "./wordings.ts";

/** A stretch of a text: the same in all wordings, or one that varies. */
export type Stretch =
  | { readonly kind: "fixed"; readonly text: string }
  | {
      readonly kind: "varying";
      /** What the commonest wording says. */
      readonly usual: string;
      /** What each wording says, with the guides that have it; the usual included. */
      readonly values: ReadonlyMap<string, ReadonlySet<number>>;
      /** What it is called, where that is known. */
      readonly name?: string;
      /** What it is for, where that is known. */
      readonly use?: string;
      /** For whole lines of a sample, the line that they stand beside. */
      readonly beside?: string;
      /** How they are set off, where there may be none. */
      readonly optional?: Optional;
    };

/** A text as stretches, and the wordings that these can give. */
export interface Regions {
  readonly stretches: readonly Stretch[];
  readonly covered: ReadonlySet<string>;
}

interface Hunk {
  readonly start: number;
  readonly end: number;
}

/** How much of a text may vary before it is another text. */
const MOST = 0.6;

/**
 * Compares the wordings of one text word by word and finds where they vary.
 *
 * @param wordings the wordings, with the guides that have each
 * @param minimum how many guides must deviate at a place for it to become a parameter
 * @returns the text as fixed and varying stretches, and the wordings that it covers
 */
export function findRegions(wordings: ReadonlyMap<string, ReadonlySet<number>>, minimum: number): Regions {
  const [[pivot = ""] = [], ...others] = [...wordings].sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1));
  const tokens = tokensOf(pivot);
  let kept = others
    .filter(([text]) => keepsFrame(tokens, tokensOf(text)))
    .map(([text, guides]) => ({ text, guides, hunks: hunksOf(tokens, tokensOf(text)) }));
  let regions: Hunk[] = [];
  // What is left out takes its regions along, so look again until nothing changes.
  for (let before = -1; before !== kept.length;) {
    before = kept.length;
    regions = union(kept.flatMap(({ hunks }) => hunks));
    const supported = regions.filter(
      (region) =>
        new Set(
          kept.filter(({ hunks }) => hunks.some((hunk) => overlaps(hunk, region))).flatMap(({ guides }) => [...guides]),
        ).size >= minimum,
    );
    const isSupported = (hunk: Hunk) => supported.some((region) => overlaps(hunk, region));
    kept = kept.filter(({ hunks }) => hunks.every(isSupported));
    const varying = regions.reduce((sum, { start, end }) => sum + end - start, 0);
    if (kept.length === before && varying > tokens.length * MOST) kept = kept.slice(0, -1);
  }
  const texts = [{ text: pivot, guides: wordings.get(pivot) ?? new Set<number>() }, ...kept];
  return { stretches: stretchesOf(tokens, regions, texts), covered: new Set(texts.map(({ text }) => text)) };
}

/** The borders of a table's cells belong to the table, and the lines of a sample to the sample, not to a value. */
function keepsFrame(pivot: readonly string[], other: readonly string[]): boolean {
  return diffArrays([...pivot], [...other]).every(
    ({ added, removed, value }) =>
      (!added && !removed) || !value.some((token) => token.trim() === "|" || token.includes("\n")),
  );
}

function hunksOf(pivot: readonly string[], other: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let position = 0;
  for (const part of diffArrays([...pivot], [...other])) {
    if (part.added) {
      const last = hunks.at(-1);
      if (last?.end !== position) hunks.push({ start: position, end: position });
    } else if (part.removed) {
      hunks.push({ start: position, end: position + part.value.length });
      position += part.value.length;
    } else position += part.value.length;
  }
  return widened(hunks, pivot);
}

/**
 * Brackets vary together with what they enclose, and one equal word between two changes is no rest; what a template fills
 * in is one.
 */
function widened(hunks: readonly Hunk[], pivot: readonly string[]): Hunk[] {
  return union(
    hunks.flatMap((hunk, index) => {
      const next = hunks[index + 1];
      const isClose =
        next && next.start - hunk.end === 1 && !/[()[\]|\n]|^ *\{\{[\w.]+\}\}$/.test(pivot[hunk.end] ?? "");
      return isClose ? [hunk, { start: hunk.end, end: next.start }] : [hunk];
    }),
  );
}

function overlaps(a: Hunk, b: Hunk): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function union(hunks: readonly Hunk[]): Hunk[] {
  const result: { start: number; end: number }[] = [];
  for (const hunk of [...hunks].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last && hunk.start <= last.end) last.end = Math.max(last.end, hunk.end);
    else result.push({ ...hunk });
  }
  return result;
}

function stretchesOf(
  pivot: readonly string[],
  regions: readonly Hunk[],
  texts: readonly { readonly text: string; readonly guides: ReadonlySet<number> }[],
): Stretch[] {
  const slices = texts.map(({ text, guides }) => ({ guides, values: valuesIn(pivot, tokensOf(text), regions) }));
  const stretches: Stretch[] = [];
  let position = 0;
  regions.forEach((region, index) => {
    if (region.start > position) stretches.push(fixed(pivot.slice(position, region.start)));
    const values = new Map<string, Set<number>>();
    for (const { guides, values: own } of slices) {
      const value = own[index] ?? "";
      const set = values.get(value);
      if (set) for (const guide of guides) set.add(guide);
      else values.set(value, new Set(guides));
    }
    // The commonest value here need not be the commonest wording's.
    const [usual = ""] = [...values].sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1))[0] ?? [];
    stretches.push({ kind: "varying", usual, values });
    position = region.end;
  });
  if (position < pivot.length) stretches.push(fixed(pivot.slice(position)));
  return stretches;
}

const fixed = (tokens: readonly string[]): Stretch => ({ kind: "fixed", text: tokens.join("") });

/** What another wording has in each region of the pivot. */
function valuesIn(pivot: readonly string[], other: readonly string[], regions: readonly Hunk[]): string[] {
  const values = regions.map(() => "");
  let position = 0;
  const regionAt = (start: number, isInsertion: boolean) =>
    regions.findIndex((region) =>
      isInsertion ? region.start <= start && start <= region.end : region.start <= start && start < region.end,
    );
  for (const part of diffArrays([...pivot], [...other])) {
    if (part.added) {
      const index = regionAt(position, true);
      if (index >= 0) values[index] += part.value.join("");
      continue;
    }
    for (const token of part.value) {
      const index = part.removed ? -1 : regionAt(position, false);
      if (index >= 0) values[index] += token;
      position += 1;
    }
  }
  return values;
}
