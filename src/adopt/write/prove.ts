import { loadDescriptor, type DescriptorFiles } from "../../descriptor/load.ts";
import { createGuideContent, type GuideDefaults } from "../../guide/content.ts";
import type { SectionEdits } from "../../guide/edits.ts";
import { renderGuide } from "../../render/render.ts";
import type { RenderedSection } from "../../render/rendered-section.ts";
import type { Templates } from "../../render/templates.ts";
import { Formatter } from "../../format/formatter.ts";
import { stripMarks } from "../../markdown/origin.ts";

/** A guide, made again from what was adopted. */
export type Proof =
  | { readonly text: string; readonly sections: readonly RenderedSection[]; readonly edits: SectionEdits }
  | { readonly problems: readonly string[] };

/** Makes a guide from where its descriptor and its prose stand, and what the project decides. */
export type RenderAgain = (files: DescriptorFiles, defaults: GuideDefaults) => Proof;

/**
 * Prepares what makes guides from their descriptors, by the stages that `build` takes.
 *
 * @param templates the project's templates
 * @returns makes a guide, or says why there is none
 */
export function createRenderer(templates: Templates): RenderAgain {
  const formatter = new Formatter();
  return (files, defaults) => renderAgain(files, defaults, templates, formatter);
}

function renderAgain(
  files: DescriptorFiles,
  defaults: GuideDefaults,
  templates: Templates,
  formatter: Formatter,
): Proof {
  const { descriptor, problems } = loadDescriptor(files);
  if (!descriptor) return { problems: problems.map(({ message }) => message) };
  const guide = createGuideContent(descriptor, defaults);
  const rendered = renderGuide(guide, templates);
  if ("problems" in rendered) return { problems: rendered.problems.map(({ message }) => message) };
  const { sections } = rendered;
  const text = formatter.page(sections.map(({ marked }) => stripMarks(marked)));
  return { text, sections, edits: guide.edits };
}
