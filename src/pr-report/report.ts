import type { Finding } from "../findings/finding.ts";
import { plural } from "../findings/plural.ts";
import { changeSections } from "./change-section.ts";
import { driftSection, type DriftChange } from "./drift-section.ts";
import { findingSection } from "./finding-section.ts";
import { type ChangeGroup, groupChanges } from "./group-changes.ts";
import { codeSpan } from "./markdown.ts";
import type { ReportedPage } from "./page.ts";
import { pageSection } from "./page-section.ts";
import { type ProjectState, stateSection } from "./state-section.ts";

/** What a change does. */
export interface Change {
  /** What it is compared with, as the user called it. */
  readonly base: string;
  readonly pages: readonly ReportedPage[];
  readonly newFindings: readonly Finding[];
  readonly goneFindings: readonly Finding[];
  readonly drift: DriftChange;
  /** What could not be made, or is not built. */
  readonly state?: ProjectState | undefined;
}

/** By which actions that keep one comment up to date find it. */
const MARKER = "<!-- dhi-guides pr-report -->";

/** GitHub takes 65,536 characters; what posts the comment may add some. */
export const MOST_CHARACTERS = 65_000;

/**
 * Tells a reviewer what a change does to pages.
 *
 * @param change both sides of it
 * @returns Markdown, of not more than {@link MOST_CHARACTERS}, whatever the change
 */
export function changeReport(change: Change): string {
  const { pages, newFindings, goneFindings, drift, base } = change;
  const groups = groupChanges(pages);
  const head = [
    MARKER,
    "## What this change does to the pages",
    `${summary(change, groups)}\nCompared with ${codeSpan(base, 100)}.`,
    ...[change.state ? stateSection(change.state) : ""].filter((section) => section !== ""),
  ].join("\n\n");
  const around = [
    findingSection("New findings", newFindings, false, pages),
    findingSection("Findings that are gone", goneFindings, true, pages),
    driftSection(drift),
    pageSection(pages),
  ].filter((section) => section !== "");
  const room = MOST_CHARACTERS - head.length - around.reduce((sum, section) => sum + section.length + 2, 0) - 2;
  return `${[head, ...changeSections(groups, room), ...around].join("\n\n")}\n`;
}

function summary({ pages, newFindings, goneFindings, drift }: Change, groups: readonly ChangeGroup[]): string {
  const count = (is: (page: ReportedPage) => boolean) => pages.filter(is).length;
  const changed = count(
    ({ before, after }) => before !== undefined && after !== undefined && before.text !== after.text,
  );
  const moved = count((page) => page.moved !== undefined);
  const added = count(({ before }) => before === undefined);
  const removed = count(({ after }) => after === undefined);
  const parts = [
    [changed, `**${plural(changed, "page")} changed**`],
    [moved, `**${plural(moved, "page")} moved or renamed**`],
    [added, `**${plural(added, "page")} added**`],
    [removed, `**${plural(removed, "page")} removed**`],
  ] as const;
  const told = parts.flatMap(([number, words]) => (number > 0 ? [words] : []));
  const others = [
    newFindings.length > 0 ? `${plural(newFindings.length, "new finding")}` : "",
    goneFindings.length > 0 ? `${plural(goneFindings.length, "finding")} gone` : "",
    drift.paid.length > 0 ? `${plural(drift.paid.length, "block")} of drift paid off` : "",
    drift.added.length > 0 ? `${plural(drift.added.length, "block")} of drift more` : "",
  ].filter((words) => words !== "");
  return `${[...(told.length > 0 ? told : ["No page changes"]), ...others].join(", ")}.${waysWords(groups, changed)}`;
}

/** In how many ways pages change, of which the reader sees the commonest first. */
function waysWords(groups: readonly ChangeGroup[], changed: number): string {
  const [first] = groups;
  if (!first || changed < 2) return "";
  const commonest = first.pages.length;
  // It stands right below.
  if (groups.length === 1) return commonest === changed ? " The same change is in all of the changed pages." : "";
  const own = new Set(groups.flatMap(({ pages }) => (pages.length === 1 ? pages : []))).size;
  return ` ${[
    `Pages change in ${groups.length} ways`,
    ...(commonest > 1 ? [`the commonest, in ${plural(commonest, "page")}: ${inWords(first)}`] : []),
    ...(own > 0 ? [`${plural(own, "page")} ${own === 1 ? "has changes of its" : "have changes of their"} own`] : []),
  ].join("; ")}.`;
}

function inWords({ example: { removed, added } }: ChangeGroup): string {
  const [before, after] = [removed, added].map((text) => codeSpan(text, 80));
  if (removed === "" && added === "") return "only blanks and line breaks differ";
  if (removed === "") return `${after} is new`;
  return added === "" ? `${before} is gone` : `${before} becomes ${after}`;
}
