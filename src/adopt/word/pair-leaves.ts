import { diffArrays } from "diff";
import type { Leaf } from "../../markdown/leaves.ts";
import { similarity, tokensOf } from "../learn/wordings.ts";

/** How much of two paragraphs must be equal for one to be a change of the other. */
const ALIKE = 0.5;
/**
 * Finds which leaf of one text each leaf of another comes from: the equal ones, and between them those that are alike.
 *
 * @param shared the leaves of the one text
 * @param wanted the leaves of the other
 * @returns by the wanted leaf's index that of the shared one; both go up together
 */
export function pairLeaves(shared: readonly Leaf[], wanted: readonly Leaf[]): Map<number, number> {
  const pairs = new Map<number, number>();
  let [i, j] = [0, 0];
  const fillGap = (toShared: number, toWanted: number) => {
    let from = i;
    for (let at = j; at < toWanted; at += 1) {
      const leaf = wanted[at];
      const tokens = tokensOf(leaf?.text ?? "");
      let best = -1;
      let ratio = ALIKE;
      for (let candidate = from; candidate < toShared; candidate += 1) {
        const other = shared[candidate];
        if (!leaf || !other || other.kind !== leaf.kind || other.indent !== leaf.indent || leaf.kind === "raw")
          continue;
        const near = leaf.kind === "rule" ? 0.6 : similarity(tokens, tokensOf(other.text), ratio);
        if (near > ratio) [best, ratio] = [candidate, near];
      }
      if (best < 0) continue;
      pairs.set(at, best);
      from = best + 1;
    }
  };
  const keyOf = ({ kind, indent, text }: Leaf) => `${kind} ${indent} ${text}`;
  for (const part of diffArrays(shared.map(keyOf), wanted.map(keyOf))) {
    if (part.added || part.removed) continue;
    // The gap before an equal stretch: found by counting back from where it starts.
    const start = indexFrom(shared.map(keyOf), part.value, i);
    const startWanted = indexFrom(wanted.map(keyOf), part.value, j);
    fillGap(start, startWanted);
    part.value.forEach((_, offset) => pairs.set(startWanted + offset, start + offset));
    [i, j] = [start + part.value.length, startWanted + part.value.length];
  }
  fillGap(shared.length, wanted.length);
  return pairs;
}

function indexFrom(list: readonly string[], part: readonly string[], from: number): number {
  for (let at = from; at + part.length <= list.length; at += 1)
    if (part.every((value, offset) => list[at + offset] === value)) return at;
  return from;
}
