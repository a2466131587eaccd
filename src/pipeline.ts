import { join } from "node:path";
import {
  finishWhole,
  isRead,
  placeAll,
  SplicedGuide,
  unmade,
  type BuiltGuide,
  type EarlierGuide,
  type ReadGuide,
} from "./built-guide.ts";
import { loadDescriptor } from "./descriptor/load.ts";
import { createLocator } from "./descriptor/locate.ts";
import { readText } from "./descriptor/read-text.ts";
import type { Finding } from "./diagnostics/finding.ts";
import { place } from "./diagnostics/place.ts";
import { templateModel } from "./guide/model.ts";
import type { FileRecord } from "./incremental/state.ts";
import { CONFIG_FILE } from "./project/config-file.ts";
import { findDuplicates } from "./project/duplicates.ts";
import type { GuidePaths } from "./project/paths.ts";
import type { Project } from "./project/project.ts";
import { stripMarks } from "./provenance/origin.ts";
import { checkAgainst } from "./render/check-template.ts";
import type { RenderedSection } from "./render/rendered-section.ts";
import { unknownLayout } from "./render/settle-outline.ts";
import { loadTemplates, type Templates } from "./render/templates.ts";
import { splice } from "./splice.ts";
import { createWording, isReworded, type RewordedGuide, type WordedGuide, type Wording } from "./wording.ts";

/** What the last build made, where no template has changed since but partials. */
export interface EarlierGuides {
  /** The partials that changed, by name. */
  readonly changed: ReadonlySet<string>;
  /** Finds what was made of a guide's inputs; undefined where these have changed, or the output has. */
  readonly find: (paths: GuidePaths, inputs: readonly FileRecord[]) => EarlierGuide | undefined;
}

export interface Pipeline {
  /** About the templates, and what is there twice. */
  readonly findings: readonly Finding[];
  /** The whole way of one guide. */
  readonly build: (paths: GuidePaths) => BuiltGuide;
  /** The first stage of it; where that fails, it is the last one. */
  readonly read: (paths: GuidePaths) => ReadGuide | BuiltGuide;
  /** The other stages, or what is left of them where there is an earlier guide. */
  readonly make: (guide: ReadGuide) => BuiltGuide;
  /** What the other stages depend on. */
  readonly wording: Wording;
  /** Puts a guide together of what was read and its words. */
  readonly finish: (guide: ReadGuide, words: WordedGuide | RewordedGuide) => BuiltGuide;
}

/**
 * The way of every guide, from its descriptor to its text; writing is the caller's, so that `build` and `check` agree.
 *
 * @param project an opened project
 * @param checked what it is known of that nothing is wrong with it: the project's templates, the list of its guides
 * @param earlier what the last build made
 * @returns the findings about its templates, and functions that make one guide
 */
export function createPipeline(
  project: Project,
  checked: { readonly templates?: boolean | undefined; readonly guides?: boolean | undefined } = {},
  earlier?: EarlierGuides,
): Pipeline {
  const { templates, parsed, findings } = loadTemplates(
    project.templates,
    checked.templates ? undefined : checkAgainst(templateModel),
  );
  const duplicates = checked.guides ? [] : findDuplicates(project.guides);
  const layoutFindings = findUnknownLayout(project, templates);
  const refused = new Set(duplicates.map(({ file }) => file));
  const { registry, forceRegistry } = project;
  const wording = {
    settings: { registry, forceRegistry, layout: project.config.layout },
    templates: parsed,
    changed: earlier?.changed ?? new Set<string>(),
  };
  const { word, reword } = createWording(wording, templates);

  function read(paths: GuidePaths): ReadGuide | BuiltGuide {
    if (refused.has(paths.descriptor)) return unmade(paths);
    // 1 what the author wrote
    const { text, descriptor, problems, inputs } = loadDescriptor({
      name: paths.name,
      path: join(project.root, paths.descriptor),
      file: paths.descriptor,
      prosePath: join(project.root, paths.prose),
      proseFolder: paths.prose,
      output: paths.output,
    });
    if (text === undefined || !descriptor) return unmade(paths, placeAll(problems, paths.descriptor, text));
    // What is wrong with the settings is said once, where they stand.
    if (layoutFindings.length > 0 && descriptor.layout === undefined) return unmade(paths);
    return { paths, text, descriptor, inputs, earlier: earlier?.find(paths, inputs) };
  }

  // 2 to 4: see wording.ts
  const wordWhole = (guide: ReadGuide) => finishWhole(guide, word(guide.descriptor, guide.paths.prose));

  function build(paths: GuidePaths): BuiltGuide {
    const guide = read(paths);
    return isRead(guide) ? wordWhole(guide) : guide;
  }

  const make = (guide: ReadGuide) =>
    guide.earlier ? finish(guide, reword(guide.descriptor, guide.paths.prose, guide.earlier.seams)) : wordWhole(guide);

  function finish(guide: ReadGuide, words: WordedGuide | RewordedGuide): BuiltGuide {
    if (!isReworded(words)) return finishWhole(guide, words);
    const { earlier } = guide;
    const spliced = earlier && splice(earlier, words.pieces);
    return spliced ? new SplicedGuide(guide, words, spliced, earlier.stamp) : wordWhole(guide);
  }

  return { findings: [...findings, ...layoutFindings, ...duplicates], build, read, make, wording, finish };
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
