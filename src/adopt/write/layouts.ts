import type { SectionCall } from "../../render/layout.ts";
import { commonPairs } from "../learn/common-subsequence.ts";
import type { Piece } from "../word/piece.ts";

/** A section of a layout, in the order in which a guide has them. */
export interface LayoutEntry {
  /** What the layout calls it. */
  readonly name: string;
  readonly partial: string;
  readonly level: number;
  /** The section that it stands in. */
  readonly parent: string | undefined;
  readonly hasChildren: boolean;
  /** Whether it depends on what the descriptor says, so that it need not be left out. */
  readonly isConditional: boolean;
  readonly parameters: SectionCall["parameters"];
}

/** A layout, flat. */
export interface FlatLayout {
  readonly name: string;
  readonly entries: readonly LayoutEntry[];
}

/**
 * Reads a layout as the list of its sections.
 *
 * @param name its name
 * @param sections its sections
 * @returns the sections in the order in which a guide has them, with their levels
 */
export function flattenLayout(name: string, sections: readonly SectionCall[]): FlatLayout {
  const flat = (calls: readonly SectionCall[], depth: number, parent: string | undefined): LayoutEntry[] =>
    calls.flatMap((call) => [
      {
        name: call.name,
        partial: call.partial,
        level: call.level ?? depth + 2,
        parent,
        hasChildren: call.children.length > 0,
        isConditional: call.conditions.length > 0,
        parameters: call.parameters,
      },
      ...flat(call.children, depth + 1, call.name),
    ]);
  return { name, entries: flat(sections, 0, undefined) };
}

/** How many layouts a catalog has at most. */
const MOST_LAYOUTS = 4;
const ROUNDS = 4;
/** How many of its guides must have a section for the layout to have it. */
const USUAL = 0.4;

/**
 * Finds the layouts of a catalog: the orders of sections that most guides are near to.
 *
 * @param guides the pieces of each guide
 * @param minimum how many guides make a layout
 * @returns the layouts, the commonest first
 */
export function learnLayouts(guides: readonly (readonly Piece[])[], minimum: number): FlatLayout[] {
  const sequences = guides.map(sequenceOf).filter((sequence) => sequence.length > 0);
  const counts = new Map<string, number>();
  for (const sequence of sequences) counts.set(sequence.join(" "), (counts.get(sequence.join(" ")) ?? 0) + 1);
  let layouts = [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_LAYOUTS)
    .map(([key]) => key.split(" "));
  for (let round = 0; round < ROUNDS; round += 1) {
    const members = layouts.map((): string[][] => []);
    for (const sequence of sequences) members[nearest(sequence, layouts)]?.push(sequence);
    layouts = layouts.flatMap((layout, index) => {
      const own = members[index] ?? [];
      return own.length < minimum ? [] : [merge(layout, own)];
    });
  }
  const unique = [...new Map(layouts.map((layout) => [layout.join(" "), layout])).values()];
  return unique.map((layout, index) => ({ name: layoutName(index), entries: layout.map(entryOf) }));
}

const layoutName = (index: number) => (index === 0 ? "guide" : `guide-${index + 1}`);

function entryOf(key: string): LayoutEntry {
  const [partial = "", level = "2"] = key.split("@");
  const entry = { name: partial, partial, level: Number(level), parent: undefined, hasChildren: false };
  return { ...entry, isConditional: false, parameters: {} };
}

/** The shared sections of a guide; a partial that it has twice counts once. */
function sequenceOf(pieces: readonly Piece[]): string[] {
  const seen = new Set<string>();
  return pieces.flatMap((piece) => {
    if (piece.kind === "own" || seen.has(piece.partial)) return [];
    seen.add(piece.partial);
    return [`${piece.partial}@${piece.level}`];
  });
}

function nearest(sequence: readonly string[], layouts: readonly (readonly string[])[]): number {
  let best = 0;
  let least = Infinity;
  layouts.forEach((layout, index) => {
    const common = commonPairs(layout, sequence).length;
    const edits = layout.length - common + 3 * (sequence.length - common);
    if (edits < least) [best, least] = [index, edits];
  });
  return best;
}

/** The order of the sections that most of the guides have. */
function merge(layout: readonly string[], members: readonly (readonly string[])[]): string[] {
  const counts = new Map<string, number>();
  for (const key of members.flat()) counts.set(key, (counts.get(key) ?? 0) + 1);
  const order = [...layout];
  for (const sequence of members) {
    let position = 0;
    for (const key of sequence) {
      const index = order.indexOf(key);
      if (index >= 0) position = Math.max(position, index + 1);
      else order.splice(position++, 0, key);
    }
  }
  const usual = order.filter((key) => (counts.get(key) ?? 0) >= members.length * USUAL);
  // A layout's sections have names of their own: one level of each partial.
  const best = new Map<string, string>();
  for (const key of usual) {
    const [partial = ""] = key.split("@");
    if ((counts.get(key) ?? 0) > (counts.get(best.get(partial) ?? "") ?? 0)) best.set(partial, key);
  }
  return usual.filter((key) => best.get(key.split("@")[0] ?? "") === key);
}

/**
 * Writes a layout: a table of contents, indented as the sections are.
 *
 * @param layout the layout
 * @returns the template's text
 */
export function writeLayout({ entries }: FlatLayout): string {
  const lines = entries.map(({ partial, level, parameters }) => {
    const given = Object.entries(parameters).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
    const call = `${partial}${level === 2 ? "" : ` level=${level}`}${given.join("")}`;
    return `${"  ".repeat(level - 2)}{{> ${call}}}\n`;
  });
  const comment =
    entries.length === 0 ? "For guides in their author's own words." : "The sections of a guide in their order.";
  return `{{!--\n${comment}\n--}}\n${lines.join("")}`;
}
