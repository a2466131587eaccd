import type { TemplateModel } from "../../guide/model.ts";
import type { Identity } from "../read/identity.ts";
import type { Unit } from "../read/units.ts";
import type { KnownPairs } from "./candidates.ts";
import { factKind, factsLength, type Facts, type FactValue } from "./facts.ts";
import { flatten, type FlatText } from "./flat-text.ts";
import { inferParameters } from "./infer-parameters.ts";
import { leafPatterns, type LeafPattern } from "./leaf-patterns.ts";
import { makeChanges } from "./make-changes.ts";
import { matchPattern, type Match } from "./match.ts";
import type { Pattern } from "./op.ts";
import { patternOf } from "./pattern.ts";
import type { SharedPiece } from "./piece.ts";
import { isOwnTable, tableFacts } from "./table-facts.ts";
import { isWorthIt, LEAST_SHARED, saved, worth, type Found } from "./worth.ts";
import { gives, rememberedModel, valueAt, wordPiece, type WordingContext } from "./word-piece.ts";

/** What is needed to word a guide's sections. */
export interface PieceContext extends WordingContext {
  /** What was found before, by the text and the partials that were tried; their names always mean the same partials. */
  readonly found: Map<string, Found | undefined>;
  /** The pairs of words of texts for which partials were looked for. */
  readonly pairs: KnownPairs;
  /** What was recognized as said by partials that exist. */
  readonly existing: ReadonlyMap<Unit, readonly SharedPiece[]>;
  /** The partials that may be used. */
  readonly only: ReadonlySet<string>;
}

interface Prepared {
  readonly pattern: Pattern;
  /** Its leaves; made when they are needed. */
  readonly leaves: () => readonly LeafPattern[];
}

/** Finds partials for the units of one guide. */
export class GuideMatcher {
  readonly #identity: Identity;
  readonly #context: PieceContext;
  #facts: Facts = new Map();
  #model: TemplateModel | undefined;
  readonly #prepared = new Map<string, Prepared | undefined>();
  /** Which facts are stated, for a key: lists and tables are only known to be. */
  stated = "";

  constructor(identity: Identity, context: PieceContext) {
    this.#identity = identity;
    this.#context = context;
    this.#model = rememberedModel(identity, context);
  }

