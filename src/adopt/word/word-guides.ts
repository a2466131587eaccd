import type { GuideDefaults } from "../../guide/content.ts";
import type { Project } from "../../project/project.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import type { Templates } from "../../render/templates.ts";
import { Formatter } from "../../format/formatter.ts";
import { commandOf, learnPieces, learnSections, type NewPartial } from "../learn/learn.ts";
import { partialName } from "../learn/names.ts";
import { prune } from "../learn/prune.ts";
import type { Grain } from "../learn/runs.ts";
import type { Identity } from "../read/identity.ts";
import { MINIMUM, type Unit } from "../read/units.ts";
import { createAssigner } from "./assign-partials.ts";
import type { PieceContext } from "./guide-matcher.ts";
import { load } from "./load-templates.ts";
import { createRecognizer, type ExistingPieces } from "./existing-partials.ts";
import { fieldTexts } from "./field-texts.ts";
import { renamePartials, sharedIn, type Piece } from "./piece.ts";
import type { WordingContext } from "./word-piece.ts";

/** Tells how far adopting is. */
export interface AdoptProgress {
  /** Called before each stage, with the guides that it takes. */
  readonly stage: (name: string, total: number) => void;
  /** Called for each guide. */
  readonly step: () => void;
}

/** More partials than that nobody keeps in mind. */
const MOST_PARTIALS = 120;

/** Guides that choose anew may leave a parameter alone; it does not go on for long. */
const MOST_PRUNINGS = 4;

