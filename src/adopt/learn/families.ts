import type { Cluster } from "./clusters.ts";
import { commonPairs } from "./common-subsequence.ts";
import { isSample } from "./runs.ts";
import type { Unit } from "../read/units.ts";
import type { WordingClass } from "./wordings.ts";

/**
 * Splits the units of a section to families: units of one family say the same things in the same order, mostly.
 *
 * @param cluster the section's units
 * @param classesOf the class of each leaf
 * @param minimum how many guides make a family
 * @returns the families, the largest first; units that are like no others are in none
 */
export function findFamilies(
  cluster: Cluster,
  classesOf: ReadonlyMap<Unit, readonly (WordingClass | undefined)[]>,
  minimum: number,
): Cluster[] {
  const families: Cluster[] = [];
  let rest = cluster.units;
  for (;;) {
    const core = commonestSequence(rest, classesOf);
    if (!core) return families;
    const members = rest.filter((unit) => isLike(core, unit, classesOf));
    if (new Set(members.map(({ guide }) => guide)).size < minimum) {
      // Nothing is like the commonest: go on without those that are exactly so.
      const same = new Set(members.length > 0 ? members : rest);
      rest = rest.filter((unit) => !same.has(unit));
      if (rest.length < minimum) return families;
      continue;
    }
    families.push({ headings: cluster.headings, units: members });
    const taken = new Set(members);
    rest = rest.filter((unit) => !taken.has(unit));
  }
}

function commonestSequence(
  units: readonly Unit[],
  classesOf: ReadonlyMap<Unit, readonly (WordingClass | undefined)[]>,
): readonly (WordingClass | undefined)[] | undefined {
  const counts = new Map<string, { readonly classes: readonly (WordingClass | undefined)[]; count: number }>();
  for (const unit of units) {
    const classes = (classesOf.get(unit) ?? []).slice(1);
    if (classes.length === 0) continue;
    const key = classes.map((each) => each?.id ?? "").join(" ");
    const entry = counts.get(key) ?? { classes, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.classes;
}

/** How much of a family's usual text a unit must have, and how much of the unit that must be. */
const ALIKE = 0.6;

function isLike(
  core: readonly (WordingClass | undefined)[],
  unit: Unit,
  classesOf: ReadonlyMap<Unit, readonly (WordingClass | undefined)[]>,
): boolean {
  const own = (classesOf.get(unit) ?? []).slice(1);
  const length = (list: readonly (WordingClass | undefined)[]) =>
    list.reduce((sum, each) => sum + (each?.pivot.length ?? 0), 0);
  // A sample of the guide's own tells nothing.
  const isOwn = (index: number) => own[index] !== undefined && isSample(own[index]);
  const all = unit.leaves.slice(1).reduce((sum, leaf, index) => sum + (isOwn(index) ? 0 : leaf.text.length), 0);
  const both = length(commonPairs(core, own).map(([index]) => core[index]));
  return both > 0 && both >= ALIKE * length(core) && both >= (ALIKE / 2) * all;
}
