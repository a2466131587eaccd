import { loadDescriptor, type DescriptorFiles } from "../../descriptor/load.ts";
import { createGuide, type GuideDefaults } from "../../guide/guide.ts";
import { stripMarks } from "../../provenance/origin.ts";
import type { SectionEdits } from "../../guide/model.ts";
import { renderGuide, type RenderedSection } from "../../render/render.ts";
import type { Templates } from "../../render/templates.ts";
import { formatMarkdown } from "../../style/index.ts";

/** A guide, made again from what was adopted. */
export type Proof =
  | { readonly text: string; readonly sections: readonly RenderedSection[]; readonly edits: SectionEdits }
  | { readonly problems: readonly string[] };

/**
 * Makes a guide from its descriptor, by the stages that `build` takes.
 *
 * @param files where the descriptor and its prose stand
 * @param templates the project's templates
 * @param defaults what the project decides
 * @returns the guide, or why there is none
 */
export function renderAgain(files: DescriptorFiles, templates: Templates, defaults: GuideDefaults): Proof {
  const { descriptor, problems } = loadDescriptor(files);
  if (!descriptor) return { problems: problems.map(({ message }) => message) };
  const guide = createGuide(descriptor, defaults);
  const rendered = renderGuide(guide, templates);
  if ("problems" in rendered) return { problems: rendered.problems.map(({ message }) => message) };
  const marked = rendered.sections.map((section) => section.marked.trimEnd()).join("\n\n");
  return { text: formatMarkdown(stripMarks(marked)), sections: rendered.sections, edits: guide.edits };
}
