import type { Finding } from "../findings/finding.ts";

/**
 * Findings that a catalog starts with. They are known by file, rule and message, not by line, so that a guide may grow
 * above them; and counted, so that one more of the same is new.
 */
export type Baseline = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** One line of a baseline. */
export interface BaselineEntry {
  readonly file: string;
  /** The rule, and the message. */
  readonly key: string;
  readonly count: number;
}

/** Makes a baseline of all findings of a run, and of entries of an older one. */
export function makeBaseline(findings: readonly Finding[], entries: readonly BaselineEntry[] = []): Baseline {
  const baseline: Record<string, Record<string, number>> = {};
  for (const finding of findings) {
    const counts = (baseline[finding.file] ??= {});
    const key = keyOf(finding);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  for (const { file, key, count } of entries) (baseline[file] ??= {})[key] = count;
  return baseline;
}

/** The entries of a baseline, one by one. */
export function entriesOf(baseline: Baseline): BaselineEntry[] {
  return Object.entries(baseline).flatMap(([file, counts]) =>
    Object.entries(counts).map(([key, count]) => ({ file, key, count })),
  );
}

/**
 * Leaves out the findings that a baseline holds.
 *
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

/**
 * Finds entries of a baseline that match fewer findings than they count: they would hide a fault that comes back.
 *
 * @returns the entries, and how many findings each matches
 */
export function unusedEntries(
  findings: readonly Finding[],
  baseline: Baseline,
): (BaselineEntry & { readonly found: number })[] {
  const now = makeBaseline(findings);
  return entriesOf(baseline)
    .map((entry) => ({ ...entry, found: now[entry.file]?.[entry.key] ?? 0 }))
    .filter(({ found, count }) => found < count);
}

/** Writes a baseline as JSON that merges well: sorted, one finding a line. */
export function formatBaseline(baseline: Baseline): string {
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = entriesOf(baseline).sort((a, b) => compare(a.file, b.file) || compare(a.key, b.key));
  return `${JSON.stringify(makeBaseline([], sorted), undefined, 2)}\n`;
}

/**
 * Reads what `formatBaseline` wrote.
 *
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
