import type { Parameter, SectionCall } from "../../render/layout.ts";

/** A section of a layout, and where it stands. */
export interface LayoutEntry {
  readonly name: string;
  readonly partial: string;
  readonly level: number;
  /** The level of a heading that is added beside it: its own, unless the layout sets it at another. */
  readonly usualLevel: number;
  readonly parent: string | undefined;
  readonly hasChildren: boolean;
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/** A layout as a list. */
export interface FlatLayout {
  readonly name: string;
  readonly entries: readonly LayoutEntry[];
}

/** A section of a guide: its partial, and the level of its heading. */
export interface OutlinePlace {
  readonly partial: string;
  readonly level: number;
}

/**
 * Lists a layout's sections with their levels.
 *
 * @param name the layout's name
 * @param sections its sections
 * @returns the layout as a list, in the order of the guide
 */
export function flattenLayout(name: string, sections: readonly SectionCall[]): FlatLayout {
  const flatten = (calls: readonly SectionCall[], depth: number, parent: string | undefined): LayoutEntry[] =>
    calls.flatMap((call) => [
      {
        name: call.name,
        partial: call.partial,
        level: call.level ?? depth + 2,
        usualLevel: depth + 2,
        parent,
        hasChildren: call.children.length > 0,
        parameters: call.parameters,
      },
      ...flatten(call.children, depth + 1, call.name),
    ]);
  return { name, entries: flatten(sections, 0, undefined) };
}

/** A layout, and which of its sections a guide has: pairs of places in the layout and in the guide. */
export interface ChosenLayout {
  readonly layout: FlatLayout;
  readonly pairs: readonly (readonly [inLayout: number, inGuide: number])[];
}

/**
 * Chooses the layout about which a guide changes least.
 *
 * @param outline the guide's shared sections
 * @param layouts the layouts, the usual one first
 * @returns the layout, and what the guide has of it in the same order, at the same levels
 */
export function chooseLayout(outline: readonly OutlinePlace[], layouts: readonly FlatLayout[]): ChosenLayout {
  const rated = layouts.map((layout): ChosenLayout & { readonly changes: number } => {
    const pairs = withParents(commonPlaces(layout.entries, outline), layout);
    // A section that is moved is left out in one place and added in another.
    const changes = layout.entries.length - pairs.length + 2 * (outline.length - pairs.length);
    return { layout, pairs, changes };
  });
  const [best] = rated.toSorted((a, b) => a.changes - b.changes);
  if (!best) throw new Error("a project has at least one layout");
  return best;
}

/** What stands in a section that a guide lacks cannot be kept. */
function withParents(pairs: ChosenLayout["pairs"], { entries }: FlatLayout): ChosenLayout["pairs"] {
  const kept = new Set(pairs.map(([inLayout]) => entries[inLayout]?.name));
  return pairs.filter(([inLayout]) => {
    const { parent } = entries[inLayout] ?? {};
    return parent === undefined || kept.has(parent);
  });
}

/**
 * Finds the longest common subsequence of two outlines.
 *
 * @param a an outline
 * @param b another
 * @returns pairs of places in both
 */
export function commonPlaces(a: readonly OutlinePlace[], b: readonly OutlinePlace[]): [number, number][] {
  const isSame = (row: number, column: number) =>
    a[row]?.partial === b[column]?.partial && a[row]?.level === b[column]?.level;
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0;
  for (let row = a.length - 1; row >= 0; row -= 1)
    for (let column = b.length - 1; column >= 0; column -= 1)
      (lengths[row] as number[])[column] = isSame(row, column)
        ? 1 + at(row + 1, column + 1)
        : Math.max(at(row + 1, column), at(row, column + 1));
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < a.length && column < b.length;)
    if (isSame(row, column)) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  return pairs;
}
