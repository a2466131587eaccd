import type { Leaf } from "../../markdown/leaves.ts";
import type { BlockDifference } from "./compare-blocks.ts";

/** Runs of blocks that stand in another shape: nested otherwise, or in paragraphs where a list was. */
export interface ReshapedBlocks {
  /** By the place of its first difference: the places of its blocks in both texts. */
  readonly runs: ReadonlyMap<number, readonly (readonly [shared: number, published: number])[]>;
  /** The places of the other differences in runs. */
  readonly others: ReadonlySet<number>;
}

/**
 * Finds the runs of blocks that stand in another shape.
 *
 * @param differences how the texts differ
 * @param shared the shared section's blocks
 * @param published the published section's blocks
 * @returns the runs
 */
export function findReshaped(
  differences: readonly BlockDifference[],
  shared: readonly Leaf[],
  published: readonly Leaf[],
): ReshapedBlocks {
  const runs = new Map<number, [number, number][]>();
  const others = new Set<number>();
  let run: [number, number][] | undefined;
  differences.forEach((difference, index) => {
    const isPair = difference.kind === "same" || difference.kind === "reworded";
    const [from, to] = isPair ? [shared[difference.shared], published[difference.published]] : [];
    const isReshaped = isPair && shapeOf(from) !== shapeOf(to);
    if (!isPair || !isReshaped) {
      run = undefined;
      return;
    }
    if (run) others.add(index);
    else {
      runs.set(index, (run = []));
      const before = differences[index - 1];
      // What stands before a block, or does not, is told with the block before.
      if (from?.gap !== to?.gap && before && (before.kind === "same" || before.kind === "reworded")) {
        runs.delete(index);
        runs.set(index - 1, run);
        others.add(index);
        run.push([before.shared, before.published]);
      }
    }
    run.push([difference.shared, difference.published]);
  });
  return { runs, others };
}

function shapeOf(leaf: Leaf | undefined): string {
  return leaf ? `${leaf.indent} ${leaf.gap} ${/^(?:[-*+]|\d+[.)]) /.exec(leaf.text)?.[0] ?? ""}` : "";
}
