import type { TemplateModel } from "../../guide/model.ts";
import { cutLeaves } from "../../markdown/leaves.ts";
import type { Identity } from "../read/identity.ts";
import { partOf, type Unit } from "../read/units.ts";
import { findCandidates, type Candidates } from "./candidates.ts";
import { factKind, isCredible, type FactValue } from "./facts.ts";
import { flatten } from "./flat-text.ts";
import { matchPattern } from "./match.ts";
import type { Pattern } from "./op.ts";
import { patternOf } from "./pattern.ts";
import type { SharedPiece } from "./piece.ts";
import { isOwnTable } from "./table-facts.ts";
import { gives, rememberedModel, valueAt, type WordingContext } from "./word-piece.ts";

/** What partials that exist say of one guide: the pieces of each section; none for one that an earlier piece covers. */
export type ExistingPieces = ReadonlyMap<Unit, readonly SharedPiece[]>;

/**
 * Makes the function that finds the sections which partials of the project, or of the package, say word for word. What a
 * descriptor has fields for is read back from them: variants, tables, use cases.
 *
 * @param context the project's templates
 * @param only the partials that may be used
 * @returns a function from a guide's units to their pieces
 */
export function createRecognizer(
  context: WordingContext,
  only: ReadonlySet<string>,
): (identity: Identity, units: readonly Unit[]) => ExistingPieces {
  const candidates = findCandidates(context.templates, only);
  return (identity, units) => {
    const reader = new SectionReader(identity, context, candidates);
    const pieces = new Map<Unit, readonly SharedPiece[]>();
    units.forEach((unit, index) => {
      if (unit.level < 2 || pieces.has(unit)) return;
      const below = units.slice(index + 1);
      const end = below.findIndex(({ level }) => level <= unit.level);
      const inner = end < 0 ? below : below.slice(0, end);
      const all = inner.length > 0 ? reader.read(join([unit, ...inner]), unit) : undefined;
      if (all) {
        pieces.set(unit, [all]);
        for (const each of inner) pieces.set(each, []);
        return;
      }
      const own =
        reader.readAll([unit]) ?? (unit.headings.length > 1 ? reader.readAll(cutAtHeadings(unit)) : undefined);
      if (own) pieces.set(unit, own);
    });
    return reader.consistent(pieces);
  };
}

/** Reads sections of one guide; facts that one section states hold for the next. */
class SectionReader {
  readonly #identity: Identity;
  readonly #context: WordingContext;
  readonly #candidates: Candidates;
  #facts: ReadonlyMap<string, FactValue> = new Map();

  constructor(identity: Identity, context: WordingContext, candidates: Candidates) {
    this.#identity = identity;
    this.#context = context;
    this.#candidates = candidates;
  }

  /** All of some sections, or none. */
  readAll(units: readonly Unit[]): readonly SharedPiece[] | undefined {
    const before = this.#facts;
    const pieces: SharedPiece[] = [];
    for (const unit of units) {
      const piece = this.read(unit);
      if (!piece) {
        this.#facts = before;
        return undefined;
      }
      pieces.push(piece);
    }
    return pieces;
  }

  /** A section that a partial gives as a whole; its beginning tells which partials to try. */
  read(unit: Unit, beginning: Unit = unit): SharedPiece | undefined {
    const { templates } = this.#context;
    const usual = rememberedModel(this.#identity, this.#context);
    const flat = flatten(
      unit.lines.map((line, index) => (isHeading(unit, index) ? atLevelTwo(line, unit.level) : line)),
    );
    for (const name of this.#candidates.like(beginning)) {
      const partial = templates.partials.get(name);
      const pattern = partial && patternOf(partial, templates.partials, (path) => this.#lookup(usual, path));
      const match = pattern && matchPattern(pattern, partial.parameters, flat, true);
      if (!match || (hasSentence(pattern) && match.shared * 2 < match.end)) continue;
      const { parameters, facts } = match;
      if (isOwnTable(pattern, facts) || !isCredible(facts)) continue;
      const { level, lines } = unit;
      const piece = { kind: "shared", partial: name, level, parameters, facts, changes: [], lines } as const;
      const all = new Map([...this.#facts, ...facts]);
      const model = rememberedModel(this.#identity, this.#context, all);
      if (!model || !gives(piece, model, this.#identity, this.#context)) continue;
      this.#facts = all;
      return piece;
    }
    return undefined;
  }

  /** What a later section states may speak against what an earlier one says: the earlier one goes, until all agree. */
  consistent(pieces: ExistingPieces): ExistingPieces {
    const facts = new Map([...pieces.values()].flatMap((list) => list.flatMap((piece) => [...piece.facts])));
    const model = rememberedModel(this.#identity, this.#context, facts);
    let isKept = true;
    const agreeing = [...pieces].filter(([, list]) => {
      // A section takes along those that it covers.
      if (list.length > 0)
        isKept = model !== undefined && list.every((piece) => gives(piece, model, this.#identity, this.#context));
      return isKept;
    });
    return agreeing.length === pieces.size ? pieces : this.consistent(new Map(agreeing));
  }

  #lookup(usual: TemplateModel | undefined, path: readonly string[]): unknown {
    const name = path.join(".");
    return factKind(name) ? this.#facts.get(name) : valueAt(usual, path);
  }
}

/**
 * Whether a partial says something itself, besides a heading: then it must say most of its section. A place for notes
 * would take any text.
 */
function hasSentence({ ops }: Pattern): boolean {
  const text = ops.map((op) => (op.kind === "literal" ? op.written : "")).join("");
  return text.replace(/^#.*$/gm, "").trim().length >= SENTENCE;
}

const SENTENCE = 40;

function isHeading({ leaves }: Unit, index: number): boolean {
  return leaves.some(({ kind, start }) => kind === "heading" && start === index);
}

function atLevelTwo(line: string, level: number): string {
  return line.replace(/^#+/, (hashes) => "#".repeat(Math.max(2, hashes.length - level + 2)));
}

/** A section with all that is below it. */
function join(units: readonly Unit[]): Unit {
  const [first] = units as readonly [Unit, ...Unit[]];
  const lines = units.flatMap((unit, index) => (index === 0 ? unit.lines : ["", ...unit.lines]));
  return { ...first, lines, leaves: cutLeaves(lines), texts: units.flatMap(({ texts }) => texts) };
}

function cutAtHeadings(unit: Unit): Unit[] {
  const starts = unit.leaves.flatMap(({ kind }, index) => (kind === "heading" ? [index] : []));
  return starts.map((start, index) => {
    const part = partOf(unit, start, starts[index + 1]);
    const hashes = /^#+/.exec(part.lines[0] ?? "")?.[0].length ?? unit.level;
    return { ...part, level: hashes, headings: [unit.headings[index] ?? ""] };
  });
}
