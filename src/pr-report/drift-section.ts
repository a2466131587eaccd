import { plural } from "../findings/plural.ts";
import { codeSpan, folded } from "./markdown.ts";
import { listed } from "./listed.ts";

/** A block of shared text that a page words otherwise. */
export interface DriftBlock {
  /** The page, as people call it. */
  readonly page: string;
  readonly section: string;
}

/** Which of them a change takes away, and which it brings. */
export interface DriftChange {
  readonly paid: readonly DriftBlock[];
  readonly added: readonly DriftBlock[];
}

/** Counts drift that is paid off, and drift that is new, by sections. */
export function driftSection({ paid, added }: DriftChange): string {
  if (paid.length + added.length === 0) return "";
  return [
    "### Drift",
    ...(paid.length > 0 ? [told("paid off", paid)] : []),
    ...(added.length > 0 ? [told("new", added)] : []),
  ].join("\n\n");
}

function told(what: string, blocks: readonly DriftBlock[]): string {
  const counts = new Map<string, number>();
  for (const { section } of blocks) counts.set(section, (counts.get(section) ?? 0) + 1);
  const sections = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([section, count]) => `${codeSpan(section, 60)} ${count}`);
  const pages = [...new Set(blocks.map(({ page }) => page))];
  return folded(
    `${plural(blocks.length, "block")} of drift ${what} in ${plural(pages.length, "page")}`,
    `By section: ${listed(sections, 1000)}\n\n${listed(
      pages.map((page) => codeSpan(page, 100)),
      2000,
    )}`,
  );
}
