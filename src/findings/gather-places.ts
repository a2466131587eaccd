import { compareFindings, type Finding, placeOf, type Severity } from "./finding.ts";

/** A finding, and what mends it where that is known. */
type Mendable = Finding & { readonly edits?: readonly unknown[] };

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/**
 * Tells one fact once: findings of one rule that say the same become the first of them, with the places of the others.
 * It is as bad as the worst of them. What accepts findings or mends them comes before: it is about single places.
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
  return [...facts.values()].flatMap(([first, ...others]) => (first ? [gathered(first, others)] : []));
}

function gathered<T extends Mendable>({ fact: _, ...first }: T, others: readonly T[]): T {
  const finding = first as T;
  if (others.length === 0) return finding;
  const edits = [finding, ...others].flatMap((each) => each.edits ?? []);
  const severities = [finding, ...others].map(({ severity }) => severity).sort((a, b) => RANK[a] - RANK[b]);
  return { ...finding, severity: severities[0], places: others.map(placeOf), ...(edits.length > 0 && { edits }) };
}
