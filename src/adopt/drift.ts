import { diffWordsWithSpace } from "diff";
import { chainKey, type Unit } from "./read/units.ts";

/** What kind of difference lies between two wordings. */
export type DriftKind = "format" | "wording" | "meaning";

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
}

/** What bears the meaning of a sentence: a denial, a number, an address, a sample. */
const MEANING =
  /\b(?:no|not|non\w*|never|none|without|only|cannot|can|can't|don't|doesn't|isn't|aren't|won't|must|should|may|root)\b|n't\b|\d|https?:|`[^`]*`/i;

/**
 * Tells what lies between two texts.
 *
 * @param usual one text
 * @param other the other
 * @returns `format` where only quotes, ticks, emphasis, punctuation or blanks differ; `meaning` where a denial, a number, a
 *   port, an address or code differs; else `wording`
 */
export function classifyDrift(usual: string, other: string): DriftKind {
  if (formatless(usual) === formatless(other)) return "format";
  const changed = diffWordsWithSpace(formatless(usual), formatless(other)).filter((part) => part.added || part.removed);
  const isMeant = codeOf(usual) !== codeOf(other) || addressesOf(usual) !== addressesOf(other);
  return isMeant || changed.some(({ value }) => MEANING.test(value)) ? "meaning" : "wording";
}

/** A text without what only its form decides. */
function formatless(text: string): string {
  return text
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[*_`]/g, "")
    .replace(/\|(?: *:?-+:? *\|)+/g, "|")
    .replace(/[.:;,](?=\s|$)/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The samples of a text; a word in ticks is a matter of form. */
function codeOf(text: string): string {
  return [...text.matchAll(/^ *(`{3,}|~{3,})[^\n]*\n([\s\S]*?)^ *\1/gm)].map(([, , code]) => code).join("\n");
}

function addressesOf(text: string): string {
  return (text.match(/https?:\/\/[^\s)>`]+/g) ?? []).join(" ");
}

/**
 * Collects the wordings of the sections that guides share.
 *
 * @param guides each guide's name and units
 * @param lines how many of the catalog's lines are shared, near and own
 * @param minimum how many guides make a section shared
 * @returns the wordings, the sections of most guides first
 */
export function findDrift(
  guides: readonly { readonly name: string; readonly units: readonly Unit[] }[],
  lines: Drift["lines"],
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
