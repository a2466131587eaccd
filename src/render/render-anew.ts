import type { Problem } from "../diagnostics/problem.ts";
import type { Guide } from "../guide/model.ts";
import type { OutlineSection } from "./outline.ts";
import type { ParsedTemplate } from "./parse-template.ts";
import { callersOf } from "./partial-calls.ts";
import { modelWithParts, renderSection } from "./render.ts";
import type { RenderedSection } from "./rendered-section.ts";
import { settleOutline, shownSections, type PlacedSection } from "./settle-outline.ts";
import type { Templates } from "./templates.ts";
import { printsUseCases } from "./use-case-parts.ts";

/** What the changes of some partials reach. */
export interface Reach {
  /** The partials that may word anything otherwise now: those that changed, and all that call them. */
  readonly partials: ReadonlySet<string>;
  /** The partials that print the use cases, which may hold the words of others. */
  readonly printers: ReadonlySet<string>;
}

/**
 * Finds what the changes of partials reach.
 *
 * @param changed the names of the partials
 * @param partials all partials, by name
 * @returns what may be worded otherwise
 */
export function reachOf(changed: ReadonlySet<string>, partials: ReadonlyMap<string, ParsedTemplate>): Reach {
  const printers = [...partials.values()].filter((template) => printsUseCases(template, partials));
  return { partials: callersOf(changed, partials), printers: new Set(printers.map(({ name }) => name)) };
}

/** The sections of a guide, of which some were worded anew. */
export interface RenderedAnew {
  /** In their order; undefined for those that are as they were. */
  readonly sections: readonly (RenderedSection | undefined)[];
  /** The files of the templates that have a say in the guide. */
  readonly templates: readonly string[];
}

/**
 * Words those sections of a guide anew that the changes of partials reach.
 *
 * @param guide what the guide says, as it did
 * @param templates the project's templates, the layouts of which are as they were
 * @param reach what may be worded otherwise
 * @param joined for each section as it was, whether it was spelled together with the one before it: such ones are all
 *   worded anew, or none
 * @returns the sections; undefined where there are others, or a problem
 */
export function renderAnew(
  guide: Guide,
  templates: Templates,
  reach: Reach,
  joined: readonly boolean[],
): RenderedAnew | undefined {
  const isWordedAnew = (section: OutlineSection) => isReached(section, reach.partials);
  const settled = settleOutline(guide, templates);
  if ("problems" in settled) return undefined;
  const placed = shownSections(settled.outline, guide.model);
  if (placed.length !== joined.length) return undefined;
  const { parts } = settled;
  // What parts of use cases say is changed by their partials, and by any that comes to print the use cases, or ceases to:
  // the level of their headings is that of the first one that does.
  const mayHaveOtherParts = parts.length > 0 && [...parts, ...placed.map(({ section }) => section)].some(isWordedAnew);
  const reached = placed.map(
    ({ section }) => isWordedAnew(section) || (mayHaveOtherParts && isReached(section, reach.printers)),
  );
  const problems: Problem[] = [];
  // Parts are worded even where no section prints them: something may be wrong with them now.
  const isNeeded = mayHaveOtherParts || reached.includes(true);
  const model = isNeeded ? modelWithParts(guide, parts, templates, problems) : guide.model;
  const sections = spread(reached, joined).map((isAnew, index) =>
    isAnew ? renderSection(placed[index] as PlacedSection, model, templates, problems) : undefined,
  );
  return problems.length > 0 ? undefined : { sections, templates: settled.files };
}

function isReached(section: OutlineSection, partials: ReadonlySet<string>): boolean {
  return section.kind === "partial" && partials.has(section.call.partial);
}

/** Which sections are reached, or joined to one that is. */
function spread(reached: readonly boolean[], joined: readonly boolean[]): boolean[] {
  const spreading: boolean[] = [];
  for (let from = 0; from < reached.length;) {
    let to = from + 1;
    while (joined[to] === true) to += 1;
    const isReachedWithin = reached.slice(from, to).includes(true);
    for (; from < to; from += 1) spreading.push(isReachedWithin);
  }
  return spreading;
}
