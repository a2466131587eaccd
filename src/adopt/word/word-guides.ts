import type { GuideDefaults } from "../../guide/guide.ts";
import { templateModel } from "../../guide/model.ts";
import type { Project } from "../../project/project.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import { loadTemplates, type Templates } from "../../render/templates.ts";
import { learnPieces, learnSections } from "../learn/learn.ts";
import type { Grain } from "../learn/runs.ts";
import type { Identity } from "../read/identity.ts";
import { MINIMUM, type Unit } from "../read/units.ts";
import { createAssigner, type PieceContext } from "./assign-partials.ts";
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

/** How what is left is looked through for pieces that recur. */
const ROUNDS: readonly Grain[] = ["longest", "longest", "paragraphs", "paragraphs"];

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
  const found: PieceContext["found"] = new Map();
  const assign = (templates: Templates, only: ReadonlySet<string>) => {
    const assigned = createAssigner({ templates, defaults, styled, found, only });
    return identities.map((identity, index) => {
      progress.step();
      return assigned(identity, units[index] ?? []);
    });
  };
  const partialNames = project.templates.filter(({ kind }) => kind === "partial").map(({ name }) => name);
  const existing = isFresh ? [] : assign(load(project.templates), new Set(partialNames)).map(({ pieces }) => pieces);

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
  let learned = learnSections(open, { minimum: MINIMUM, taken, most: MOST_PARTIALS }).map(({ source }) => source);
  const everTaken = new Set(taken);
  for (let round = 0; ; round += 1) {
    const names = learned.map(({ name }) => name);
    for (const name of names) everTaken.add(name);
    const templates = load(overlay(project.templates, learned));
    const assigned = assign(templates, new Set(isFresh ? names : [...partialNames, ...names]));
    const pieces = assigned.map((guide) => guide.pieces);
    const uses = countUses(pieces);
    const used = learned.filter(({ name }) => (uses.get(name) ?? 0) >= MINIMUM);
    const most = MOST_PARTIALS - used.length;
    const grain = ROUNDS[round];
    const more =
      grain && most > 0
        ? learnPieces(
            assigned.flatMap(({ own }) => own),
            grain,
            { minimum: MINIMUM, taken: everTaken, most },
          )
        : [];
    if (more.length === 0 && used.length === learned.length) return { pieces, learned, templates };
    learned = [...used, ...more.map(({ source }) => source)];
  }
}

function isWorded(unit: Unit, pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => piece.kind === "shared" && piece.lines[0] === unit.lines[0]);
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
