import { commonPairs } from "./common-subsequence.ts";
import { findRegions, type Regions, type Stretch } from "./regions.ts";

/*
 * A sample's lines come and go: options, ports, entries of a list. Lines that nearly all guides have are the partial's; what
 * stands between two of them is each guide's own, one line or more.
 */

/** How much of a sample must be lines that all have. */
const LEAST_FIXED = 0.4;
/** More places to fill than that, and it is no sample any more. */
const MOST_PLACES = 5;
/** More wordings than that need not have their say about which one is the commonest. */
const MOST_PIVOTS = 40;

interface Sample {
  readonly text: string;
  readonly guides: ReadonlySet<number>;
  readonly fence: string;
  readonly lines: readonly string[];
}

/**
 * Compares samples line by line and finds where they vary.
 *
 * @param wordings the samples in their fences, with the guides that have each
 * @param minimum how many guides must deviate within a line for it to become a parameter
 * @returns the sample as fixed and varying stretches, and the wordings that it covers; none where too little is fixed
 */
export function findLineRegions(wordings: ReadonlyMap<string, ReadonlySet<number>>, minimum: number): Regions {
  const none: Regions = { stretches: [], covered: new Set() };
  const samples = [...wordings].flatMap(([text, guides]): Sample[] => {
    const lines = text.split("\n");
    const fence = lines[0] ?? "";
    // A guide cannot give lines of nothing.
    const isPlain = /^```[\w-]*$/.test(fence) && lines.at(-1) === "```" && !lines.includes("");
    return isPlain && lines.length > 3 ? [{ text, guides, fence, lines: lines.slice(1, -1) }] : [];
  });
  const frame = bestFrame(samples);
  if (!frame) return none;
  const { pivot, isFixed, kept, places } = frame;
  const fences = valuesOf(kept, ({ fence }) => fence.slice(3));
  return {
    stretches: [
      { kind: "fixed", text: "```" },
      ...(fences.size > 1 ? [varying(fences)] : [{ kind: "fixed", text: [...fences.keys()][0] ?? "" } as const]),
      ...stretchesOf(pivot, kept, isFixed, places, minimum),
      { kind: "fixed", text: "\n```" },
    ],
    covered: new Set(kept.map(({ text }) => text)),
  };
}

/** The sample that has most lines in common with the others. */
function mostLike(samples: readonly Sample[]): Sample | undefined {
  const sorted = [...samples].sort((a, b) => b.guides.size - a.guides.size || (a.text < b.text ? -1 : 1));
  const rated = sorted.slice(0, MOST_PIVOTS).map((sample) => ({
    sample,
    common: samples.reduce((sum, other) => sum + likeness(sample, other) * other.guides.size, 0),
  }));
  return rated.sort((a, b) => b.common - a.common)[0]?.sample;
}

function likeness(a: Sample, b: Sample): number {
  return (2 * commonPairs(a.lines, b.lines).length) / (a.lines.length + b.lines.length);
}

/** The lines that are a partial's, the samples that have them all, and the places between them. */
interface Frame {
  readonly pivot: Sample;
  readonly isFixed: ReadonlySet<number>;
  readonly kept: readonly Sample[];
  readonly places: readonly Place[];
}

/** The frame that gives most lines: the more of them are fixed, the fewer samples have them. */
function bestFrame(samples: readonly Sample[]): Frame | undefined {
  const pivot = mostLike(samples);
  if (!pivot) return undefined;
  const counts = pivot.lines.map(() => 0);
  for (const { lines, guides } of samples)
    for (const [index] of commonPairs(pivot.lines, lines)) counts[index] = (counts[index] ?? 0) + guides.size;
  let best: Frame | undefined;
  let most = 0;
  for (const least of new Set(counts)) {
    const isFixed = new Set(counts.flatMap((count, index) => (count >= least ? [index] : [])));
    const kept = samples.filter((sample) => commonLines(pivot, sample, isFixed).length === isFixed.size);
    const places = placesOf(pivot, kept, isFixed);
    const fixed = pivot.lines.filter((_, index) => isFixed.has(index)).join("").length;
    const guides = new Set(kept.flatMap((sample) => [...sample.guides])).size;
    if (places.length === 0 || places.length > MOST_PLACES || fixed < LEAST_FIXED * pivot.lines.join("").length)
      continue;
    if (fixed * guides > most) [best, most] = [{ pivot, isFixed, kept, places }, fixed * guides];
  }
  return best;
}

