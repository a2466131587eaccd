import { templateModel } from "../../guide/model.ts";
import type { PageContext } from "../describe/page-context.ts";
import { isOwnTemplate } from "../../project/template-files.ts";
import { checkAgainst } from "../../render/check-template.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import { loadTemplates, type Templates } from "../../render/templates.ts";
import type { PublishedGuide } from "../read/published-guide.ts";
import { carryHeadings, carryWordings } from "./carry-wordings.ts";
import { learnPartials } from "./learn-partials.ts";
import { learnLayouts } from "./learn-layouts.ts";
import { usualHeadings } from "./usual-headings.ts";
import { matchSections } from "./match-sections.ts";
import { needsParameters, sharedTexts } from "./shared-text.ts";

/** Published pages that have layouts in common. */
export interface PageGroup extends PageContext {
  readonly guides: readonly PublishedGuide[];
}

/** A group, and the templates that are for its pages alone. */
export interface LearnedGroup extends PageGroup {
  /** The layout that most of its pages have. */
  readonly layout: string;
  /** Sections that the package has not. */
  readonly own: readonly string[];
  /** Partials that say what many of its pages add to shared sections. */
  readonly additions: readonly string[];
}

/** Templates that say what most pages say. */
export interface LearnedTemplates {
  readonly templates: Templates;
  /** Those that are new, or other than the package's. */
  readonly sources: readonly TemplateSource[];
  readonly groups: readonly LearnedGroup[];
}

/**
 * Learns a catalog's shared text: each section's commonest wording, in the package's partials, and the commonest outlines.
 *
 * @param groups the published pages
 * @param packaged the package's templates
 * @returns the templates
 */
export function learnTemplates(groups: readonly PageGroup[], packaged: readonly TemplateSource[]): LearnedTemplates {
  const learned = new Map<string, TemplateSource>();
  const before = load(packaged);
  const withOwn = groups.map((group) => {
    const partials = packaged.filter(({ kind }) => kind === "partial").map(({ name }) => name);
    const taken = new Set([...partials, ...learned.keys()]);
    const found = learnPartials(group.guides, sharedTexts(before, group), taken);
    for (const source of found) learned.set(source.name, source);
    return { ...group, own: found.map(({ name }) => name) };
  });
  const withLearned = () => {
    const unchanged = packaged.filter(({ kind, name }) => kind === "layout" || !learned.has(name));
    const templates = load([...unchanged, ...learned.values()]);
    return {
      templates,
      contexts: withOwn.map((group) => ({ ...group, texts: sharedTexts(templates, group, group.own) })),
    };
  };
  let current = withLearned();
  /** Whether there was anything to take up. */
  const takeUp = (sources: readonly TemplateSource[]): boolean => {
    if (sources.length === 0) return false;
    for (const source of sources) learned.set(source.name, source);
    current = withLearned();
    return true;
  };
  // What the project has written itself stays as it is.
  const kept = new Set(packaged.map(({ file }) => file).filter(isOwnTemplate));
  const carryOnce = () => {
    const carried = carryWordings(current.contexts, current.templates);
    return takeUp(carried.filter(({ file }) => !kept.has(file)));
  };
  // The second time, blocks are compared that the first time were too different.
  if (carryOnce()) carryOnce();
  const found = current.contexts.flatMap(({ guides, texts }) =>
    guides.flatMap(({ sections }) => matchSections(sections, texts)),
  );
  takeUp(carryHeadings(usualHeadings(found, 0), current.templates));
  const { templates, contexts } = current;
  const withLayouts = contexts.map(({ texts, ...group }) => {
    const shared = group.guides.map(({ sections }) =>
      matchSections(sections, texts).filter((part) => part.kind === "shared"),
    );
    const layouts = learnLayouts(shared, templates, group).map((layout) =>
      kept.has(layout.file)
        ? { ...layout, name: `adopted-${layout.name}`, file: `templates/adopted-${layout.name}.hbs` }
        : layout,
    );
    return { ...group, layouts, layout: layouts[0]?.name ?? group.defaults.page.layout, additions: [] };
  });
  const sources = [...learned.values(), ...withLayouts.flatMap(({ layouts }) => layouts)];
  return {
    templates: load(over(packaged, sources)),
    sources,
    groups: withLayouts.map(({ layouts, ...group }) => {
      const own = new Set(layouts.map(({ name }) => name));
      return { ...group, hasLayout: (name) => own.has(name) || group.hasLayout(name) };
    }),
  };
}

/**
 * Takes up partials that say what many guides add.
 *
 * @param learned the templates
 * @param additions the partials of each group
 * @param packaged the package's templates
 * @returns the templates with the partials
 */
export function withAdditions(
  { sources: learned, groups }: LearnedTemplates,
  additions: readonly (readonly TemplateSource[])[],
  packaged: readonly TemplateSource[],
): LearnedTemplates {
  const sources = [...learned, ...additions.flat()];
  return {
    sources,
    templates: load(over(packaged, sources)),
    groups: groups.map((group, index) => ({ ...group, additions: (additions[index] ?? []).map(({ name }) => name) })),
  };
}

/**
 * The templates of a project that has pages.
 *
 * @param groups the pages that come to it
 * @param all the project's templates
 * @returns its templates, none of them new
 */
export function loadKnown(groups: readonly PageGroup[], all: readonly TemplateSource[]): LearnedTemplates {
  const templates = load(all);
  const written = all.filter(({ kind, file }) => kind === "partial" && isOwnTemplate(file));
  // The project's own partials that have a heading are sections; what others say, a guide may add to one.
  const [sections, others] = [true, false].map((hasHeading) =>
    written.filter(({ text }) => /^## /m.test(text) === hasHeading).map(({ name }) => name),
  );
  const canAdd = (name: string) => !templates.broken.has(name) && !needsParameters(name, templates);
  const ofAll = { own: sections ?? [], additions: (others ?? []).filter(canAdd) };
  return {
    templates,
    sources: [],
    groups: groups.map((group) => ({ ...group, ...ofAll, layout: group.defaults.page.layout })),
  };
}

/** The package's templates, with others in the places of those of their names. */
function over(packaged: readonly TemplateSource[], sources: readonly TemplateSource[]): TemplateSource[] {
  const names = new Set(sources.map(({ kind, name }) => `${kind} ${name}`));
  return [...packaged.filter(({ kind, name }) => !names.has(`${kind} ${name}`)), ...sources];
}

/** Loads templates. */
function load(sources: readonly TemplateSource[]): Templates {
  return loadTemplates(sources, checkAgainst(templateModel)).templates;
}
