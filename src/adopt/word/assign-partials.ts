import type { TemplateModel } from "../../guide/model.ts";
import { flatten } from "./flat-text.ts";
import type { Identity } from "../read/identity.ts";
import { makeChanges } from "./make-changes.ts";
import { matchPattern, type Match } from "./match.ts";
import { patternOf, type Pattern } from "./pattern.ts";
import type { Piece, SharedPiece } from "./piece.ts";
import type { Unit } from "../read/units.ts";
import { gives, modelOf, wordPiece, type WordingContext } from "./word-piece.ts";

/** What is needed to word a guide's sections. */
export interface PieceContext extends WordingContext {
  /** The partials that may be used. */
  readonly only: ReadonlySet<string>;
  /** The partials that are near to a unit, with the parameters that suit it. */
  readonly nearTo: (unit: Unit) => readonly Near[];
}

/** A partial that says nearly what a unit says. */
export interface Near {
  readonly partial: string;
  readonly parameters: Match["parameters"];
}

/** A unit of which less is shared is better kept in one's own words. */
const LEAST_SHARED = 40;

/**
 * Finds the partials that give a guide's sections.
 *
 * @param identity what the guide calls its image
 * @param units its units
 * @param context the project's templates
 * @returns the guide's pieces in their order; joined by an empty line they are the guide
 */
export function assignPartials(identity: Identity, units: readonly Unit[], context: PieceContext): Piece[] {
  const model = modelOf(identity, context.defaults);
  const { partials } = context.templates;
  const patterns = [...partials.values()].flatMap((partial) =>
    context.only.has(partial.name) ? (patternOf(partial, partials, (path) => at(model, path)) ?? []) : [],
  );
  const pieces: Piece[] = [];
  const addOwn = (lines: readonly string[]) => {
    const last = pieces.at(-1);
    if (last?.kind === "own") pieces[pieces.length - 1] = { kind: "own", lines: [...last.lines, "", ...lines] };
    else pieces.push({ kind: "own", lines });
  };
  for (const unit of units) {
    const found = unit.level < 2 ? undefined : bestMatch(unit, patterns, model, identity, context);
    if (!found) {
      addOwn(unit.lines);
      continue;
    }
    pieces.push(found.piece);
    if (found.rest.length > 0) addOwn(found.rest);
  }
  return pieces;
}

function bestMatch(
  unit: Unit,
  patterns: readonly Pattern[],
  model: TemplateModel,
  identity: Identity,
  context: PieceContext,
): Found | undefined {
  const flat = flatten(unit.lines.map((line, index) => atLevelTwo(line, unit, index)));
  const matches = patterns
    .flatMap((pattern) => {
      const declared = context.templates.partials.get(pattern.partial)?.parameters ?? new Map();
      const match = matchPattern(pattern, declared, flat);
      return match && match.shared >= LEAST_SHARED ? [match] : [];
    })
    .sort((a, b) => worth(b) - worth(a) || (a.partial < b.partial ? -1 : 1));
  for (const match of matches.slice(0, 3)) {
    const lines = unit.lines.slice(0, flat.lineAt(match.end - 1) + 1);
    const piece = {
      kind: "shared",
      partial: match.partial,
      level: unit.level,
      parameters: match.parameters,
      changes: [],
      lines,
    } as const;
    const rest = unit.lines.slice(lines.length);
    while (rest[0]?.trim() === "") rest.shift();
    if (!gives(piece, model, identity, context)) continue;
    if (rest.length === 0) return { piece, rest };
    // The rest may be nearer to the partial than a text of its own.
    return cheapest([{ piece, rest }, ...nearest(unit, model, identity, context)]);
  }
  return cheapest(nearest(unit, model, identity, context));
}

interface Found {
  readonly piece: SharedPiece;
  readonly rest: readonly string[];
}

/** The one of which the author has to write least. */
function cheapest(found: readonly Found[]): Found | undefined {
  const cost = ({ piece, rest }: Found) =>
    JSON.stringify(piece.parameters).length + JSON.stringify(piece.changes).length + rest.join("\n").length;
  return [...found].sort((a, b) => cost(a) - cost(b))[0];
}

/** The partials that give the unit once some of their words are changed. */
function nearest(unit: Unit, model: TemplateModel, identity: Identity, context: PieceContext): Found[] {
  return context.nearTo(unit).flatMap((near): Found[] => {
    const found = changed(near, unit, model, identity, context);
    return found ? [found] : [];
  });
}

function changed(
  { partial, parameters }: Near,
  unit: Unit,
  model: TemplateModel,
  identity: Identity,
  context: PieceContext,
): Found | undefined {
  if (!context.only.has(partial)) return undefined;
  const shared = { kind: "shared", partial, level: unit.level, parameters, changes: [], lines: [] } as const;
  const made = makeChanges(wordPiece(shared, model, identity, context), unit.lines);
  if (!made) return undefined;
  const piece = { ...shared, changes: made.changes, lines: unit.lines.slice(0, made.lines) };
  const rest = unit.lines.slice(made.lines);
  while (rest[0]?.trim() === "") rest.shift();
  return gives(piece, model, identity, context) ? { piece, rest } : undefined;
}

function worth({ shared, parameters }: Match): number {
  return shared - 25 * Object.keys(parameters).length;
}

/** Partials are written for headings of level 2. */
function atLevelTwo(line: string, unit: Unit, index: number): string {
  const isHeading = unit.leaves.some(({ kind, start }) => kind === "heading" && start === index);
  return isHeading ? line.replace(/^#+/, (hashes) => "#".repeat(Math.max(2, hashes.length - unit.level + 2))) : line;
}

function at(model: TemplateModel, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], model);
}
