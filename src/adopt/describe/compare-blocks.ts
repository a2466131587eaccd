import type { Leaf } from "../../markdown/leaves.ts";
import { readRow } from "../../markdown/table-row.ts";
import { similarityOfWords, wordsOf } from "../../markdown/similarity.ts";

/** How a published section differs from the shared one, block by block; the numbers are places in the two lists. */
export type BlockDifference =
  | { readonly kind: "same" | "reworded"; readonly shared: number; readonly published: number }
  | { readonly kind: "left out"; readonly shared: number }
  | { readonly kind: "added"; readonly published: number };

/** Blocks that have less in common say different things. */
const ALIKE = 0.5;

/**
 * Aligns the blocks of a published section with those of the shared one, so that as many words as can be are the same.
 *
 * @param shared the shared section's blocks
 * @param published the published section's blocks
 * @returns the differences in the order of the text
 */
export function compareBlocks(shared: readonly Leaf[], published: readonly Leaf[]): BlockDifference[] {
  const [rows, columns] = [shared.length, published.length];
  const others = published.map(withWords);
  const gains = shared.map(withWords).map((from) => others.map((to) => likeness(from, to)));
  // A section keeps its heading, whatever it says.
  const areHeads = shared[0]?.kind === "heading" && published[0]?.kind === "heading";
  const gain = (row: number, column: number) => (areHeads && row + column === 0 ? 2 : (gains[row]?.[column] ?? 0));
  // best[row][column]: the most that can be kept of what follows.
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const at = (row: number, column: number) => best[row]?.[column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      (best[row] as Float64Array)[column] = Math.max(
        at(row + 1, column),
        at(row, column + 1),
        gain(row, column) + at(row + 1, column + 1),
      );
  const differences: BlockDifference[] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    const both = row < rows && column < columns ? gain(row, column) : 0;
    if (both > 0 && at(row, column) === both + at(row + 1, column + 1)) {
      const kind = isSame(shared[row], published[column]) ? "same" : "reworded";
      differences.push({ kind, shared: row, published: column });
      [row, column] = [row + 1, column + 1];
    } else if (row < rows && (column >= columns || at(row, column) === at(row + 1, column))) {
      differences.push({ kind: "left out", shared: row });
      row += 1;
    } else {
      differences.push({ kind: "added", published: column });
      column += 1;
    }
  }
  return differences;
}

function isSame(a: Leaf | undefined, b: Leaf | undefined): boolean {
  return a?.text === b?.text && a?.indent === b?.indent && a?.gap === b?.gap;
}

type ComparedBlock = Leaf & { readonly words: readonly string[] };

/** A block is compared with many others. */
const withWords = (block: Leaf): ComparedBlock => ({ ...block, words: wordsOf(block.text) });

/** What two blocks have in common: 0 for blocks that say different things. */
function likeness(a: ComparedBlock, b: ComparedBlock): number {
  if (isCode(a) !== isCode(b) || (a.kind === "heading") !== (b.kind === "heading")) return 0;
  if ((a.kind === "row") !== (b.kind === "row") || (a.kind === "rule") !== (b.kind === "rule")) return 0;
  if (a.text === b.text) return 2;
  // A row is about what its first cell names.
  if (a.kind === "row" && rowSubject(a.text) !== rowSubject(b.text)) return 0;
  if (a.kind === "row" || a.kind === "rule") return 1;
  return similarityOfWords(a.words, b.words, ALIKE);
}

const isCode = ({ kind }: Leaf) => kind === "code";

/**
 * Reads the first cell of a table's row.
 *
 * @param row the row, `| Ports | … |`
 * @returns what the row is about
 */
export function rowKey(row: string): string {
  return readRow(row)[0] ?? row;
}

/** What a row is about, however it spells it: `Non-root user` and `Nonroot user`. */
function rowSubject(row: string): string {
  const key = rowKey(row);
  return key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "") || key;
}