  /** Facts that a section states hold for the others, too. */
  state(facts: Iterable<readonly [string, FactValue]>): void {
    const more = [...facts];
    if (more.length === 0) return;
    this.#facts = new Map([...this.#facts, ...more]);
    this.#model = rememberedModel(this.#identity, this.#context, this.#facts);
    const roots = more.map(([name]) => name.split(".")[0] ?? name);
    for (const name of this.#prepared.keys()) {
      const text = this.#context.templates.partials.get(name)?.text ?? "";
      if (text.includes("{{>") || roots.some((root) => text.includes(root))) this.#prepared.delete(name);
    }
    this.stated = [...this.#facts].map(([name, value]) => (Array.isArray(value) ? name : `${name}=${value}`)).join();
  }

  /** What was found before at a place with the same partials, or what is found now. */
  remembered(place: string, partials: readonly string[], find: () => Found | undefined): Found | undefined {
    const { found } = this.#context;
    const key = `${place} ${partials.join(" ")} ${this.stated}`;
    if (!found.has(key)) found.set(key, find());
    return found.get(key);
  }

  /** The partial that saves most writing; undefined where none saves enough. */
  best(unit: Unit, candidates: readonly string[], place: string): Found | undefined {
    if (!this.#model) return undefined;
    const lines = unit.lines.map((line, index) => atLevelTwo(line, unit, index));
    const flat = flatten(lines);
    const exact = candidates
      .flatMap((name) => this.#exact(name, unit, flat) ?? [])
      .sort((a, b) => worth(b.match) - worth(a.match) || (a.match.partial < b.match.partial ? -1 : 1));
    const given = exact.slice(0, 3).find(({ found }) => this.#gives(found.piece));
    // Rows of a guide's own may be said shorter as changes.
    if (given?.found.isWhole && factsLength(given.match.facts) === 0) return given.found;
    // What is left may be nearer to a partial than a text of its own.
    const near = candidates.flatMap(
      (name) => this.remembered(`${place} near`, [name], () => this.#near(name, unit)) ?? [],
    );
    const [best] = [...(given ? [given.found] : []), ...near].sort((a, b) => saved(b) - saved(a));
    return best && isWorthIt(best) ? best : undefined;
  }

  #prepare(name: string): Prepared | undefined {
    if (!this.#prepared.has(name)) {
      const { partials } = this.#context.templates;
      const partial = partials.get(name);
      const lookup = (path: readonly string[]) => this.#lookup(path);
      const pattern = partial && patternOf(partial, partials, lookup, (fact) => this.#usualFact(fact));
      const usual = (parameter: string) => {
        const fallback = partial?.parameters.get(parameter)?.fallback;
        return fallback === undefined && factKind(parameter) === "switch" ? false : fallback;
      };
      let leaves: readonly LeafPattern[] | undefined;
      const prepared = pattern && { pattern, leaves: () => (leaves ??= leafPatterns(pattern, usual)) };
      this.#prepared.set(name, prepared);
    }
    return this.#prepared.get(name);
  }

  #exact(name: string, unit: Unit, flat: FlatText): { readonly match: Match; readonly found: Found } | undefined {
    const pattern = this.#prepare(name)?.pattern;
    const match = pattern && matchPattern(pattern, this.#declared(name), flat);
    if (!match || match.shared < LEAST_SHARED || isOwnTable(pattern, match.facts)) return undefined;
    const lines = unit.lines.slice(0, flat.lineAt(match.end - 1) + 1);
    return {
      match,
      found: foundOf(name, unit, { parameters: match.parameters, facts: match.facts, changes: [] }, lines),
    };
  }

  #near(name: string, unit: Unit): Found | undefined {
    const { pattern, leaves: leavesOf } = this.#prepare(name) ?? {};
    const leaves = leavesOf?.();
    const texts = unit.leaves.map(({ kind, text }) => (kind === "heading" ? headingAt(text, unit.level) : text));
    const inferred = leaves && inferParameters(leaves, unit, texts);
    if (!inferred || !pattern) return undefined;
    const declared = this.#declared(name);
    const parameters = Object.fromEntries(
      [...declared].flatMap(([parameter, { fallback }]): [string, string | boolean][] => {
        const value = inferred.get(parameter) ?? (fallback === undefined ? "" : fallback);
        const isText = typeof value === "string" || typeof fallback === "boolean";
        return value === fallback || !isText ? [] : [[parameter, value]];
      }),
    );
    const facts = new Map<string, FactValue>([
      ...[...inferred].filter(
        ([fact, value]) =>
          !declared.has(fact) && factKind(fact) !== undefined && (value === true || typeof value === "string"),
      ),
      ...tableFacts(leaves, unit),
    ]);
    if (isOwnTable(pattern, facts)) return undefined;
    const model = this.#modelWith(facts);
    if (!model) return undefined;
    const shared = foundOf(name, unit, { parameters, facts, changes: [] }, []).piece;
    const made = makeChanges(wordPiece(shared, model, this.#identity, this.#context), unit.lines);
    if (!made) return undefined;
    const { changes } = made;
    const found = foundOf(name, unit, { parameters, facts, changes }, unit.lines.slice(0, made.lines));
    return this.#gives(found.piece) ? found : undefined;
  }

  #gives(piece: SharedPiece): boolean {
    const model = this.#modelWith(piece.facts);
    return model !== undefined && gives(piece, model, this.#identity, this.#context);
  }

  #modelWith(facts: Facts): TemplateModel | undefined {
    if (facts.size === 0) return this.#model;
    return rememberedModel(this.#identity, this.#context, new Map([...this.#facts, ...facts]));
  }

  /** What a template's name stands for; undefined for a fact that may still be read from the text. */
  #lookup(path: readonly string[]): unknown {
    const name = path.join(".");
    const kind = factKind(name);
    // Longer texts and lists are read where a partial gives a section as a whole: see existing-partials.ts.
    const isOpen = kind === "switch" || kind === "word" || kind === "table";
    return isOpen && !this.#facts.has(name) ? undefined : valueAt(this.#model, path);
  }

  #usualFact(name: string): unknown {
    return factKind(name) === "switch" ? valueAt(this.#model, name.split(".")) : undefined;
  }

  #declared(name: string) {
    return this.#context.templates.partials.get(name)?.parameters ?? new Map();
  }
}

function foundOf(
  partial: string,
  unit: Unit,
  said: Pick<SharedPiece, "parameters" | "facts" | "changes">,
  lines: readonly string[],
): Found {
  const level = unit.level === 0 ? 2 : unit.level;
  const isWhole = lines.length === unit.lines.length;
  return { piece: { kind: "shared", partial, level, ...said, lines }, isWhole };
}

/** Partials are written for headings of level 2. */
function atLevelTwo(line: string, unit: Unit, index: number): string {
  const isHeading = unit.leaves.some(({ kind, start }) => kind === "heading" && start === index);
  return isHeading ? headingAt(line, unit.level) : line;
}

function headingAt(heading: string, level: number): string {
  return heading.replace(/^#+/, (hashes) => "#".repeat(Math.max(2, hashes.length - level + 2)));
}
