import type { Problem, YamlPath } from "../findings/problem.ts";
import { oneOf } from "../findings/suggest.ts";
import type { PageContent } from "../guide/content.ts";
import type { TemplateModel } from "../guide/model.ts";
import { partialOf } from "./changes.ts";
import { checkOutline, namesBroken } from "./check-outline.ts";
import { isShown } from "./is-shown.ts";
import { applyEdits, hasEdits, type OutlineSection } from "./outline.ts";
import { printedNames, type CalledPartial } from "./partial-calls.ts";
import { numberSteps } from "./step-numbers.ts";
import type { Templates } from "./templates.ts";
import { lacksLabel } from "./when.ts";

/** Which sections a guide has, all of which can be worded. */
export interface SettledOutline {
  readonly outline: readonly OutlineSection[];
}

/**
 * Works a guide's changes into its layout.
 *
 * @param guide what the guide says
 * @param templates the project's templates
 * @returns its sections, or the problems
 */
export function settleOutline(
  guide: PageContent,
  templates: Templates,
): SettledOutline | { readonly problems: readonly Problem[] } {
  const { name } = guide.layout;
  const layout = templates.layouts.get(name);
  // A layout that has errors was reported once, when templates loaded, and not for each of its guides.
  if (!layout)
    return {
      problems: templates.layoutNames.has(name) ? [] : [unknownLayout(name, guide.layout.path, templates.layoutNames)],
    };
  const outlined = hasEdits(guide.edits) ? applyEdits({ name, sections: layout.sections }, guide.edits) : undefined;
  const outline = outlined?.outline ?? layout.outline;
  // What the layout names was checked when templates loaded.
  const named = outlined ? outline : [];
  const problems = [...(outlined?.problems ?? []), ...checkOutline(guide, named, templates)];
  if (problems.length > 0 || namesBroken(named, templates) || lacksLabel(guide, templates)) return { problems };
  return { outline };
}

/**
 * What the sections that a page may have may print, in whatever branch.
 *
 * @param outline the sections
 * @param templates the project's templates
 * @param keepsVolatile whether it has volatile ones
 * @returns the names as templates write them: see {@link printedNames}
 */
export function namesIn(
  outline: readonly OutlineSection[],
  { partials }: Pick<Templates, "partials">,
  keepsVolatile: boolean,
): ReadonlySet<string> {
  const called = (sections: readonly OutlineSection[]): CalledPartial[] =>
    sections.flatMap((section): CalledPartial[] => {
      if (section.kind !== "partial") return called(section.children);
      const { partial } = section.call;
      if (!keepsVolatile && partials.get(partial)?.isVolatile) return [];
      const added = section.changes.flatMap((change) => partialOf(change) ?? []);
      return [
        { partial, children: called(section.children) },
        ...added.map((each) => ({ partial: each.partial, children: [] })),
      ];
    });
  return printedNames(called(outline), partials);
}

/** A section, and how deep it stands: 0 for a heading of level 2. */
export interface PlacedSection {
  readonly section: OutlineSection;
  readonly depth: number;
  /** Which step it is; undefined for none. */
  readonly number: number | undefined;
  /** Whether its partial, or that of a section around it, is volatile. */
  readonly isVolatile: boolean;
}

/**
 * Lists the sections that a guide has.
 *
 * @param outline the sections that it may have
 * @param model what it says
 * @param templates the project's templates
 * @param keepsVolatile whether volatile ones are counted among steps
 * @param depth how deep they stand
 * @param within whether they stand within a volatile one
 * @returns the sections, those within others behind them
 */
export function shownSections(
  outline: readonly OutlineSection[],
  model: TemplateModel,
  templates: Pick<Templates, "partials">,
  keepsVolatile = true,
  depth = 0,
  within = false,
): PlacedSection[] {
  const beside = outline.filter((section) => section.kind !== "partial" || isShown(section.call, model));
  const isVolatile = (section: OutlineSection) =>
    within || (section.kind === "partial" && templates.partials.get(section.call.partial)?.isVolatile === true);
  const counted = keepsVolatile ? beside : beside.filter((section) => !isVolatile(section));
  const numbers = new Map(numberSteps(counted, templates.partials).map((number, index) => [counted[index], number]));
  return beside.flatMap((section) => [
    { section, depth, number: numbers.get(section), isVolatile: isVolatile(section) },
    ...shownSections(section.children, model, templates, keepsVolatile, depth + 1, isVolatile(section)),
  ]);
}

/**
 * The problem of a layout that there is not.
 *
 * @param name what it is called
 * @param path where it is named
 * @param known the layouts that there are
 * @returns the problem
 */
export function unknownLayout(name: string, path: YamlPath, known: Iterable<string>): Problem {
  return {
    code: "layout-unknown",
    severity: "error",
    message: `unexpected layout "${name}", which does not exist`,
    fix: oneOf(name, [...known], "templates"),
    place: { path, part: "value" },
  };
}
