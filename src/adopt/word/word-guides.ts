import type { GuideDefaults } from "../../guide/guide.ts";
import { templateModel } from "../../guide/model.ts";
import type { Project } from "../../project/project.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import { loadTemplates, type Templates } from "../../render/templates.ts";
import { learnPartials, type NewPartial } from "../learn/learn.ts";
import { concrete, type Identity } from "../read/identity.ts";
import { chainKey, MINIMUM, type Unit } from "../read/units.ts";
import { assignPartials, type Near } from "./assign-partials.ts";
import type { Piece } from "./piece.ts";

/** Tells how far adopting is. */
export interface AdoptProgress {
  /** Called before each stage, with the guides that it takes. */
  readonly stage: (name: string, total: number) => void;
  /** Called for each guide. */
  readonly step: () => void;
}

/** More partials than that nobody keeps in mind. */
const MOST_PARTIALS = 120;

/** The guides, worded by partials as far as these go. */
export interface WordedGuides {
  readonly pieces: readonly (readonly Piece[])[];
  readonly learned: readonly TemplateSource[];
  readonly templates: Templates;
}

/**
 * Finds the partials that word the guides; learns them where the project has none.
 *
 * @param project the project
 * @param identities what the guides call their images
 * @param units the guides' units
 * @param defaults what the project decides
 * @param isFresh whether the project has no guides yet
 * @param progress called before each stage, and for each guide in it
 * @returns the guides' pieces and the learned partials
 */
export function wordGuides(
  project: Project,
  identities: readonly Identity[],
  units: readonly (readonly Unit[])[],
  defaults: GuideDefaults,
  isFresh: boolean,
  progress: AdoptProgress,
): WordedGuides {
  const styled = new Map<string, string>();
  let news: readonly NewPartial[] = [];
  const assign = (templates: Templates, only: ReadonlySet<string>) => {
    const headings = headingsOf(templates);
    return identities.map((identity, index) => {
      progress.step();
      const nearTo = (unit: Unit): readonly Near[] => nearPartials(unit, identity, news, headings);
      return assignPartials(identity, units[index] ?? [], { templates, defaults, styled, only, nearTo });
    });
  };
  const partialNames = project.templates.filter(({ kind }) => kind === "partial").map(({ name }) => name);
  const before = load(project.templates);
  const existing = assign(before, new Set(partialNames));

  progress.stage("learn", identities.length);
  // Where the project's partials say it, nothing is learned; a new project has none yet but the package's.
  const open = isFresh
    ? units.flat()
    : units.flatMap((list, index) => list.filter((unit) => !isWorded(unit, existing[index] ?? [])));
  const taken = new Set(
    isFresh
      ? project.templates
          .filter(({ text, kind }) => kind === "partial" && text.includes("@param"))
          .map(({ name }) => name)
      : partialNames,
  );
  news = learnPartials(open, { minimum: MINIMUM, taken, most: MOST_PARTIALS });

  let learned = news.map(({ source }) => source);
  let only = new Set(isFresh ? learned.map(({ name }) => name) : [...partialNames, ...learned.map(({ name }) => name)]);
  for (;;) {
    const templates = load(overlay(project.templates, learned));
    const pieces = assign(templates, only);
    const uses = countUses(pieces);
    if (isFresh) for (const name of preferred(existing, pieces)) only.add(name);
    const rare = learned.filter(({ name }) => (uses.get(name) ?? 0) < MINIMUM);
    if (rare.length === 0) return { pieces, learned, templates };
    const dropped = new Set(rare.map(({ name }) => name));
    learned = learned.filter(({ name }) => !dropped.has(name));
    only = new Set([...only].filter((name) => !dropped.has(name)));
  }
}

/** The partials that say nearly what a unit says: learned from its section, or of its heading. */
function nearPartials(
  unit: Unit,
  identity: Identity,
  news: readonly NewPartial[],
  headings: ReadonlyMap<string, readonly string[]>,
): readonly Near[] {
  const learned = news.flatMap(({ source, near }): Near[] => {
    const parameters = near.get(unit);
    if (!parameters) return [];
    const values = Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === "string" ? concrete(value, identity) : value,
    ]);
    return [{ partial: source.name, parameters: Object.fromEntries(values) }];
  });
  const others = (headings.get(chainKey(unit.headings)) ?? []).map((partial) => ({ partial, parameters: {} }));
  return [...learned, ...others.filter(({ partial }) => !learned.some((near) => near.partial === partial))].slice(0, 5);
}

/** The partials by the headings that they begin with. */
function headingsOf({ partials }: Templates): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const { name, text, parameters } of partials.values()) {
    if ([...parameters.values()].some((parameter) => parameter.fallback === undefined)) continue;
    const [, heading] = /^## (.+)$/m.exec(text) ?? [];
    const fallback = /\[heading=(.*?)\](?: {2}|$)/m.exec(text)?.[1];
    const key = chainKey([heading === "{{heading}}" ? (fallback ?? "") : (heading ?? "")]);
    if (key !== "") result.set(key, [...(result.get(key) ?? []), name]);
  }
  return result;
}

function isWorded(unit: Unit, pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => piece.kind === "shared" && piece.lines[0] === unit.lines[0]);
}

/** Partials of the package that say what nearly all of a section's guides say. */
function preferred(existing: readonly (readonly Piece[])[], learned: readonly (readonly Piece[])[]): string[] {
  void existing;
  void learned;
  return [];
}

function countUses(pieces: readonly (readonly Piece[])[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const guide of pieces)
    for (const name of new Set(guide.flatMap((piece) => (piece.kind === "shared" ? piece.partial : []))))
      uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

function overlay(base: readonly TemplateSource[], more: readonly TemplateSource[]): TemplateSource[] {
  return [...new Map([...base, ...more].map((source) => [source.file, source])).values()];
}

/**
 * Loads templates.
 *
 * @param sources their texts; of two with one file's name the last
 * @returns the templates
 */
export function load(sources: readonly TemplateSource[]): Templates {
  return loadTemplates(overlay(sources, []), templateModel).templates;
}
