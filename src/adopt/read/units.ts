import { abstractor, type Identity } from "./identity.ts";
import { cutLeaves, cutSections, type Leaf } from "../../markdown/leaves.ts";

/** How many guides make a text shared. */
export const MINIMUM = 3;

/** A piece of a guide that a partial may word: a heading and its text; a heading without text, and the next one. */
export interface Unit {
  /** The guide's place in the catalog. */
  readonly guide: number;
  /** The unit's place in the guide. */
  readonly place: number;
  /** The level of its first heading; 0 for a text without one. */
  readonly level: number;
  /** Its headings: more than one where the first have no text. */
  readonly headings: readonly string[];
  /** Its Markdown. */
  readonly lines: readonly string[];
  readonly leaves: readonly Leaf[];
  /** For each leaf, its text as a template would have it; undefined where none could. */
  readonly texts: readonly (string | undefined)[];
}

/**
 * Cuts guides to units.
 *
 * @param texts the guides in house style
 * @param identities what each calls its image
 * @returns each guide's units in their order; joined by an empty line they are the guide
 */
export function cutGuides(texts: readonly string[], identities: readonly Identity[]): Unit[][] {
  const abstracts = identities.map(abstractor);
  const cut = (isKnown: (chain: string) => boolean) =>
    texts.map((text, index) => cutUnits(index, text, abstracts[index] ?? (() => undefined), isKnown));
  const counts = new Map<string, number>();
  for (const unit of cut(() => true).flat())
    if (unit.headings.length > 1) counts.set(chainKey(unit.headings), (counts.get(chainKey(unit.headings)) ?? 0) + 1);
  // A chain of headings that stands in enough guides is one piece.
  return cut((chain) => (counts.get(chain) ?? 0) >= MINIMUM);
}

/**
 * Cuts one guide to units.
 *
 * @param guide its place in the catalog
 * @param text its text in house style
 * @param abstract writes a text as a template would
 * @param isKnown whether a chain of headings stands in enough guides to be one piece
 * @returns the units in their order; joined by an empty line they are the guide
 */
export function cutUnits(
  guide: number,
  text: string,
  abstract: (text: string, speaksOfMirrors: boolean) => string | undefined,
  isKnown: (chain: string) => boolean,
): Unit[] {
  const sections = cutSections(text);
  const units: Unit[] = [];
  for (let index = 0; index < sections.length; index += 1) {
    let last = index;
    while (isEmpty(sections[last]) && (sections[last + 1]?.level ?? 0) > (sections[last]?.level ?? 9)) last += 1;
    const chainOf = () =>
      chainKey(sections.slice(index, last + 1).map(({ heading }) => abstract(heading, false) ?? heading));
    if (last > index && !isKnown(chainOf())) last = index;
    const chain = sections.slice(index, last + 1);
    const lines = chain.flatMap((section, place) => (place === 0 ? section.lines : ["", ...section.lines]));
    const leaves = cutLeaves(lines);
    // Where both kinds of reference stand side by side, the text is about them.
    const speaksOfMirrors =
      lines.some((line) => line.includes("/dhi-")) && lines.some((line) => line.includes("dhi.io/"));
    units.push({
      guide,
      place: units.length,
      level: chain[0]?.level ?? 0,
      headings: chain.map(({ heading }) => abstract(heading, speaksOfMirrors) ?? heading),
      lines,
      leaves,
      texts: leaves.map((leaf) => abstract(relative(leaf, chain[0]?.level ?? 0), speaksOfMirrors)),
    });
    index = last;
  }
  return units;
}

/**
 * Takes some leaves out of a unit.
 *
 * @param unit the unit
 * @param from the first leaf
 * @param to the leaf behind the last; all the rest where it is left out
 * @returns the leaves as a unit of their own, of level 0 where it does not begin with the unit's heading; its headings say
 *   where it stood
 */
export function partOf(unit: Unit, from: number, to: number = unit.leaves.length): Unit {
  const start = unit.leaves[from]?.start ?? 0;
  const end = unit.leaves[to - 1]?.end ?? start;
  return {
    ...unit,
    level: from === 0 ? unit.level : 0,
    lines: unit.lines.slice(start, end),
    leaves: unit.leaves.slice(from, to).map((leaf, index) => ({
      ...leaf,
      gap: index > 0 && leaf.gap,
      start: leaf.start - start,
      end: leaf.end - start,
    })),
    texts: unit.texts.slice(from, to),
  };
}

/**
 * Finds where a unit can be cut without cutting a list or a table.
 *
 * @param unit the unit
 * @returns the leaves with which its blocks begin
 */
export function blockStarts({ leaves }: Pick<Unit, "leaves">): number[] {
  let isList = false;
  return leaves.flatMap((leaf, index) => {
    const goesOn = leaf.indent > 0 || (isList && leaf.kind === "item");
    if (!goesOn) isList = leaf.kind === "item";
    const starts = index === 0 || (leaf.gap && !goesOn) || leaves[index - 1]?.kind === "heading";
    return starts ? [index] : [];
  });
}

/** A heading as a partial writes it: its own is of level 2, whatever its place. */
function relative({ kind, text }: Leaf, level: number): string {
  return kind === "heading"
    ? text.replace(/^#+/, (hashes) => "#".repeat(Math.max(2, hashes.length - level + 2)))
    : text;
}

function isEmpty(section: { readonly lines: readonly string[]; readonly level: number } | undefined): boolean {
  return section !== undefined && section.level > 0 && section.lines.length === 1;
}

/**
 * What headings have in common that differ in case and punctuation only.
 *
 * @param headings a unit's headings
 * @returns the key under which their units are compared
 */
export function chainKey(headings: readonly string[]): string {
  return headings
    .map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^a-z0-9{}]+/g, " ")
        .trim(),
    )
    .join(" > ");
}
