import { DRIFT_KINDS, type DriftEntry, type DriftKind } from "./drift-file.ts";

/** An entry of a guide. */
export interface GuideEntry extends DriftEntry {
  /** Which guide has it: its index. */
  readonly guide: number;
  /** The template and the line that its shared text came from, as findings name them; undefined where it is gone. */
  readonly source: string | undefined;
}

/** A wording that published pages have of a block. */
export interface Wording {
  readonly published: string;
  readonly kind: DriftKind;
  readonly guides: readonly number[];
  /** How many lines of pages change where it is dropped. */
  readonly lines: number;
}

/** A block of shared text that published pages word otherwise. */
export interface DriftedBlock {
  readonly section: string;
  readonly shared: string;
  readonly source: string | undefined;
  /** Those of most guides first. */
  readonly wordings: readonly Wording[];
}

/** What it would change to drop all entries of a kind, of a section, or of both. */
export interface Step {
  /** All sections where left out. */
  readonly section?: string;
  readonly kind: DriftKind;
  readonly entries: number;
  readonly guides: number;
  readonly lines: number;
}

/**
 * Puts entries together that say the same.
 *
 * @param entries the entries of all guides
 * @param linesOf how many lines change in a page that drops an entry
 * @returns the blocks by section, those with the most entries first
 */
export function driftedBlocks(
  entries: readonly GuideEntry[],
  linesOf: (shared: string, published: string) => number,
): readonly DriftedBlock[] {
  const blocks = groupBy(entries, ({ section, shared }) => JSON.stringify([section, shared])).map((own) => ({
    section: own[0].section,
    shared: own[0].shared,
    source: own.find(({ source }) => source !== undefined)?.source,
    wordings: groupBy(own, ({ kind, published }) => JSON.stringify([kind, published]))
      .map((same) => ({
        published: same[0].published,
        kind: same[0].kind,
        guides: same.map(({ guide }) => guide),
        lines: same.length * linesOf(same[0].shared, same[0].published),
      }))
      .sort((a, b) => b.guides.length - a.guides.length),
  }));
  const inSection = new Map(groupBy(entries, ({ section }) => section).map((own) => [own[0].section, own.length]));
  return blocks.sort(
    (a, b) =>
      (inSection.get(b.section) ?? 0) - (inSection.get(a.section) ?? 0) ||
      (a.section < b.section ? -1 : a.section > b.section ? 1 : entriesOf(b) - entriesOf(a)),
  );
}

/**
 * Lists the steps of paying off.
 *
 * @param blocks what {@link driftedBlocks} gave
 * @returns a step for each kind, then one for each kind of each section
 */
export function stepsOf(blocks: readonly DriftedBlock[]): readonly Step[] {
  const sections = groupBy(blocks, ({ section }) => section);
  return [blocks, ...sections].flatMap((own) =>
    DRIFT_KINDS.flatMap((kind): Step[] => {
      const wordings = own.flatMap((block) => block.wordings).filter((wording) => wording.kind === kind);
      const guides = wordings.flatMap((wording) => wording.guides);
      if (guides.length === 0) return [];
      const lines = wordings.reduce((sum, wording) => sum + wording.lines, 0);
      const section = own === blocks ? undefined : own[0]?.section;
      return [
        {
          ...(section !== undefined && { section }),
          kind,
          entries: guides.length,
          guides: new Set(guides).size,
          lines,
        },
      ];
    }),
  );
}

/**
 * Counts the entries of a block.
 *
 * @param block the block
 * @returns their number
 */
export const entriesOf = ({ wordings }: DriftedBlock): number =>
  wordings.reduce((sum, { guides }) => sum + guides.length, 0);

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
