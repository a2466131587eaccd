import type { TemplateSource } from "../../render/parse-template.ts";
import type { Templates } from "../../render/templates.ts";
import { MINIMUM } from "../read/units.ts";
import type { Piece } from "../word/piece.ts";
import { flattenLayout, learnLayouts, writeLayout, type FlatLayout } from "./layouts.ts";

/** The layout of guides that share nothing. */
export const OWN_LAYOUT = "own";

/**
 * Finds the layouts of some guides: those of the project, or learned ones in a new one.
 *
 * @param templates the project's templates
 * @param pieces the guides' pieces
 * @param isFresh whether the project has no guides yet
 * @returns all layouts, the learned ones, and the files that are new
 */
export function layoutsFor(
  templates: Templates,
  pieces: readonly (readonly Piece[])[],
  isFresh: boolean,
): {
  readonly all: readonly FlatLayout[];
  readonly learned: readonly FlatLayout[];
  readonly sources: readonly TemplateSource[];
} {
  const own: FlatLayout = { name: OWN_LAYOUT, entries: [] };
  const learned = isFresh ? learnLayouts(pieces, MINIMUM).map((layout) => withRequired(layout, templates, pieces)) : [];
  const existing = isFresh ? [] : [...templates.layouts].map(([name, { sections }]) => flattenLayout(name, sections));
  const hasOwn = existing.some(({ name }) => name === OWN_LAYOUT);
  const all = [...existing, ...learned, ...(hasOwn ? [] : [own])];
  const sources = all
    .filter((layout) => !existing.includes(layout))
    .map((layout) => ({
      kind: "layout" as const,
      name: layout.name,
      file: `templates/${layout.name}.hbs`,
      text: writeLayout(layout),
    }));
  return { all, learned, sources };
}

/** A layout gives its partials what they must be given: what most guides do. */
function withRequired(
  { name, entries }: FlatLayout,
  { partials }: Templates,
  pieces: readonly (readonly Piece[])[],
): FlatLayout {
  const usual = (partial: string, parameter: string) => {
    const counts = new Map<string, number>();
    for (const piece of pieces.flat()) {
      const value = piece.kind === "shared" && piece.partial === partial ? piece.parameters[parameter] : undefined;
      if (typeof value === "string") counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const [[value = ""] = []] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return value;
  };
  return {
    name,
    entries: entries.map((entry) => ({
      ...entry,
      parameters: Object.fromEntries(
        [...(partials.get(entry.partial)?.parameters ?? [])].flatMap(([parameter, { fallback }]) =>
          fallback === undefined ? [[parameter, usual(entry.partial, parameter)]] : [],
        ),
      ),
    })),
  };
}
