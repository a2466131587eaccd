import { diffWordsWithSpace } from "diff";
import { classifyDrift, type DriftKind } from "./drift-kind.ts";
import type { StyleDrift } from "./style-drift.ts";
import { chainKey, type Unit } from "../read/units.ts";

/** A stretch of a wording, beside the commonest one. */
export interface DriftPart {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

export interface DriftWording {
  readonly guides: readonly string[];
  readonly text: string;
  /** How it differs from the commonest wording; undefined for that one. */
  readonly kind: DriftKind | undefined;
  readonly parts: readonly DriftPart[];
}

/** A section in all its wordings, the commonest first. */
export interface DriftSection {
  readonly heading: string;
  readonly guides: number;
  readonly wordings: readonly DriftWording[];
}

export interface Drift {
  readonly guides: number;
  /** Lines of the catalog: given by partials as they are, by partials with changes, and in the author's own words. */
  readonly lines: { readonly shared: number; readonly near: number; readonly own: number };
  readonly sections: readonly DriftSection[];
  /** The guides whose sources are not in house style. */
  readonly style: readonly StyleDrift[];
}

/**
 * Collects the wordings of the sections that guides share.
 *
 * @param guides each guide's name and units
 * @param lines how many of the catalog's lines are shared, near and own
 * @param style the guides that are not in house style
 * @param minimum how many guides make a section shared
 * @returns the wordings, the sections of most guides first
 */
export function findDrift(
  guides: readonly { readonly name: string; readonly units: readonly Unit[] }[],
  lines: Drift["lines"],
  style: Drift["style"],
  minimum: number,
): Drift {
  const sections = new Map<string, Map<string, string[]>>();
  for (const { name, units } of guides)
    for (const unit of units) {
      if (unit.level === 0) continue;
      const key = chainKey(unit.headings);
      const text = unit.texts.map((each, index) => each ?? unit.leaves[index]?.text ?? "").join("\n\n");
      const wordings = sections.get(key) ?? new Map<string, string[]>();
      sections.set(key, wordings);
      const names = wordings.get(text);
      if (names) names.push(name);
      else wordings.set(text, [name]);
    }
  return {
    guides: guides.length,
    lines,
    style,
    sections: [...sections.values()]
      .map(sectionOf)
      // What every guide says in its own way is no shared section.
      .filter((section) => section.guides >= minimum && (section.wordings[0]?.guides.length ?? 0) >= 2)
      .sort((a, b) => b.guides - a.guides || (a.heading < b.heading ? -1 : 1)),
  };
}

/** So many wordings are compared word by word; the rest is counted. */
const MOST_COMPARED = 200;

function sectionOf(wordings: ReadonlyMap<string, readonly string[]>): DriftSection {
  const sorted = [...wordings].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const [usual = ""] = sorted[0] ?? [];
  return {
    heading: (usual.split("\n")[0] ?? "").replace(/^#+ /, ""),
    guides: new Set(sorted.flatMap(([, names]) => names)).size,
    wordings: sorted.map(([text, guides], index) => {
      if (index === 0) return { guides, text, kind: undefined, parts: [] };
      if (index > MOST_COMPARED) return { guides, text, kind: classifyDrift(usual, text), parts: [] };
      const parts = diffWordsWithSpace(usual, text).map(({ added, removed, value }): DriftPart => ({
        kind: added ? "added" : removed ? "removed" : "same",
        text: value,
      }));
      return { guides, text, kind: classifyDrift(usual, text), parts };
    }),
  };
}
