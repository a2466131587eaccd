import { chainKey, type Unit } from "../read/units.ts";
import { commandForm } from "./command-samples.ts";
import { groupWordings, type WordingClass } from "./wordings.ts";

/** The units of many guides that are one section, in its wordings. */
export interface Cluster {
  /** The commonest headings. */
  readonly headings: readonly string[];
  readonly units: readonly Unit[];
}

export interface Clustering {
  readonly clusters: readonly Cluster[];
  /** For each unit, the class of each leaf; undefined for a leaf that no template is made of. */
  readonly classesOf: ReadonlyMap<Unit, readonly (WordingClass | undefined)[]>;
}

/** How much of two sections' usual text must be the same for them to be one section under two headings. */
const SAME = 0.5;
/** A text in so many kinds of sections tells nothing about the section. */
const COMMON_TEXT = 40;

/**
 * Groups units to sections: by their headings, and where the headings differ by their text.
 *
 * @param units the units of all guides
 * @param minimum how many guides make a text shared
 * @returns the sections, those of most guides first
 */
export function clusterUnits(units: readonly Unit[], minimum: number): Clustering {
  const classesOf = classify(units);
  const byKey = new Map<string, Unit[]>();
  for (const unit of units) {
    if (unit.level === 0) continue;
    const key = chainKey(unit.headings);
    const list = byKey.get(key);
    if (list) list.push(unit);
    else byKey.set(key, [unit]);
  }
  const groups = mergeByText(byKey, classesOf, minimum);
  const clusters = groups.map((group) => ({ headings: commonest(group), units: group }));
  return {
    classesOf,
    clusters: clusters.sort(
      (a, b) => guidesOf(b.units) - guidesOf(a.units) || (chainKey(a.headings) < chainKey(b.headings) ? -1 : 1),
    ),
  };
}

/** What counts as the same text. */
export interface Sameness {
  /** Whether samples of one command are one text wherever they run the same program on the image. */
  readonly ofCommands?: boolean;
  /** Whether a text that stands twice in a unit is the same at both places. */
  readonly ofRepeated?: boolean;
}

/**
 * Finds of which text each leaf is a wording.
 *
 * @param units the units of all guides
 * @param same what counts as the same text
 * @returns for each unit the class of each leaf; undefined for a leaf that no template is made of
 */
export function classify(units: readonly Unit[], same: Sameness = {}): Map<Unit, (WordingClass | undefined)[]> {
  const texts = new Map<string, Map<string, Set<number>>>();
  const keyOf = (unit: Unit, index: number) => {
    const leaf = unit.leaves[index];
    const form = same.ofCommands && leaf?.kind === "code" ? commandForm(unit.texts[index] ?? "") : undefined;
    if (form !== undefined) return `command ${leaf?.indent} ${form}`;
    return `${leaf?.kind} ${leaf?.indent} ${leaf?.kind === "item" ? leaf.text.slice(0, leaf.text.indexOf(" ")) : ""}`;
  };
  for (const unit of units)
    unit.texts.forEach((text, index) => {
      if (text === undefined) return;
      const key = keyOf(unit, index);
      let wordings = texts.get(key);
      if (!wordings) texts.set(key, (wordings = new Map()));
      const guides = wordings.get(text);
      if (guides) guides.add(unit.guide);
      else wordings.set(text, new Set([unit.guide]));
    });
  const { classOf } = groupWordings(texts);
  // Where texts stand in an order, one that stands twice in a unit has two places there.
  const repeated = new Map<string, WordingClass>();
  const nth = (wording: WordingClass, count: number): WordingClass => {
    if (count === 0 || same.ofRepeated) return wording;
    const key = `${wording.id} ${count}`;
    const known = repeated.get(key) ?? { ...wording, id: -1 - repeated.size };
    repeated.set(key, known);
    return known;
  };
  return new Map(
    units.map((unit) => {
      const counts = new Map<WordingClass, number>();
      return [
        unit,
        unit.texts.map((text, index) => {
          if (text === undefined) return undefined;
          const wording = classOf(keyOf(unit, index), text);
          const count = counts.get(wording) ?? 0;
          counts.set(wording, count + 1);
          return nth(wording, count);
        }),
      ];
    }),
  );
}

