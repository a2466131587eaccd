import { blockStarts, partOf, type Unit } from "../read/units.ts";
import { isImageCommand } from "./image-command.ts";
import { classify, type Cluster, type Clustering } from "./clusters.ts";
import { commonPairs } from "./common-subsequence.ts";
import type { WordingClass } from "./wordings.ts";

/*
 * What guides share below the size of a section: blocks that stand next to each other in three guides or more, whatever
 * the section is called and whatever else it says. A sample of a guide's own between them is a place to fill.
 */

/** The classes of samples that are each guide's own: the first in a run, the second, … */
const SAMPLES: readonly WordingClass[] = Array.from({ length: 6 }, (_, index) => ({
  id: -1_000_000 - index,
  pivot: "```\n```",
  wordings: new Map(),
}));

/**
 * Tells whether a text stands for samples that each guide has its own of.
 *
 * @param wording the text's class
 * @returns true for such a place
 */
export function isSample(wording: WordingClass): boolean {
  return SAMPLES.includes(wording);
}

/** How much of a block must recur for the block to. */
const RECURS = 0.5;
/** How much of the commonest run another must have in common with it, and how much of itself. */
const ALIKE = 0.6;

/**
 * As many blocks as recur, or paragraphs with the one list, table or sample that they introduce, or each by itself, or
 * samples of one command on the image alone.
 */
export type Grain = "longest" | "paragraphs" | "blocks" | "commands";

type Classes = readonly (WordingClass | undefined)[];

/**
 * Finds the runs of blocks that recur, and groups those that say the same.
 *
 * @param units what the guides' sections say so far in their authors' own words
 * @param minimum how many guides make a text shared
 * @param grain how much a run may be
 * @returns groups of runs, those that save most first
 */
export function clusterRuns(units: readonly Unit[], minimum: number, grain: Grain): Clustering {
  const classesOf = new Map<Unit, Classes>();
  const runs = recurringRuns(units, minimum, grain, classesOf);
  const byClass = new Map<WordingClass, Unit[]>();
  for (const run of runs)
    for (const each of new Set(classesOf.get(run)))
      if (each && !isSample(each)) {
        const list = byClass.get(each);
        if (list) list.push(run);
        else byClass.set(each, [run]);
      }

  const sequences = new Map<string, { readonly core: Classes; readonly level: number; count: number }>();
  for (const run of runs) {
    const core = classesOf.get(run) ?? [];
    const key = `${run.level > 0 ? "#" : ""} ${core.map((each) => each?.id ?? "").join(" ")}`;
    const entry = sequences.get(key) ?? { core, level: run.level, count: 0 };
    entry.count += 1;
    sequences.set(key, entry);
  }
  const sorted = [...sequences.values()].sort((a, b) => b.count * lengthOf(b.core) - a.count * lengthOf(a.core));

  const taken = new Set<Unit>();
  const clusters: Cluster[] = [];
  for (const { core, level } of sorted) {
    const near = new Set(core.flatMap((each) => (each ? (byClass.get(each) ?? []) : [])));
    const members = [...near].filter(
      (run) => !taken.has(run) && run.level > 0 === level > 0 && isLike(core, run, classesOf.get(run) ?? []),
    );
    if (new Set(members.map(({ guide }) => guide)).size < minimum) continue;
    for (const member of members) taken.add(member);
    clusters.push({ headings: commonestHeadings(members), units: members });
  }
  return { clusters, classesOf };
}

/**
 * Takes the samples that a guide has of its own for places to fill.
 *
 * @param classesOf the class of each leaf
 * @param minimum how many guides make a sample shared
 * @returns the classes, with the same class for the first own sample of each unit, for the second, …
 */
export function markSamples(classesOf: Clustering["classesOf"], minimum: number): Clustering["classesOf"] {
  const isShared = sharedClasses(classesOf, minimum);
  return new Map(
    [...classesOf].map(([unit, classes]) => {
      let samples = 0;
      return [
        unit,
        classes.map((each, index) =>
          !isShared(each) && isOwnSample(unit, index, index + 1) ? SAMPLES[samples++] : each,
        ),
      ];
    }),
  );
}

