import { compareFindings, type Finding, placeOf, type Severity } from "./finding.ts";

/** A finding, and what mends it where that is known. */
type Mendable = Finding & { readonly edits?: readonly unknown[] };

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/**
 * Tells one fact once: findings of one rule that say the same become one, with the places of the others. It is the first
 * of the worst of them. What accepts findings or mends them comes before: it is about single places.
 *
 * @param findings the findings; those without a `fact` stay as they are
 * @returns them in order, none with a `fact`
 */
export function gatherPlaces<T extends Mendable>(findings: readonly T[]): T[] {
  const facts = new Map<string, T[]>();
  for (const finding of findings.toSorted(compareFindings)) {
    const key = finding.fact === undefined ? `alone ${facts.size}` : `${finding.code} ${finding.fact}`;
    const known = facts.get(key);
    if (known) known.push(finding);
    else facts.set(key, [finding]);
  }
  return [...facts.values()].flatMap((same) => gathered(same) ?? []).sort(compareFindings);
}

function gathered<T extends Mendable>(same: readonly T[]): T | undefined {
  const [worst] = same.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  if (!worst) return undefined;
  const { fact: _, ...rest } = worst;
  const finding = rest as T;
  const others = same.filter((each) => each !== worst);
  if (others.length === 0) return finding;
  const edits = same.flatMap((each) => each.edits ?? []);
  return { ...finding, places: others.map(placeOf), ...(edits.length > 0 && { edits }) };
}