/** What a section usually says: each text with the share of its units that have it. */
type Profile = ReadonlyMap<WordingClass, number>;

function mergeByText(
  byKey: ReadonlyMap<string, readonly Unit[]>,
  classesOf: ReadonlyMap<Unit, readonly (WordingClass | undefined)[]>,
  minimum: number,
): Unit[][] {
  const keys = [...byKey.keys()].sort(
    (a, b) => (byKey.get(b)?.length ?? 0) - (byKey.get(a)?.length ?? 0) || (a < b ? -1 : 1),
  );
  const profiles = new Map(keys.map((key) => [key, profileOf(byKey.get(key) ?? [], classesOf)]));
  const holders = new Map<WordingClass, string[]>();
  for (const key of keys)
    for (const wording of profiles.get(key)?.keys() ?? []) {
      const list = holders.get(wording);
      if (list) list.push(key);
      else holders.set(wording, [key]);
    }

  const leader = new Map<string, string>();
  const leaderOf = (key: string): string => leader.get(key) ?? key;
  for (const key of keys) {
    const profile = profiles.get(key) ?? new Map<WordingClass, number>();
    const near = new Set(
      [...profile.keys()].flatMap((each) => {
        const list = holders.get(each) ?? [];
        return list.length <= COMMON_TEXT ? list : list.slice(0, 4);
      }),
    );
    const better = [...near]
      .filter((other) => other !== key && keys.indexOf(other) < keys.indexOf(key) && leaderOf(other) === other)
      .filter((other) => (byKey.get(other)?.length ?? 0) >= minimum)
      .map((other) => ({ other, ratio: overlap(profile, profiles.get(other) ?? new Map()) }))
      .filter(({ ratio }) => ratio >= SAME)
      .sort((a, b) => b.ratio - a.ratio)[0];
    if (better) leader.set(key, better.other);
  }
  const groups = new Map<string, Unit[]>();
  for (const key of keys) {
    const list = groups.get(leaderOf(key));
    if (list) list.push(...(byKey.get(key) ?? []));
    else groups.set(leaderOf(key), [...(byKey.get(key) ?? [])]);
  }
  return [...groups.values()];
}

function profileOf(
  units: readonly Unit[],
  classesOf: ReadonlyMap<Unit, readonly (WordingClass | undefined)[]>,
): Profile {
  const counts = new Map<WordingClass, number>();
  for (const unit of units)
    for (const each of new Set(classesOf.get(unit)))
      if (each && !each.pivot.startsWith("#") && !each.pivot.startsWith("| ---"))
        counts.set(each, (counts.get(each) ?? 0) + 1);
  return new Map(
    [...counts].map(([each, count]) => [each, count / units.length] as const).filter(([, share]) => share >= 0.3),
  );
}

function overlap(a: Profile, b: Profile): number {
  let both = 0;
  let all = 0;
  for (const each of new Set([...a.keys(), ...b.keys()])) {
    const weight = each.pivot.length;
    const [one, other] = [a.get(each) ?? 0, b.get(each) ?? 0];
    both += weight * Math.min(one, other);
    all += weight * Math.max(one, other);
  }
  return all === 0 ? 0 : both / all;
}

function commonest(units: readonly Unit[]): readonly string[] {
  const counts = new Map<string, { readonly headings: readonly string[]; count: number }>();
  for (const { headings } of units) {
    const key = headings.join("\n");
    const entry = counts.get(key) ?? { headings, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.headings ?? [];
}

/**
 * Counts the guides of some units.
 *
 * @param units the units
 * @returns how many guides they come from
 */
export function guidesOf(units: readonly Unit[]): number {
  return new Set(units.map(({ guide }) => guide)).size;
}
