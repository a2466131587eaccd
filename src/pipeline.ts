import { basename, join } from "node:path";
import { findCutTexts } from "./descriptor/cut-texts.ts";
import { loadDescriptor } from "./descriptor/load.ts";
import { createLocator } from "./descriptor/locate.ts";
import { readText } from "./descriptor/read-text.ts";
import type { Finding } from "./diagnostics/finding.ts";
import { place } from "./diagnostics/place.ts";
import type { Problem } from "./diagnostics/problem.ts";
import { createGuide } from "./guide/guide.ts";
import { templateModel } from "./guide/model.ts";
import type { FileRecord } from "./incremental/state.ts";
import { CONFIG_FILE } from "./project/config-file.ts";
import type { GuidePaths } from "./project/paths.ts";
import type { Project } from "./project/project.ts";
import { stripMarks } from "./provenance/origin.ts";
import { findNearRows } from "./render/near-rows.ts";
import { renderGuide, unknownLayout, type RenderedSection } from "./render/render.ts";
import { loadTemplates, type Templates } from "./render/templates.ts";
import { createSpeller } from "./spell.ts";

/** One guide, made but not written. */
export interface BuiltGuide {
  readonly paths: GuidePaths;
  /** The guide in house style; undefined where there are errors. */
  readonly text: string | undefined;
  /** The sections before they were styled, with their marks; for `explain`. */
  readonly sections: readonly RenderedSection[];
  readonly findings: readonly Finding[];
  /** The descriptor and its prose files, as they were read. */
  readonly inputs: readonly FileRecord[];
  /** The files of all templates that word the guide, or would if its facts were others. */
  readonly templates: readonly string[];
}

/**
 * The way of every guide, from its descriptor to its text; writing is the caller's, so that `build` and `check` agree.
 *
 * @param project an opened project
 * @param checked what it is known of that nothing is wrong with it: the project's templates, the list of its guides
 * @returns the findings about its templates, and a function that makes one guide
 */
export function createPipeline(
  project: Project,
  checked: { readonly templates?: boolean | undefined; readonly guides?: boolean | undefined } = {},
): {
  readonly findings: readonly Finding[];
  readonly build: (paths: GuidePaths) => BuiltGuide;
} {
  const { templates, findings } = loadTemplates(project.templates, templateModel, checked.templates);
  const spell = createSpeller(templates.chunks);
  const duplicates = checked.guides ? [] : findDuplicates(project.guides);
  const layoutFindings = findUnknownLayout(project, templates);
  const refused = new Set(duplicates.map(({ file }) => file));

  function build(paths: GuidePaths): BuiltGuide {
    const unmade = { paths, text: undefined, sections: [], findings: [], inputs: [], templates: [] };
    if (refused.has(paths.descriptor)) return unmade;

    // 1 what the author wrote
    const loaded = loadDescriptor({
      name: paths.name,
      path: join(project.root, paths.descriptor),
      file: paths.descriptor,
      prosePath: join(project.root, paths.prose),
      proseFolder: paths.prose,
      output: paths.output,
    });
    const fail = (problems: readonly Problem[]): BuiltGuide => ({
      ...unmade,
      findings: placeAll(problems, paths.descriptor, loaded.text),
    });
    if (!loaded.descriptor) return fail(loaded.problems);
    // What is wrong with the settings is said once, where they stand.
    if (layoutFindings.length > 0 && loaded.descriptor.layout === undefined) return unmade;

    // 2 what the guide says
    const guide = createGuide(loaded.descriptor, {
      registry: project.registry,
      forceRegistry: project.forceRegistry,
      layout: project.config.layout,
      proseFolder: paths.prose,
    });

    // 3 how it is worded
    const rendered = renderGuide(guide, templates);
    if ("problems" in rendered) return fail(rendered.problems);

    // 4 how it is spelled
    const text = spell(rendered.sections);
    const { sections, templates: used } = rendered;
    const doubts = [
      ...findCutTexts(loaded.text ?? "", loaded.descriptor),
      ...findNearRows(loaded.descriptor, sections),
    ];
    const warnings = doubts.length === 0 ? [] : placeAll(doubts, paths.descriptor, loaded.text);
    return { paths, text, sections, findings: warnings, inputs: loaded.inputs, templates: used };
  }

  return { findings: [...findings, ...layoutFindings, ...duplicates], build };
}

/**
 * The Markdown of rendered sections, before it is styled.
 *
 * @param sections a guide's sections
 * @returns one text, without marks
 */
export function markdownOf(sections: readonly RenderedSection[]): string {
  return stripMarks(markedOf(sections));
}

/**
 * The Markdown of rendered sections with the marks of its lines' origins.
 *
 * @param sections a guide's sections
 * @returns one text, line by line as {@link markdownOf} gives it
 */
export function markedOf(sections: readonly Pick<RenderedSection, "marked">[]): string {
  return sections.map(({ marked }) => marked.trimEnd()).join("\n\n");
}

function placeAll(problems: readonly Problem[], file: string, text: string | undefined): Finding[] {
  const locator = text === undefined ? undefined : createLocator(text);
  return problems.map((problem) => place(problem, file, locator));
}

/** A layout in the settings that there is not. */
function findUnknownLayout({ root, config, configFile }: Project, { layoutNames }: Templates): Finding[] {
  if (configFile === undefined || layoutNames.has(config.layout)) return [];
  const read = readText(join(root, CONFIG_FILE));
  return [
    place(
      unknownLayout(config.layout, ["layout"], layoutNames),
      CONFIG_FILE,
      "text" in read ? createLocator(read.text) : undefined,
    ),
  ];
}

/** Two descriptors of one name, which several patterns can bring about. */
function findDuplicates(guides: readonly GuidePaths[]): Finding[] {
  return guides.flatMap((paths, index) => {
    const first = guides[index - 1];
    if (first?.name !== paths.name) return [];
    return {
      code: "descriptor-duplicate",
      severity: "error",
      file: paths.descriptor,
      line: 1,
      column: 1,
      message: `unexpected second descriptor of "${paths.name}", the first is ${first.descriptor}`,
      fix: `remove one of them, or rename ${basename(paths.descriptor)}`,
    };
  });
}
