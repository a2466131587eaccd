import { commandLine } from "../package.ts";
import type { Problem } from "../findings/problem.ts";
import { visibleLine } from "../findings/visible.ts";
import type { DriftEntry } from "./drift-file.ts";
import type { FoundBlocks } from "./find-block.ts";
import type { LoadedDrift } from "./load-drift.ts";
import type { SectionBlocks } from "./section-blocks.ts";

/** Drift findings that many guides may have for one change of one partial: told once, with the number of guides. */
export const SHARED_CODES: ReadonlySet<string> = new Set(["drift-outdated", "drift-merged"]);

/**
 * A fact changed, and with it the shared text of an entry.
 *
 * @param entry the entry
 * @param drift its file
 * @param index which entry it is
 * @param facts the names of the facts that changed
 * @returns the problem, at the entry
 */
export function voidProblem(entry: DriftEntry, drift: LoadedDrift, index: number, facts: readonly string[]): Problem {
  return {
    code: "drift-void",
    severity: "warning",
    message: `unexpected wording “${beginning(entry.published)}”, which was published when ${listed(facts)} said something else: it is left out`,
    fix: `read what the guide says now, then run ${commandLine("drift settle --write")}`,
    file: drift.path,
    place: { line: drift.lineOf(index), column: 1 },
  };
}

/**
 * The shared text of an entry changed where the page has words of its own, or is gone.
 *
 * @param entry the entry
 * @param drift its file
 * @param index which entry it is
 * @param section the section, as it is now
 * @param found where the changed text stands; undefined where nothing of it is left
 * @returns the problem, at the line of the template
 */
export function outdatedProblem(
  entry: DriftEntry,
  drift: LoadedDrift,
  index: number,
  section: SectionBlocks | undefined,
  found?: FoundBlocks,
): Problem {
  const message = found
    ? `unexpected change where published pages have words of their own, “${beginning(entry.published)}”: they keep them`
    : `unexpected absence of the shared text “${beginning(entry.shared)}”, which published pages word otherwise`;
  return {
    code: "drift-outdated",
    severity: "warning",
    message,
    fix: `read what the guides say now, then run ${commandLine("drift settle --write")}`,
    ...placeIn(drift, index, section, found),
  };
}

/**
 * The shared text of an entry changed away from the words of the page.
 *
 * @param entry the entry
 * @param drift its file
 * @param index which entry it is
 * @param section the section, as it is now
 * @param found where the changed text stands
 * @returns the problem, at the line of the template
 */
export function mergedProblem(
  entry: DriftEntry,
  drift: LoadedDrift,
  index: number,
  section: SectionBlocks | undefined,
  found: FoundBlocks,
): Problem {
  return {
    code: "drift-merged",
    severity: "warning",
    message: `unexpected change beside words of published pages, “${beginning(entry.published)}”: both apply`,
    fix: `read what the guides say now, then run ${commandLine("drift settle --write")}`,
    ...placeIn(drift, index, section, found),
  };
}

/** The line of the template; the entry where the section is gone. */
function placeIn(
  drift: LoadedDrift,
  index: number,
  section: SectionBlocks | undefined,
  found: FoundBlocks | undefined,
): Pick<Problem, "file" | "place"> {
  const origin = section?.templateLine(found);
  return origin
    ? { file: origin.file, place: { line: origin.line, column: 1 } }
    : { file: drift.path, place: { line: drift.lineOf(index), column: 1 } };
}

/** So many words tell a text. */
function beginning(text: string): string {
  const words = visibleLine(text.replace(/\s+/g, " ").trim()).split(" ");
  return words.length > 8 ? `${words.slice(0, 8).join(" ")} …` : words.join(" ");
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "a fact") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
