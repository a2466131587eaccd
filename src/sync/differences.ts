import { compareFact, formatValue } from "./compare.ts";
import { factsAbout } from "./conditional.ts";
import type { FactsFor } from "./fact.ts";
import type { DescriptorReport, ThingFacts } from "./fact-schema.ts";
import { keeperOf, keptFacts, readDescriptor } from "./read-descriptor.ts";
import type { SyncedSnapshot } from "./snapshot.ts";

type Difference = DescriptorReport["differences"][number];

/** A valid descriptor, and what its snapshot holds; undefined where there is none. */
export interface WrittenDescriptor {
  readonly file: string;
  readonly text: string;
  readonly snapshot: string | undefined;
}

/** What the definitions say, as a descriptor and its snapshot state it. */
interface Defined {
  readonly factsFor: FactsFor;
  readonly syncSnapshot: (text: string, snapshot: string | undefined) => SyncedSnapshot | undefined;
}

/**
 * Adds to what is known of a thing how its descriptor and its snapshot differ.
 *
 * @param report what is known of it
 * @param descriptor its descriptor; without one, nothing is added
 * @param defined what the definitions say
 */
export function withDifferences(
  report: ThingFacts,
  descriptor: WrittenDescriptor | undefined,
  { factsFor, syncSnapshot }: Defined,
): ThingFacts {
  if (!descriptor) return report;
  const { file, text, snapshot } = descriptor;
  return {
    ...report,
    descriptor: { file, differences: differencesOf(text, factsFor, syncSnapshot(text, snapshot)) },
  };
}

/**
 * Where a descriptor and its snapshot say otherwise than the definitions, those facts included that its author keeps.
 *
 * @param text a valid descriptor
 * @param factsFor what the definitions say
 * @param snapshot what its snapshot is to be, where it has one
 * @returns a difference a fact
 */
function differencesOf(text: string, factsFor: FactsFor, snapshot?: SyncedSnapshot): Difference[] {
  const descriptor = readDescriptor(text);
  const kept = keptFacts(descriptor);
  const keepOf = (name: string) => {
    const keeper = keeperOf(kept, name);
    return keeper === undefined ? {} : { keep: kept[keeper] };
  };
  const own = factsAbout(descriptor, factsFor).flatMap((fact): Difference[] => {
    const verdict = compareFact(descriptor, fact);
    if (!verdict) return [];
    // Who is right, is not the descriptor's to say; the fact itself names both.
    if ("affirming" in verdict) return [];
    const isOutdated = "to" in verdict;
    const says = isOutdated ? verdict.from && formatValue(verdict.from) : verdict.value;
    const status = isOutdated ? "outdated" : "denied";
    return [{ fact: fact.name, status, ...(says !== undefined && { says }), ...keepOf(fact.name) }];
  });
  const { outdated = [], kept: keptThere = [] } = snapshot ?? {};
  const further = [...outdated, ...keptThere].map((fact): Difference => ({
    fact,
    status: "outdated",
    ...keepOf(fact),
  }));
  return [...own, ...further];
}
