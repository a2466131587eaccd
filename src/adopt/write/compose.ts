import type { Identity } from "../read/identity.ts";
import { cutSections } from "../../markdown/leaves.ts";
import { commonPairs } from "../learn/common-subsequence.ts";
import { descriptorText } from "./descriptor-text.ts";
import type { FlatLayout, LayoutEntry } from "./layouts.ts";
import { fieldsOf } from "../word/facts.ts";
import type { Change } from "../word/make-changes.ts";
import { partialName } from "../learn/names.ts";
import { sharedIn, type Piece, type SharedPiece } from "../word/piece.ts";

/** The files that make one guide. */
export interface ComposedGuide {
  /** The layout that it has. */
  readonly layout: string;
  readonly descriptor: string;
  /** Prose files by their name. */
  readonly prose: ReadonlyMap<string, string>;
}

export interface ComposeOptions {
  readonly layouts: readonly FlatLayout[];
  /** The layout of descriptors that name none. */
  readonly usualLayout: string;
  /** The registry profile of descriptors that name none. */
  readonly usualRegistry: "public" | "mirror";
  /** The JSON Schema that editors read, relative to the descriptor. */
  readonly schema: string;
}

/** A longer text goes to a file of its own. */
const LONGEST_TEXT = 600;

/** A use case as the facts have it. */
interface UseCase {
  readonly title: string;
  readonly text: string;
}

type Value = string | boolean | { readonly file: string };
type Place = { readonly after: string } | { readonly before: string } | { readonly into: string } | object;

/**
 * Writes the descriptor of a guide: its layout, and what the guide changes about it.
 *
 * @param identity what the guide calls its image
 * @param pieces the guide's sections
 * @param options the project's layouts and defaults
 * @returns the descriptor's text and its prose files
 */