/** How what is left is looked through for pieces that recur. */
const ROUNDS: readonly Grain[] = ["commands", "longest", "paragraphs", "longest", "blocks", "longest", "blocks"];

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
  const style = createStyle();
  const models: PieceContext["models"] = new Map();
  const found: PieceContext["found"] = new Map();
  const pairs: PieceContext["pairs"] = new Map();
  const partialNames = project.templates.filter(({ kind }) => kind === "partial").map(({ name }) => name);
  const existing = recognize(project, identities, units, { defaults, style, models }, isFresh ? MINIMUM : 1);
  const preferred = new Set([...existing.values()].flatMap((pieces) => pieces.map(({ partial }) => partial)));
  const assign = (templates: Templates, only: ReadonlySet<string>) => {
    const assigned = createAssigner({ templates, defaults, style, models, found, pairs, existing, only });
    return identities.map((identity, index) => {
      progress.step();
      return assigned(identity, units[index] ?? []);
    });
  };
  progress.stage("learn", identities.length);
  // Where the project's partials say it, nothing is learned; a new project has none yet but the package's.
  const before = isFresh ? undefined : assign(load(project.templates), new Set(partialNames));
  const open = (before ? before.flatMap(({ own }) => own) : units.flat()).filter((unit) => !existing.has(unit));
  // A partial that others call is not one to put another text in the place of.
  const called = new Set(
    project.templates
      .filter(({ kind }) => kind === "partial")
      .flatMap(({ text }) => [...text.matchAll(/\{\{> *([\w-]+)/g)].map(([, name]) => name)),
  );
  const isTaken = ({ text, name }: TemplateSource) =>
    preferred.has(name) || called.has(name) || text.includes("@param");
  const taken = new Set(
    isFresh
      ? project.templates.filter((source) => source.kind === "partial" && isTaken(source)).map(({ name }) => name)
      : partialNames,
  );
  const fields = fieldTexts(load(project.templates).partials);
  let learned = learnSections(open, { minimum: MINIMUM, taken, most: MOST_PARTIALS, fields });
  let prunings = 0;
  const everTaken = new Set(taken);
  for (let round = 0; ;) {
    const sources = learned.map(({ source }) => source);
    const names = sources.map(({ name }) => name);
    for (const name of names) everTaken.add(name);
    const templates = load([...project.templates, ...sources]);
    const assigned = assign(templates, new Set([...(isFresh ? preferred : partialNames), ...names]));
    const pieces = assigned.map((guide) => guide.pieces);
    const uses = countUses(pieces);
    const used = learned.filter(({ source: { name } }) => (uses.get(name) ?? 0) >= MINIMUM);
    const most = MOST_PARTIALS - used.length;
    const own = assigned.flatMap((guide) => guide.own);
    let more: NewPartial[] = [];
    for (const grain of most > 0 ? ROUNDS.slice(round) : []) {
      more = learnPieces(own, grain, { minimum: MINIMUM, taken: everTaken, most, fields });
      round += 1;
      if (more.length > 0) break;
    }
    const isSettled = more.length === 0 && used.length === learned.length;
    // What hardly a guide makes use of is known only now, when each has chosen among all partials.
    const next = isSettled ? used.map((partial) => pruned(partial, pieces)) : [...used, ...more];
    if (isSettled && (prunings === MOST_PRUNINGS || next.every((partial, index) => partial === used[index]))) {
      const renamed = renumber(learned, pieces, taken, everTaken);
      return { ...renamed, templates: load([...project.templates, ...renamed.learned]) };
    }
    if (isSettled) prunings += 1;
    learned = next;
    const changed = new Set(learned.filter((partial) => !used.includes(partial)).map(({ source }) => source.name));
    for (const key of found.keys()) if (key.split(" ").some((word) => changed.has(word))) found.delete(key);
  }
}

/** What partials that exist say word for word; a partial that too few guides use is left out. */
function recognize(
  project: Project,
  identities: readonly Identity[],
  units: readonly (readonly Unit[])[],
  context: Omit<WordingContext, "templates">,
  minimum: number,
): ExistingPieces {
  const partials = project.templates.filter(({ kind }) => kind === "partial").map(({ name }) => name);
  const recognizer = createRecognizer({ ...context, templates: load(project.templates) }, new Set(partials));
  const found = identities.map((identity, index) => recognizer(identity, units[index] ?? []));
  const uses = new Map<string, number>();
  for (const pieces of found)
    for (const name of new Set([...pieces.values()].flatMap((list) => list.map(({ partial }) => partial))))
      uses.set(name, (uses.get(name) ?? 0) + 1);
  return new Map(
    found.flatMap((pieces) => {
      // A section whose partial is left out takes along the sections that it covers.
      let isKept = true;
      return [...pieces].filter(([, list]) => {
        if (list.length > 0) isKept = list.every(({ partial }) => (uses.get(partial) ?? 0) >= minimum);
        return isKept;
      });
    }),
  );
}

/** A partial without the parameters that hardly a guide gives. */
function pruned(partial: NewPartial, guides: readonly (readonly Piece[])[]): NewPartial {
  const { name } = partial.source;
  const given = sharedIn(guides.flat()).flatMap((piece) => (piece.partial === name ? [piece.parameters] : []));
  return prune(partial, given, MINIMUM);
}

/** Closes the gaps that partials left in the numbers behind names; what is left a command alone is called after it. */
function renumber(
  learned: readonly NewPartial[],
  pieces: readonly (readonly Piece[])[],
  taken: ReadonlySet<string>,
  /** All names that any partial has had. */
  known: ReadonlySet<string>,
): Pick<WordedGuides, "learned" | "pieces"> {
  const names = new Set(taken);

  const renamed = new Map<string, string>();
  for (const {
    source: { name },
    learned: partial,
  } of learned) {
    const command = commandOf(partial);
    const base = command === undefined ? name.replace(/-\d+$/, "") : partialName([command], new Set());
    // A number behind what never was a name is part of the heading.
    let best = command !== undefined || known.has(base) ? base : name;
    for (let number = 2; names.has(best); number += 1) best = `${base}-${number}`;
    names.add(best);
    renamed.set(name, best);
  }
  return {
    learned: learned.map(({ source }) => {
      const name = renamed.get(source.name) ?? source.name;
      return { ...source, name, file: `templates/partials/${name}.hbs` };
    }),
    pieces: pieces.map((guide) => renamePartials(guide, (name) => renamed.get(name) ?? name)),
  };
}

function countUses(pieces: readonly (readonly Piece[])[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const guide of pieces)
    for (const name of new Set(sharedIn(guide).map(({ partial }) => partial)))
      uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

/** Formats sections, each once. */
function createStyle(): (rendered: string) => string {
  const formatter = new Formatter();
  const styled = new Map<string, string>();
  return (rendered) => {
    let text = styled.get(rendered);
    if (text === undefined) styled.set(rendered, (text = formatter.text(rendered)));
    return text;
  };
}
