import { templateModel } from "../../guide/model.ts";
import type { PageContext } from "../describe/page-context.ts";
import { checkAgainst } from "../../render/check-template.ts";
import { parseTemplate, type TemplateSource } from "../../render/parse-template.ts";
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
  const load = createLoader();
  const withOwn = groups.map((group) => {
    const partials = packaged.filter(({ kind }) => kind === "partial").map(({ name }) => name);
    const taken = new Set([...partials, ...learned.keys()]);
    const found = learnPartials(group.guides, sharedTexts(load(packaged), group), taken);
    for (const source of found) learned.set(source.name, source);
    return { ...group, own: found.map(({ name }) => name) };
  });
  const withTexts = (templates: Templates) =>
    withOwn.map((group) => ({ ...group, texts: sharedTexts(templates, group, group.own) }));
  const withLearned = () =>
    load([...packaged.filter(({ kind, name }) => kind === "layout" || !learned.has(name)), ...learned.values()]);
  // What the project has written itself stays as it is.
  const kept = new Set(packaged.map(({ file }) => file).filter((file) => file.startsWith("templates/")));
  let templates = withLearned();
  // The second time, blocks are compared that the first time were too different.
  for (let turn = 0; turn < 2; turn += 1) {
    for (const source of carryWordings(withTexts(templates), templates))
      if (!kept.has(source.file)) learned.set(source.name, source);
    templates = withLearned();
  }
  const found = withTexts(templates).flatMap(({ guides, texts }) =>
    guides.flatMap(({ sections }) => matchSections(sections, texts)),
  );
  for (const source of carryHeadings(usualHeadings(found, 0), templates)) learned.set(source.name, source);
  templates = withLearned();
  const withLayouts = withTexts(templates).map(({ texts, ...group }) => {
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
    templates: createLoader()(over(packaged, sources)),
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
  const templates = createLoader()(all);
  const written = all.filter(({ kind, file }) => kind === "partial" && file.startsWith("templates/"));
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

/** Makes the function that loads templates; most are the same from one time to the next, and parsed but once. */
function createLoader(): (sources: readonly TemplateSource[]) => Templates {
  const parsed = new Map<TemplateSource, ReturnType<typeof parseTemplate>>();
  const parse = (source: TemplateSource) => {
    const result = parsed.get(source) ?? parseTemplate(source);
    parsed.set(source, result);
    return result;
  };
  return (sources) => loadTemplates(sources, checkAgainst(templateModel), parse).templates;
}
