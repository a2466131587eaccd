import type { TemplateModel } from "../../guide/model.ts";
import type { Identity } from "../read/identity.ts";
import type { Unit } from "../read/units.ts";
import { findCandidates } from "./candidates.ts";
import { flatten, type FlatText } from "./flat-text.ts";
import { inferParameters } from "./infer-parameters.ts";
import { leafPatterns, type LeafPattern } from "./leaf-patterns.ts";
import { makeChanges } from "./make-changes.ts";
import { matchPattern, type Match } from "./match.ts";
import { patternOf, type Pattern } from "./pattern.ts";
import type { Piece, SharedPiece } from "./piece.ts";
import { gives, modelOf, wordPiece, type WordingContext } from "./word-piece.ts";

/** What is needed to word a guide's sections. */
export interface PieceContext extends WordingContext {
  /** The partials that may be used. */
  readonly only: ReadonlySet<string>;
}

/** A unit of which less is shared is better kept in one's own words. */
const LEAST_SHARED = 40;
/** What an author would write, beside the text itself, at most. */
const WORTH_IT = 0.7;

/**
 * Makes the function that finds the partials which give a guide's sections.
 *
 * @param context the project's templates
 * @returns a function from a guide's units to its pieces in their order; joined by an empty line they are the guide
 */
export function createAssigner(
  context: PieceContext,
): (identity: Identity, units: readonly Unit[]) => readonly Piece[] {
  const candidatesOf = findCandidates(context.templates, context.only);
  return (identity, units) => {
    const matcher = new GuideMatcher(identity, context);
    const pieces: Piece[] = [];
    const addOwn = (lines: readonly string[]) => {
      const last = pieces.at(-1);
      if (last?.kind === "own") pieces[pieces.length - 1] = { kind: "own", lines: [...last.lines, "", ...lines] };
      else pieces.push({ kind: "own", lines });
    };
    for (const unit of units) {
      const found = unit.level < 2 ? undefined : matcher.best(unit, candidatesOf(unit));
      if (!found) {
        addOwn(unit.lines);
        continue;
      }
      pieces.push(found.piece);
      if (found.rest.length > 0) addOwn(found.rest);
    }
    return pieces;
  };
}

interface Found {
  readonly piece: SharedPiece;
  readonly rest: readonly string[];
}

interface Prepared {
  readonly pattern: Pattern;
  readonly leaves: readonly LeafPattern[];
}

/** Finds partials for the units of one guide. */
class GuideMatcher {
  readonly #identity: Identity;
  readonly #context: PieceContext;
  readonly #model: TemplateModel;
  readonly #prepared = new Map<string, Prepared | undefined>();

  constructor(identity: Identity, context: PieceContext) {
    this.#identity = identity;
    this.#context = context;
    this.#model = modelOf(identity, context.defaults);
  }

  /** The partial of which the author has to write least; undefined where one's own words are as short. */
  best(unit: Unit, candidates: readonly string[]): Found | undefined {
    const lines = unit.lines.map((line, index) => atLevelTwo(line, unit, index));
    const flat = flatten(lines);
    const exact = candidates
      .flatMap((name) => this.#exact(name, unit, flat) ?? [])
      .sort((a, b) => worth(b.match) - worth(a.match) || (a.match.partial < b.match.partial ? -1 : 1));
    const given = exact.slice(0, 3).find(({ found }) => gives(found.piece, this.#model, this.#identity, this.#context));
    if (given?.found.rest.length === 0) return given.found;
    // The rest may be nearer to a partial than a text of its own.
    const near = candidates.flatMap((name) => this.#near(name, unit) ?? []);
    const all = [...(given ? [given.found] : []), ...near].sort((a, b) => cost(a) - cost(b));
    const [cheapest] = all;
    return cheapest && cost(cheapest) <= WORTH_IT * unit.lines.join("\n").length ? cheapest : given?.found;
  }

  #prepare(name: string): Prepared | undefined {
    if (!this.#prepared.has(name)) {
      const { partials } = this.#context.templates;
      const partial = partials.get(name);
      const pattern = partial && patternOf(partial, partials, (path) => at(this.#model, path));
      const usual = (parameter: string) => partial?.parameters.get(parameter)?.fallback;
      this.#prepared.set(name, pattern && { pattern, leaves: leafPatterns(pattern, usual) });
    }
    return this.#prepared.get(name);
  }

  #exact(name: string, unit: Unit, flat: FlatText): { readonly match: Match; readonly found: Found } | undefined {
    const pattern = this.#prepare(name)?.pattern;
    const match = pattern && matchPattern(pattern, this.#declared(name), flat);
    if (!match || match.shared < LEAST_SHARED) return undefined;
    const lines = unit.lines.slice(0, flat.lineAt(match.end - 1) + 1);
    return { match, found: foundOf(name, unit, match.parameters, [], lines) };
  }

  #near(name: string, unit: Unit): Found | undefined {
    const leaves = this.#prepare(name)?.leaves;
    const texts = unit.leaves.map(({ kind, text }) => (kind === "heading" ? headingAt(text, unit.level) : text));
    const inferred = leaves && inferParameters(leaves, unit, texts);
    if (!inferred) return undefined;
    const declared = this.#declared(name);
    const parameters = Object.fromEntries(
      [...declared].flatMap(([parameter, { fallback }]): [string, string | boolean][] => {
        const value = inferred.get(parameter) ?? (fallback === undefined ? "" : fallback);
        const isText = typeof value === "string" || typeof fallback === "boolean";
        return value === fallback || !isText ? [] : [[parameter, value]];
      }),
    );
    const shared = foundOf(name, unit, parameters, [], []).piece;
    const made = makeChanges(wordPiece(shared, this.#model, this.#identity, this.#context), unit.lines);
    if (!made) return undefined;
    const found = foundOf(name, unit, parameters, made.changes, unit.lines.slice(0, made.lines));
    return gives(found.piece, this.#model, this.#identity, this.#context) ? found : undefined;
  }

  #declared(name: string) {
    return this.#context.templates.partials.get(name)?.parameters ?? new Map();
  }
}

function foundOf(
  partial: string,
  unit: Unit,
  parameters: Match["parameters"],
  changes: SharedPiece["changes"],
  lines: readonly string[],
): Found {
  const rest = unit.lines.slice(lines.length);
  while (rest[0]?.trim() === "") rest.shift();
  return { piece: { kind: "shared", partial, level: unit.level, parameters, changes, lines }, rest };
}

/** What the author has to write. */
function cost({ piece, rest }: Found): number {
  return JSON.stringify(piece.parameters).length + JSON.stringify(piece.changes).length + rest.join("\n").length;
}

function worth({ shared, parameters }: Match): number {
  return shared - 25 * Object.keys(parameters).length;
}

/** Partials are written for headings of level 2. */
function atLevelTwo(line: string, unit: Unit, index: number): string {
  const isHeading = unit.leaves.some(({ kind, start }) => kind === "heading" && start === index);
  return isHeading ? headingAt(line, unit.level) : line;
}

function headingAt(heading: string, level: number): string {
  return heading.replace(/^#+/, (hashes) => "#".repeat(Math.max(2, hashes.length - level + 2)));
}

function at(model: TemplateModel, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], model);
}
