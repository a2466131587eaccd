import type { Finding } from "../findings/finding.ts";

/**
 * Findings that a catalog starts with. They are known by file, rule and message, not by line, so that a guide may grow
 * above them; and counted, so that one more of the same is new.
 */
export type Baseline = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * Makes a baseline of findings.
 *
 * @param findings all findings of a run
 * @returns the baseline
 */
export function makeBaseline(findings: readonly Finding[]): Baseline {
  const baseline: Record<string, Record<string, number>> = {};
  for (const finding of findings) {
    const file = (baseline[finding.file] ??= {});
    file[keyOf(finding)] = (file[keyOf(finding)] ?? 0) + 1;
  }
  return baseline;
}

/**
 * Leaves out the findings that a baseline holds.
 *
 * @param findings all findings of a run, in order
 * @param baseline what the catalog started with
 * @returns those that are new; where there is one more of a kind, the last is
 */
export function withoutBaseline<T extends Finding>(findings: readonly T[], baseline: Baseline): T[] {
  const left = new Map<string, number>();
  return findings.filter((finding) => {
    const key = JSON.stringify([finding.file, keyOf(finding)]);
    const known = left.get(key) ?? baseline[finding.file]?.[keyOf(finding)] ?? 0;
    left.set(key, Math.max(0, known - 1));
    return known === 0;
  });
}

/** One line of a baseline. */
export interface BaselineEntry {
  readonly file: string;
  /** The rule, and the message. */
  readonly key: string;
  readonly count: number;
}

/**
 * Finds entries of a baseline that match fewer findings than they count: they would hide a fault that comes back.
 *
 * @param findings all findings of a run
 * @param baseline what the catalog started with
 * @returns the entries, and how many findings each matches
 */
export function unusedEntries(
  findings: readonly Finding[],
  baseline: Baseline,
): (BaselineEntry & { readonly found: number })[] {
  const now = makeBaseline(findings);
  return Object.entries(baseline).flatMap(([file, entries]) =>
    Object.entries(entries).flatMap(([key, count]) => {
      const found = now[file]?.[key] ?? 0;
      return found < count ? [{ file, key, count, found }] : [];
    }),
  );
}

/**
 * Adds entries to a baseline.
 *
 * @param baseline a baseline
 * @param entries what it does not hold yet
 * @returns the two together
 */
export function withEntries(baseline: Baseline, entries: readonly BaselineEntry[]): Baseline {
  const all: Record<string, Record<string, number>> = { ...baseline };
  for (const { file, key, count } of entries) all[file] = { ...all[file], [key]: count };
  return all;
}

/**
 * Writes a baseline as text that merges well: sorted, one finding a line.
 *
 * @param baseline a baseline
 * @returns JSON
 */
export function formatBaseline(baseline: Baseline): string {
  const sorted = Object.fromEntries(
    Object.keys(baseline)
      .sort()
      .map((file) => [
        file,
        Object.fromEntries(Object.entries(baseline[file] ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))),
      ]),
  );
  return `${JSON.stringify(sorted, undefined, 2)}\n`;
}

/**
 * Reads a baseline.
 *
 * @param text what `formatBaseline` wrote
 * @returns the baseline
 * @throws SyntaxError where the text is no baseline
 */
export function parseBaseline(text: string): Baseline {
  const value: unknown = JSON.parse(text);
  const isCounts = (counts: unknown) =>
    typeof counts === "object" && counts !== null && Object.values(counts).every((count) => Number.isInteger(count));
  if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.values(value).every(isCounts)) {
    throw new SyntaxError("expected an object of files, each with its findings and their number");
  }
  return value as Baseline;
}

/** Sources move when definitions do: what stands in brackets at the end of a message is no part of the key. */
function keyOf({ code, message }: Finding): string {
  return `${code}: ${message.replace(/ \([^()]*: [\w.-]+(?:, and \d+ more)?\)/g, "")}`;
}
