import type { PageDefaults } from "../../guide/content.ts";
import { templateModel } from "../../guide/model.ts";
import type { Project } from "../../project/project.ts";
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

/** Templates that say what most guides say. */
export interface LearnedTemplates {
  readonly templates: Templates;
  /** Those that are new, or other than the package's. */
  readonly sources: readonly TemplateSource[];
  /** The layout that most guides have. */
  readonly layout: string;
  /** Sections that the package has not. */
  readonly own: readonly string[];
  /** Partials that say what many guides add to shared sections. */
  readonly additions: readonly string[];
}

/**
 * Learns a catalog's shared text: each section's commonest wording, in the package's partials, and the commonest outlines.
 *
 * @param guides the published guides
 * @param packaged the package's templates
 * @param defaults the project's settings
 * @returns the templates
 */
export function learnTemplates(
  guides: readonly PublishedGuide[],
  packaged: readonly TemplateSource[],
  defaults: PageDefaults,
): LearnedTemplates {
  const packagedPartials = packaged.filter(({ kind }) => kind === "partial").map(({ name }) => name);
  const first = learnPartials(guides, sharedTexts(load(packaged)), new Set(packagedPartials));
  const learned = new Map(first.map((source) => [source.name, source]));
  const own = first.map(({ name }) => name);
  const withLearned = () =>
    load([...packaged.filter(({ kind, name }) => kind === "layout" || !learned.has(name)), ...learned.values()]);
  // What the project has written itself stays as it is.
  const kept = new Set(packaged.map(({ file }) => file).filter((file) => file.startsWith("templates/")));
  let templates = withLearned();
  // The second time, blocks are compared that the first time were too different.
  for (let turn = 0; turn < 2; turn += 1) {
    const context = { templates, texts: sharedTexts(templates, own), defaults };
    for (const source of carryWordings(guides, context)) if (!kept.has(source.file)) learned.set(source.name, source);
    templates = withLearned();
  }
  const matchedTexts = sharedTexts(templates, own);
  const found = guides.flatMap(({ sections }) => matchSections(sections, matchedTexts));
  for (const source of carryHeadings(usualHeadings(found, 0), templates)) learned.set(source.name, source);
  templates = withLearned();
  const texts = sharedTexts(templates, own);
  const shared = guides.map(({ sections }) => matchSections(sections, texts).filter((part) => part.kind === "shared"));
  const layouts = learnLayouts(shared, templates).map((layout) =>
    kept.has(layout.file)
      ? { ...layout, name: `adopted-${layout.name}`, file: `templates/adopted-${layout.name}.hbs` }
      : layout,
  );
  const sources = [...learned.values(), ...layouts];
  return {
    templates: loadOver(packaged, sources),
    sources,
    layout: layouts[0]?.name ?? "nested",
    own,
    additions: [],
  };
}

/**
 * Takes up partials that say what many guides add.
 *
 * @param learned the templates
 * @param additions the partials
 * @param packaged the package's templates
 * @returns the templates with the partials
 */
export function withAdditions(
  learned: LearnedTemplates,
  additions: readonly TemplateSource[],
  packaged: readonly TemplateSource[],
): LearnedTemplates {
  const sources = [...learned.sources, ...additions];
  return { ...learned, sources, templates: loadOver(packaged, sources), additions: additions.map(({ name }) => name) };
}

/**
 * The templates of a project that has guides.
 *
 * @param project the project
 * @returns its templates, none of them new
 */
export function loadKnown({ templates: all, config }: Project): LearnedTemplates {
  const templates = load(all);
  const written = all.filter(({ kind, file }) => kind === "partial" && file.startsWith("templates/"));
  // The project's own partials that have a heading are sections; what others say, a guide may add to one.
  const [sections, others] = [true, false].map((hasHeading) =>
    written.filter(({ text }) => /^## /m.test(text) === hasHeading).map(({ name }) => name),
  );
  const canAdd = (name: string) => !templates.broken.has(name) && !needsParameters(name, templates);
  const additions = (others ?? []).filter(canAdd);
  return { templates, sources: [], layout: config.layout, own: sections ?? [], additions };
}

/** Loads templates that take the places of the package's. */
function loadOver(packaged: readonly TemplateSource[], sources: readonly TemplateSource[]): Templates {
  const names = new Set(sources.map(({ kind, name }) => `${kind} ${name}`));
  return load([...packaged.filter(({ kind, name }) => !names.has(`${kind} ${name}`)), ...sources]);
}

function load(sources: readonly TemplateSource[]): Templates {
  return loadTemplates(sources, checkAgainst(templateModel)).templates;
}
