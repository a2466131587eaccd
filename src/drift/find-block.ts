import { LEAST_SIMILARITY, similarity } from "../markdown/similarity.ts";
import type { Block } from "./blocks.ts";

export { similarity };

/** What each place counts by which a block stands away from where it stood: it decides between equals only. */
const AWAY = 0.001;

/** Where a text stands among blocks. */
export interface FoundBlocks {
  /** The first block. */
  readonly index: number;
  /** How many blocks it is. */
  readonly count: number;
  /** Whether they say just this; else they are the most similar ones. */
  readonly exact: boolean;
}

/**
 * Finds the blocks that say a text.
 *
 * @param blocks the blocks of a section
 * @param wanted the text, cut to blocks
 * @param hint where it stood: the number of its first block from 1, or a row's first cell
 * @returns the blocks that say just this, the nearest to the hint where there are several; else as many as are most
 *   similar, of the same kind; undefined where none is similar
 */
export function findBlock(
  blocks: readonly Block[],
  wanted: readonly Block[],
  hint: number | string,
): FoundBlocks | undefined {
  return findExact(blocks, wanted, hint) ?? findSimilar(blocks, wanted, hint);
}

/**
 * Finds the blocks that say just a text.
 *
 * @param blocks as {@link findBlock}
 * @param wanted as {@link findBlock}
 * @param hint as {@link findBlock}
 * @returns the blocks; undefined where there are none
 */
export function findExact(
  blocks: readonly Block[],
  wanted: readonly Block[],
  hint: number | string,
): FoundBlocks | undefined {
  const [first] = wanted;
  if (!first) return undefined;
  const indexes = [...blocks.keys()].filter((index) =>
    wanted.every((block, offset) => {
      const other = blocks[index + offset];
      return other?.key === block.key && (wanted.length === 1 || kindOf(other) === kindOf(block));
    }),
  );
  const index = nearest(blocks, indexes, hint);
  return index === undefined ? undefined : { index, count: wanted.length, exact: true };
}

function findSimilar(
  blocks: readonly Block[],
  wanted: readonly Block[],
  hint: number | string,
): FoundBlocks | undefined {
  const place = placeOf(blocks, hint);
  let best: { readonly index: number; readonly score: number } | undefined;
  for (let index = 0; index + wanted.length <= blocks.length; index += 1) {
    const run = blocks.slice(index, index + wanted.length);
    if (wanted.some((block, offset) => kindOf(block) !== kindOf(run[offset]))) continue;
    const score = similarity(textOf(run), textOf(wanted)) - (place === undefined ? 0 : AWAY * Math.abs(index - place));
    if (score >= LEAST_SIMILARITY && (!best || score > best.score)) best = { index, score };
  }
  return best && { index: best.index, count: wanted.length, exact: false };
}

/** What must be alike of two blocks so that one can be the other reworded. */
function kindOf(block: Block | undefined): string | undefined {
  return block?.kind === "item" ? (/^\d/.test(block.text) ? "ordered item" : "item") : block?.kind;
}

const textOf = (blocks: readonly Block[]): string => blocks.map(({ text }) => text).join("\n");

function nearest(blocks: readonly Block[], indexes: readonly number[], hint: number | string): number | undefined {
  const place = placeOf(blocks, hint);
  if (place === undefined) return indexes[0];
  return indexes.reduce<number | undefined>(
    (best, index) => (best === undefined || Math.abs(index - place) < Math.abs(best - place) ? index : best),
    undefined,
  );
}

/** The index that a hint means; undefined for a row that is not there. */
function placeOf(blocks: readonly Block[], hint: number | string): number | undefined {
  const index = blocks.findIndex((block) => String(block.hint) === String(hint));
  if (index >= 0) return index;
  return typeof hint === "number" ? hint - 1 : undefined;
}
