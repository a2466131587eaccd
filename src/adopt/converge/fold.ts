import { nearness } from "./nearness.ts";

/** A wording, and the commonest one that it is a wording of. */
export interface Fold {
  readonly from: string;
  readonly to: string;
  readonly nearness: number;
}

/** Where each text stands: the numbers of the sections that have it. */
export type Wordings = ReadonlyMap<string, ReadonlySet<number>>;

/**
 * Finds the texts that others may be folded onto: common ones, of which none is near to a commoner one.
 *
 * @param wordings texts of one kind and section
 * @param minimum in how many sections such a text stands
 * @returns the texts, the commonest first
 */
export function findLeaders(wordings: Wordings, minimum: number): string[] {
  const common = [...wordings].filter(([, sections]) => sections.size >= minimum);
  const leaders: string[] = [];
  for (const [text] of common.sort((a, b) => b[1].size - a[1].size || compare(a[0], b[0])))
    if (leaders.every((leader) => nearness(leader, text) === 0)) leaders.push(text);
  return leaders;
}

/**
 * Finds for each wording of a text the commonest one. What it gives does not depend on how near a fold must be, so that
 * a caller who asks for nearer ones gets some of the same; and a leader is never folded itself, so that it is one again
 * when its followers are gone. So folding twice is folding once.
 *
 * @param wordings texts of one kind and section
 * @param leaders what {@link findLeaders} found
 * @param isMeant whether two texts differ in meaning; the same whichever comes first
 * @returns the folds by their texts; none between texts that stand in one section side by side
 */
export function findFolds(
  wordings: Wordings,
  leaders: readonly string[],
  isMeant: (usual: string, other: string) => boolean,
): ReadonlyMap<string, Fold> {
  const followers = new Map<string, Fold[]>();
  for (const text of wordings.keys()) {
    if (leaders.includes(text)) continue;
    const best = nearestOf(text, leaders);
    if (best) followers.set(best.to, [...(followers.get(best.to) ?? []), best]);
  }
  const folds = [...followers].flatMap(([leader, all]) => apart(leader, all, wordings, isMeant));
  return new Map(folds.map((fold) => [fold.from, fold]));
}

function nearestOf(text: string, leaders: readonly string[]): Fold | undefined {
  const folds = leaders
    .map((to): Fold => ({ from: text, to, nearness: nearness(to, text) }))
    .filter((fold) => fold.nearness > 0);
  return folds.sort((a, b) => b.nearness - a.nearness || compare(a.to, b.to))[0];
}

/** Leaves out what is meant otherwise: by its words, or because a section says both. */
function apart(
  leader: string,
  folds: readonly Fold[],
  wordings: Wordings,
  isMeant: (usual: string, other: string) => boolean,
): Fold[] {
  const taken = new Set(wordings.get(leader));
  const sorted = folds.filter(({ from }) => !isMeant(leader, from));
  return sorted
    .sort((a, b) => b.nearness - a.nearness || compare(a.from, b.from))
    .filter(({ from }) => {
      const own = wordings.get(from) ?? new Set();
      if ([...own].some((section) => taken.has(section))) return false;
      for (const section of own) taken.add(section);
      return true;
    });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