export function composeGuide(identity: Identity, pieces: readonly Piece[], options: ComposeOptions): ComposedGuide {
  const { layout, pairs } = chooseLayout(pieces, options.layouts);
  const prose = new Map<string, string>();
  const files = new Set<string>();

  /** The author's text: in the descriptor, or in a file that is called after its first heading, or else its place. */
  function textOf(lines: readonly string[], title?: string, place: () => string = () => "text"): Value {
    const text = `${identity.canonical(lines.join("\n"))}\n`;
    if (text.length <= LONGEST_TEXT && !text.startsWith(" ")) return text;
    const heading = title ?? cutSections(text).find(({ level }) => level > 0)?.heading ?? place();
    const name = partialName([heading], files);
    files.add(name);
    prose.set(`${name}.md`, text);
    return { file: `${name}.md` };
  }

  const parametersOf = (given: Readonly<Record<string, string | boolean>>) =>
    Object.fromEntries(
      Object.entries(given).map(([name, value]): [string, Value] => [
        name,
        typeof value === "boolean"
          ? value
          : value.length > LONGEST_TEXT
            ? textOf(value.split("\n"), undefined, () => name.replace(/(?=[A-Z])/g, " "))
            : identity.canonical(value),
      ]),
    );

  const changesOf = (list: readonly Change[]) =>
    list.map((change) =>
      Object.fromEntries(
        Object.entries(change).map(([key, text]) => [
          key,
          identity.canonical(text).replace(/\n+$/, key === "add" ? "\n" : ""),
        ]),
      ),
    );

  /** What stands in a place of its own: a text, or a partial, which has its heading at a usual level. */
  const contentOf = (piece: Piece, usualLevel: number, place: () => string) =>
    piece.kind === "own"
      ? { text: textOf(piece.lines, undefined, place) }
      : {
          partial: piece.partial,
          ...(piece.level > 2 && piece.level !== usualLevel && { level: String(piece.level) }),
          ...(Object.keys(piece.parameters).length > 0 && { parameters: parametersOf(piece.parameters) }),
          ...(piece.changes.length > 0 && { changes: changesOf(piece.changes) }),
        };

  const useCasesOf = (list: readonly UseCase[]) => {
    const section = pieces.find(
      (piece): piece is SharedPiece => piece.kind === "shared" && piece.facts.has("useCases"),
    );
    return list.map(({ title, text }, index) => {
      const parts = section?.useCases?.[index] ?? [];
      if (!parts.some(({ kind }) => kind === "shared")) return { title, text: textOf(text.split("\n"), title) };
      return { title, parts: parts.map((part) => contentOf(part, (section?.level ?? 2) + 2, () => title)) };
    });
  };

  const placeOf = new Map(pairs.map(([inLayout, inGuide]) => [inGuide, layout.entries[inLayout]]));
  const kept = new Set(pairs.map(([inLayout]) => inLayout));
  const omit = layout.entries.flatMap((entry, index) =>
    kept.has(index) || entry.isConditional || isOmittedWith(entry, layout, kept) ? [] : [entry.name],
  );
  const parameters: Record<string, Record<string, Value>> = {};
  const changes: Record<string, unknown> = {};
  const add: Record<string, unknown>[] = [];
  let previous: LayoutEntry | undefined;
  const first = layout.entries[pairs[0]?.[0] ?? -1];
  const pending: { readonly after: LayoutEntry | undefined; readonly content: Record<string, unknown> }[] = [];
  pieces.forEach((piece, index) => {
    const entry = placeOf.get(index);
    if (entry && piece.kind === "shared") {
      previous = entry;
      const given = parametersOf(
        Object.fromEntries(
          Object.entries(piece.parameters).filter(([name, value]) => entry.parameters[name] !== value),
        ),
      );
      if (Object.keys(given).length > 0) parameters[entry.name] = given;
      if (piece.changes.length > 0) changes[entry.name] = changesOf(piece.changes);
      return;
    }
    const content = contentOf(piece, 2, () => `${headingBefore(pieces, index)} notes`);
    pending.push({ after: previous, content });
  });
  const last = layout.entries[pairs.at(-1)?.[0] ?? -1];
  for (const { after, content } of pending) {
    const place: Place =
      after === undefined
        ? first
          ? { before: first.name }
          : {}
        : after === last && last.parent === undefined && !last.hasChildren
          ? {}
          : after.hasChildren
            ? { into: after.name }
            : { after: after.name };
    add.push({ ...place, ...content });
  }

  const sections = {
    ...(omit.length > 0 && { omit }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(Object.keys(changes).length > 0 && { changes }),
    ...(add.length > 0 && { add }),
  };
  const facts = new Map(sharedIn(pieces).flatMap((piece) => [...piece.facts]));
  const fields = fieldsOf(facts, identity.canonical);
  const value = {
    name: identity.name,
    title: identity.title,
    ...(identity.registry && identity.registry !== options.usualRegistry && { registry: identity.registry }),
    ...(layout.name !== options.usualLayout && { layout: layout.name }),
    ...fields,
    ...(typeof fields["included"] === "string" && { included: textOf(fields["included"].split("\n"), "included") }),
    ...(fields["useCases"] !== undefined && { useCases: useCasesOf(fields["useCases"] as readonly UseCase[]) }),
    ...(Object.keys(sections).length > 0 && { sections }),
  };
  return { layout: layout.name, descriptor: descriptorText(value, options.schema), prose };
}

/** The heading of the section in which a piece stands that has none. */
function headingBefore(pieces: readonly Piece[], index: number): string {
  const before = pieces.slice(0, index).flatMap(({ lines }) => cutSections(lines.join("\n")));
  return before.findLast(({ level }) => level > 0)?.heading ?? "first";
}

/** A section goes with the one that it stands in. */
function isOmittedWith(entry: LayoutEntry, layout: FlatLayout, kept: ReadonlySet<number>): boolean {
  const parent = layout.entries.findIndex(({ name }) => name === entry.parent);
  return parent >= 0 && !kept.has(parent);
}

function chooseLayout(
  pieces: readonly Piece[],
  layouts: readonly FlatLayout[],
): { readonly layout: FlatLayout; readonly pairs: readonly (readonly [number, number])[] } {
  const own = pieces.map((piece) => (piece.kind === "own" ? "" : `${piece.partial}@${piece.level}`));
  const shared = own.filter(Boolean).length;
  const rated = layouts.map((layout) => {
    const keys = layout.entries.map(({ partial, level }) => `${partial}@${level}`);
    let pairs = commonPairs(keys, own);
    const isKept = (index: number) => pairs.some(([inLayout]) => inLayout === index);
    // What stands in a section that the guide lacks cannot be kept.
    pairs = pairs.filter(([inLayout]) => {
      const parent = layout.entries.findIndex(({ name }) => name === layout.entries[inLayout]?.parent);
      return parent < 0 || isKept(parent);
    });
    return { layout, pairs, edits: keys.length - pairs.length + 3 * (shared - pairs.length) };
  });
  const best = rated.sort((a, b) => a.edits - b.edits)[0];
  if (!best) throw new Error("a project has at least one layout");
  return best;
}