function sharedClasses(classesOf: Clustering["classesOf"], minimum: number) {
  const guides = new Map<WordingClass, Set<number>>();
  for (const [unit, list] of classesOf)
    for (const each of list) if (each) guides.set(each, (guides.get(each) ?? new Set()).add(unit.guide));
  return (each: WordingClass | undefined) => each !== undefined && (guides.get(each)?.size ?? 0) >= minimum;
}

/** Cuts units to the longest runs of blocks that recur. */
function recurringRuns(units: readonly Unit[], minimum: number, grain: Grain, classesOf: Map<Unit, Classes>): Unit[] {
  const isSingle = grain === "blocks" || grain === "commands";
  const classes = classify(units, { ofCommands: true, ofRepeated: isSingle });
  const isShared = sharedClasses(classes, minimum);

  return units.flatMap((unit) => {
    const own = classes.get(unit) ?? [];
    const starts = blockStarts(unit);
    const runs: Unit[] = [];
    let from = -1;
    let to = -1;
    const close = () => {
      if (from >= 0) runs.push(runOf(unit, from, to, own, isShared, classesOf));
      from = -1;
    };
    starts.forEach((start, index) => {
      const end = starts[index + 1] ?? unit.leaves.length;
      const before = unit.leaves[start - 1]?.kind;
      const isIntroduced = before === "paragraph" || before === "heading";
      if (isSingle || (grain === "paragraphs" && !isIntroduced)) close();
      const isWanted = grain !== "commands" || (end === start + 1 && isImageCommand(unit.texts[start] ?? ""));
      if (isWanted && recurs(unit, start, end, own, isShared)) {
        if (from < 0) from = start;
        to = end;
      } else if (from >= 0 && isOwnSample(unit, start, end)) to = end;
      else close();
    });
    close();
    return runs;
  });
}

function recurs(
  { leaves }: Unit,
  start: number,
  end: number,
  own: Classes,
  isShared: (each: WordingClass | undefined) => boolean,
): boolean {
  const length = (list: typeof leaves) => list.reduce((sum, { text }) => sum + text.length, 0);
  const block = leaves.slice(start, end);
  return length(block.filter((_, index) => isShared(own[start + index]))) >= RECURS * length(block);
}

/** A sample at the margin: within a list its lines would need an indent. */
function isOwnSample({ leaves, texts }: Unit, start: number, end: number): boolean {
  const leaf = leaves[start];
  return end === start + 1 && leaf?.kind === "code" && leaf.indent === 0 && texts[start] !== undefined;
}

/** A run as a unit; one without a heading gets an empty one, so that all are alike. */
function runOf(
  unit: Unit,
  from: number,
  to: number,
  own: Classes,
  isShared: (each: WordingClass | undefined) => boolean,
  classesOf: Map<Unit, Classes>,
): Unit {
  const part = partOf(unit, from, to);
  let samples = 0;
  const classes = own
    .slice(from, to)
    .map((each, index) =>
      isShared(each) ? each : isOwnSample(unit, from + index, from + index + 1) ? SAMPLES[samples++] : undefined,
    );
  const isHeaded = part.leaves[0]?.kind === "heading" && part.level > 0;
  const nothing = { kind: "heading", indent: 0, gap: false, text: "", start: 0, end: 0 } as const;
  const run = isHeaded
    ? part
    : { ...part, level: 0, leaves: [nothing, ...part.leaves], texts: [undefined, ...part.texts] };
  classesOf.set(run, isHeaded ? classes : [undefined, ...classes]);
  return run;
}

function isLike(core: Classes, run: Unit, own: Classes): boolean {
  const both = lengthOf(commonPairs(core, own).map(([index]) => core[index]));
  const all = run.leaves.reduce((sum, { text, kind }) => sum + (kind === "code" ? 0 : text.length), 0);
  return both > 0 && both >= ALIKE * lengthOf(core) && both >= (ALIKE / 2) * all;
}

function lengthOf(classes: Classes): number {
  return classes.reduce((sum, each) => sum + (each && !isSample(each) ? each.pivot.length : 0), 0);
}

/** The section in which most of the runs stand, and what they begin with. */
function commonestHeadings(runs: readonly Unit[]): readonly string[] {
  const counts = new Map<string, { readonly headings: readonly string[]; count: number }>();
  for (const { headings } of runs) {
    const entry = counts.get(headings.join("\n")) ?? { headings, count: 0 };
    entry.count += 1;
    counts.set(headings.join("\n"), entry);
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
  return most?.headings ?? [];
}
