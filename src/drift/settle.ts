import type { EntryOutcome } from "./apply-drift.ts";
import { runText } from "./blocks.ts";
import type { DriftEntry, DriftFile } from "./drift-file.ts";
import { driftKind } from "./drift-kind.ts";

/**
 * Takes over what a build made of drift: entries that are void or whose shared text is gone go, those that were merged say
 * what the shared text says now. The guide stays as it is.
 *
 * @param file the drift file
 * @param outcomes what became of its entries
 * @param facts the facts that the descriptor states now
 * @param image the image's name
 * @returns the file that gives the same guide without a finding
 */
export function settledDrift(
  file: DriftFile,
  outcomes: readonly EntryOutcome[],
  facts: DriftFile["facts"],
  image: string,
): DriftFile {
  const entries = outcomes.flatMap(({ entry, outcome }): DriftEntry[] => {
    if (outcome.kind === "void" || outcome.kind === "gone") return [];
    if (!("shared" in outcome)) return [entry];
    const shared = runText(outcome.shared);
    const { text: published } = outcome;
    const block = outcome.shared[0]?.hint ?? entry.block;
    return shared === published
      ? []
      : [{ ...entry, block, kind: driftKind(shared, published, image), shared, published }];
  });
  return { ...file, facts, entries };
}
