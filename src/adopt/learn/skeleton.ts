import type { Cluster } from "./clusters.ts";
import { commonPairs } from "./common-subsequence.ts";
import type { Unit } from "../read/units.ts";
import { similarity, tokensOf, type WordingClass } from "./wordings.ts";

/** A text of a section, at its place among the others. */
export interface SkeletonNode {
  readonly wording: WordingClass;
  /** The units that have it here. */
  readonly units: ReadonlySet<Unit>;
}

/** What the guides say in one section, in the order in which they say it. */
export interface Skeleton {
  readonly nodes: readonly SkeletonNode[];
  /** The units that mostly consist of it. */
  readonly units: readonly Unit[];
  /** For each unit, the leaf at each node; -1 for none. */
  readonly places: ReadonlyMap<Unit, readonly number[]>;
}

/** How much of a unit must be shared text for it to have a say in what the section looks like. */
const MOSTLY = 0.5;

/**
 * Lays the units of a section over each other: the texts that recur become its nodes, in one order.
 *
 * @param cluster the section's units
 * @param classesOf the class of each leaf
 * @param minimum how many guides make a text shared
 * @returns the section's texts; none where nothing recurs
 */
export function layOver(
  cluster: Cluster,
  classesOf: ReadonlyMap<Unit, readonly (WordingClass | undefined)[]>,
  minimum: number,
): Skeleton {
  const support = new Map<WordingClass, Set<number>>();
  for (const unit of cluster.units)
    for (const each of classesOf.get(unit)?.slice(1) ?? [])
      if (each) support.set(each, (support.get(each) ?? new Set()).add(unit.guide));
  const isShared = (each: WordingClass | undefined): each is WordingClass =>
    each !== undefined && (support.get(each)?.size ?? 0) >= minimum;

  // The first leaf is the heading, which is the section's first node whatever it says.
  const sequenceOf = (unit: Unit) =>
    (classesOf.get(unit)?.slice(1) ?? []).map((each) => (isShared(each) ? each : undefined));
  const sequences = new Map<
    string,
    { readonly classes: readonly (WordingClass | undefined)[]; readonly units: Unit[] }
  >();
  for (const unit of cluster.units) {
    const classes = sequenceOf(unit);
    const key = classes.map((each) => each?.id ?? "").join(" ");
    const entry = sequences.get(key);
    if (entry) entry.units.push(unit);
    else sequences.set(key, { classes, units: [unit] });
  }
  const sorted = [...sequences.values()].sort((a, b) => b.units.length - a.units.length);

  const order: WordingClass[] = [];
  for (const { classes } of sorted) {
    const own = classes.filter((each) => each !== undefined);
    const pairs = commonPairs(order, own);
    let offset = 0;
    let taken = 0;
    let from = 0;
    for (const [inOrder, inOwn] of [...pairs, [order.length, own.length] as const]) {
      const fresh = own
        .slice(taken, inOwn)
        .filter((each, index, all) => !order.includes(each) && all.indexOf(each) === index);
      insert(order, fresh, from, inOrder + offset);
      offset += fresh.length;
      from = inOrder + offset + 1;
      taken = inOwn + 1;
    }
  }

  const places = new Map<Unit, number[]>();
  for (const { classes, units } of sorted) {
    const own = order.map(() => -1);
    for (const [inOrder, inOwn] of commonPairs(order, classes)) own[inOrder] = inOwn + 1;
    for (const unit of units) places.set(unit, own);
  }
  const units = cluster.units.filter((unit) => sharedPart(unit, places.get(unit) ?? []) >= MOSTLY);
  const nodes = order.map((wording, index) => ({
    wording,
    units: new Set(units.filter((unit) => (places.get(unit)?.[index] ?? -1) >= 0)),
  }));
  return { nodes, units, places };
}

/** How near a text must be to one that others have at its place to stand beside it. */
const BESIDE = 0.5;

/** Puts new texts between two places: each behind the one that it is another wording of, or else at the end. */
function insert(order: WordingClass[], fresh: readonly WordingClass[], start: number, stop: number): void {
  let [from, end] = [start, stop];
  for (const each of fresh) {
    const tokens = tokensOf(each.pivot);
    let best = -1;
    let ratio = BESIDE;
    for (let index = from; index < end; index += 1) {
      const near = similarity(tokens, tokensOf(order[index]?.pivot ?? ""), ratio);
      if (near > ratio) [best, ratio] = [index, near];
    }
    const place = best < 0 ? end : best + 1;
    order.splice(place, 0, each);
    from = place + 1;
    end += 1;
  }
}

function sharedPart(unit: Unit, places: readonly number[]): number {
  const length = (index: number) => unit.leaves[index]?.text.length ?? 0;
  const all = unit.leaves.reduce((sum, _, index) => sum + (index === 0 ? 0 : length(index)), 0);
  const shared = places.filter((place) => place > 0).reduce((sum, place) => sum + length(place), 0);
  return all === 0 ? 1 : shared / all;
}
