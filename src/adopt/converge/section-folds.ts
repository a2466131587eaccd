import type { LeafKind } from "../../markdown/leaves.ts";
import { learnContrasts } from "./contrast.ts";
import { classifyDrift } from "../drift/drift-kind.ts";
import { findFolds, findLeaders, type Fold } from "./fold.ts";
import type { Unit } from "../read/units.ts";

/** The folds of all sections of a catalog. */
export interface SectionFolds {
  /** The heading under which a unit's texts are compared: its own, or the commonest near one. */
  readonly sectionOf: (unit: Unit) => string;
  /** What one of a unit's leaves is folded onto, marker left out; undefined where it stays. */
  readonly of: (unit: Unit, leaf: number) => Fold | undefined;
}

/**
 * Finds what the texts of shared sections are wordings of. Texts are compared under one heading and of one kind.
 *
 * @param units the units of all guides, each with one heading
 * @param minimum how many guides make a wording common
 * @returns the folds
 */
export function findSectionFolds(units: readonly Unit[], minimum: number): SectionFolds {
  const headings = foldHeadings(units, minimum);
  const sectionOf = (unit: Unit) => headings.get(unit.headings[0] ?? "")?.to ?? unit.headings[0] ?? "";

  const groups = new Map<string, Map<string, Set<number>>>();
  const ids = new Map(units.map((unit, id) => [unit, id]));
  for (const unit of units)
    unit.leaves.forEach((_, index) => {
      const place = placeOf(unit, index, sectionOf);
      if (!place) return;
      const wordings = groups.get(place.group) ?? new Map<string, Set<number>>();
      groups.set(place.group, wordings);
      const sections = wordings.get(place.text) ?? new Set();
      wordings.set(place.text, sections.add(ids.get(unit) ?? -1));
    });

  const leaders = new Map([...groups].map(([group, wordings]) => [group, findLeaders(wordings, minimum)]));
  const contrasts = learnContrasts([...leaders.values()].flat());
  const isMeant = (usual: string, other: string) =>
    classifyDrift(usual, other) === "meaning" || contrasts(usual, other);
  const folds = new Map(
    [...groups].map(([group, wordings]) => [group, findFolds(wordings, leaders.get(group) ?? [], isMeant)]),
  );
  return {
    sectionOf,
    of: (unit, index) => {
      if (unit.level > 0 && index === 0) return headings.get(unit.headings[0] ?? "");
      const place = placeOf(unit, index, sectionOf);
      return place && folds.get(place.group)?.get(place.text);
    },
  };
}

function foldHeadings(units: readonly Unit[], minimum: number): ReadonlyMap<string, Fold> {
  const headings = new Map<string, Set<number>>();
  for (const {
    level,
    headings: [heading],
    texts,
    guide,
  } of units)
    if (level > 0 && heading !== undefined && texts[0] !== undefined)
      headings.set(heading, (headings.get(heading) ?? new Set()).add(guide));
  const leaders = findLeaders(headings, minimum);
  const contrasts = learnContrasts(leaders);
  return findFolds(headings, leaders, (a, b) => classifyDrift(a, b) === "meaning" || contrasts(a, b));
}

/** What can be worded otherwise, and stands on one line. */
const WORDED: ReadonlySet<LeafKind> = new Set(["paragraph", "item", "row"]);

function placeOf(
  unit: Unit,
  index: number,
  sectionOf: (unit: Unit) => string,
): { readonly group: string; readonly text: string } | undefined {
  const leaf = unit.leaves[index];
  const abstract = unit.texts[index];
  if (!leaf || abstract === undefined || unit.level === 0 || !WORDED.has(leaf.kind) || abstract.includes("\n"))
    return undefined;
  const [marker, text] = splitMarker(leaf.kind, abstract);
  const list = marker === "" ? "" : /^\d/.test(marker) ? "1." : "-";
  return { group: [sectionOf(unit), leaf.kind, leaf.indent, list, introduced(unit, index)].join("\n"), text };
}

/** What a text introduces: whether it may end in a colon or with "for example" depends on that. */
function introduced({ leaves }: Unit, index: number): string {
  const [leaf, next] = [leaves[index], leaves[index + 1]];
  if (!leaf || !next || leaf.kind === "row") return "";
  const isBelow = leaf.kind === "item" ? next.indent > leaf.indent : next.kind !== "paragraph";
  return isBelow ? next.kind : "";
}

/**
 * Splits a leaf's text to what makes it a heading or a list item, and its words.
 *
 * @param kind the leaf's kind
 * @param text its text
 * @returns the marker with its blank, and the rest
 */
export function splitMarker(kind: LeafKind, text: string): readonly [string, string] {
  const pattern = kind === "heading" ? /^#+ / : kind === "item" ? /^(?:[-*+]|\d+[.)]) / : /^/;
  const [marker = ""] = pattern.exec(text) ?? [];
  return [marker, text.slice(marker.length)];
}
