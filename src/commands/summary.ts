import type { Counts } from "../build/choose-guides.ts";
import type { Finding } from "../findings/finding.ts";
import { firstNames } from "../findings/suggest.ts";
import { plural } from "../findings/plural.ts";

/** The one line that ends a run: `2 pages: 1 changed, 1 same, 0 errors in 0.2 s`; with its warnings, if there are any. */
export function summarize(counts: Counts, findings: readonly Finding[], started: number): string {
  const parts = (["new", "changed", "same", "removed", "failed"] as const)
    .filter((key) => counts[key] > 0)
    .map((key) => `${counts[key]} ${key}`);
  const count = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  const warnings = count("warning");
  const list = [...parts, plural(count("error"), "error"), ...(warnings > 0 ? [plural(warnings, "warning")] : [])].join(
    ", ",
  );
  return `${plural(counts.pages, "page")}: ${list} in ${secondsSince(started)} s`;
}

/** Counts the pages that a build removed, and names whose they are: `2 removed: app`. */
export function removedLine(names: readonly string[]): string {
  return `${names.length} removed: ${firstNames([...new Set(names)])}`;
}

/** How many seconds have gone since a time of `performance.now()`, with one decimal. */
export function secondsSince(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1);
}

/**
 * Says how much drift there is.
 *
 * @param count the entries, and the guides that have them
 * @returns a line; "" where there is none
 */
export function driftLine({ entries, guides }: { readonly entries: number; readonly guides: number }): string {
  if (entries === 0) return "";
  const words = entries === 1 ? "1 block of shared text is" : `${entries} blocks of shared text are`;
  return `drift: ${words} worded otherwise in ${plural(guides, "guide")}\n`;
}
