import { diffArrays } from "diff";
import { stripMarks } from "../markdown/origin.ts";
import type { RenderedSection } from "../render/rendered-section.ts";
import { blocksOf, runText, type Block } from "./blocks.ts";
import type { DriftEntry } from "./drift-file.ts";
import { driftKind } from "./drift-kind.ts";
import { canonicalReferences, type RegistryProfile } from "../guide/registry.ts";

/**
 * Writes down where sections are worded otherwise.
 *
 * @param shared the sections as shared text has them
 * @param published the same sections, in the same order, as they are to be
 * @param profile the profile that both were rendered under
 * @param image the image's name
 * @returns an entry for each block that differs; blocks that come or go stand with the block before or behind them
 */
export function driftBetween(
  shared: readonly RenderedSection[],
  published: readonly RenderedSection[],
  profile: RegistryProfile,
  image: string,
): DriftEntry[] {
  return shared.flatMap(({ name, marked }, index) => {
    const other = published[index];
    if (name === undefined || other?.name !== name) return [];
    const cut = (text: string) => blocksOf(canonicalReferences(stripMarks(text), profile));
    return hunksOf(cut(marked), cut(other.marked)).flatMap((hunk) => entriesOf(name, hunk, image));
  });
}

interface Hunk {
  before: Block[];
  after: Block[];
}

function hunksOf(before: readonly Block[], after: readonly Block[]): Hunk[] {
  const hunks: Hunk[] = [];
  let last: Block[] = [];
  const parts = diffArrays([...before], [...after], { comparator: (a, b) => sayOf(a) === sayOf(b) });
  for (const [index, { added, removed, value }] of parts.entries()) {
    if (!added && !removed) {
      last = value;
      continue;
    }
    const isNew = !parts[index - 1]?.added && !parts[index - 1]?.removed;
    if (isNew) hunks.push({ before: [], after: [] });
    const hunk = hunks.at(-1);
    (added ? hunk?.after : hunk?.before)?.push(...value);
    const next = parts[index + 1];
    if (!hunk || next?.added || next?.removed || (hunk.before.length > 0 && hunk.after.length > 0)) continue;
    // An entry has words on both sides.
    const [neighbour, at] = last.length > 0 ? [last.at(-1), 0] : [next?.value[0], Infinity];
    for (const side of neighbour ? [hunk.before, hunk.after] : []) side.splice(at, 0, neighbour as Block);
  }
  return hunks;
}

const sayOf = ({ kind, indent, text }: Block): string => `${kind} ${indent} ${text}`;

function entriesOf(section: string, { before, after }: Hunk, image: string): DriftEntry[] {
  const isEach = before.length === after.length && before.every(({ kind }, index) => kind === after[index]?.kind);
  const pairs = isEach
    ? before.map((block, index) => [[block], after.slice(index, index + 1)] as const)
    : [[before, after] as const];
  return pairs.flatMap(([from, to]) => {
    const [shared, published] = [runText(from), runText(to)];
    const [first] = from;
    if (!first || shared === published) return [];
    return { section, block: first.hint, kind: driftKind(shared, published, image), shared, published };
  });
}