/** Where a sample has the fixed lines of another. */
function commonLines(pivot: Sample, sample: Sample, isFixed: ReadonlySet<number>): (readonly [number, number])[] {
  return commonPairs(
    pivot.lines.map((line, index) => (isFixed.has(index) ? line : undefined)),
    sample.lines,
  );
}

/** A stretch of lines of which each guide has its own: behind one fixed line of the pivot, before another. */
interface Place {
  readonly from: number;
  readonly to: number;
}

/** The places that vary; one that is empty in a guide takes in the fixed line before it, or else the one behind it. */
function placesOf(pivot: Sample, kept: readonly Sample[], isFixed: ReadonlySet<number>): Place[] {
  const borders = [-1, ...isFixed, pivot.lines.length].sort((a, b) => a - b);
  const pairs = kept.map(
    (sample) => new Map([[-1, -1], ...commonLines(pivot, sample, isFixed), [pivot.lines.length, sample.lines.length]]),
  );
  const between = (own: ReadonlyMap<number, number>, { from, to }: Place) =>
    (own.get(to) ?? 0) - (own.get(from) ?? 0) - 1;
  const places: Place[] = [];
  for (let index = 1; index < borders.length; index += 1) {
    let place: Place = { from: borders[index - 1] ?? -1, to: borders[index] ?? 0 };
    if (pairs.every((own) => between(own, place) === 0)) continue;
    if (pairs.some((own) => between(own, place) === 0)) {
      const wider =
        index > 1
          ? { from: borders[index - 2] ?? -1, to: place.to }
          : { from: place.from, to: borders[(index += 1)] ?? 0 };
      place = wider;
    }
    const last = places.at(-1);
    if (last && last.to > place.from) places[places.length - 1] = { from: last.from, to: place.to };
    else places.push(place);
  }
  return places;
}

function stretchesOf(
  pivot: Sample,
  kept: readonly Sample[],
  isFixed: ReadonlySet<number>,
  places: readonly Place[],
  minimum: number,
): Stretch[] {
  const stretches: Stretch[] = [];
  let next = 0;
  for (const { from, to } of [...places, { from: pivot.lines.length - 1, to: pivot.lines.length }]) {
    const fixed = pivot.lines.slice(next, from + 1);
    if (fixed.length > 0) stretches.push({ kind: "fixed", text: fixed.map((line) => `\n${line}`).join("") });
    next = to;
    if (from === pivot.lines.length - 1) break;
    const own = valuesOf(kept, (sample) => {
      const pairs = new Map([
        [-1, -1],
        ...commonLines(pivot, sample, isFixed),
        [pivot.lines.length, sample.lines.length],
      ]);
      return sample.lines.slice((pairs.get(from) ?? -1) + 1, pairs.get(to)).join("\n");
    });
    stretches.push(...ownLines(own, pivot.lines[from] ?? pivot.lines[to] ?? "", minimum));
  }
  return stretches;
}

/** One line that differs in its words, or lines of the guide's own behind their indent. */
function ownLines(values: ReadonlyMap<string, ReadonlySet<number>>, beside: string, minimum: number): Stretch[] {
  const indents = [...values.keys()].map((text) => text.search(/\S/));
  const indent = Math.min(...indents) === Math.max(...indents) ? Math.max(0, indents[0] ?? 0) : 0;
  const lines = new Map([...values].map(([text, guides]) => [text.slice(indent), guides]));
  const start: Stretch = { kind: "fixed", text: `\n${" ".repeat(indent)}` };
  const words = findRegions(lines, minimum);
  if (words.covered.size === lines.size) return [start, ...words.stretches];
  return [start, { kind: "varying", usual: "", values: lines, beside }];
}

function valuesOf(samples: readonly Sample[], valueOf: (sample: Sample) => string): Map<string, Set<number>> {
  const values = new Map<string, Set<number>>();
  for (const sample of samples) {
    const value = valueOf(sample);
    values.set(value, new Set([...(values.get(value) ?? []), ...sample.guides]));
  }
  return values;
}

function varying(values: ReadonlyMap<string, ReadonlySet<number>>): Stretch {
  const [[usual = ""] = []] = [...values].sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1));
  return { kind: "varying", usual, values };
}
