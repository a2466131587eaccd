import type { Descriptor } from "../descriptor/descriptor.ts";
import { createPageContent, ownFields } from "../guide/content.ts";
import { templateModel } from "../guide/model.ts";
import { pagesOf } from "../project/pages.ts";
import type { PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import { checkAgainst } from "../render/check-template.ts";
import { namesIn, settleOutline } from "../render/settle-outline.ts";
import { loadTemplates } from "../render/templates.ts";

/** How templates begin what they say of tags: `tags.rows`, and within a loop `../tags.rows`. */
const TAGS = /^(?:\.\.\/)*tags\./;

/**
 * Makes the function that tells whether a page of a thing prints tags, so that it needs them in its snapshot.
 *
 * @param project the project, whose templates say so
 * @returns the function; it gives undefined where a page cannot be made, so that nobody knows
 */
export function createPrintsTags(
  project: Project,
): (paths: Pick<PagePaths, "kind" | "prose">, descriptor: Descriptor) => boolean | undefined {
  const { templates } = loadTemplates(project.templates, checkAgainst(templateModel));
  return ({ kind, prose }, descriptor) => {
    const { registry, forceRegistry, volatile } = project;
    const told = pagesOf(project.config, kind).map((page) => {
      if (ownFields(descriptor, page.fields) === undefined) return false;
      const content = createPageContent(descriptor, { registry, forceRegistry, page, proseFolder: prose });
      const settled = settleOutline(content, templates);
      if ("problems" in settled) return undefined;
      return [...namesIn(settled.outline, templates, volatile && page.volatile)].some((name) => TAGS.test(name));
    });
    return told.includes(true) || (told.includes(undefined) ? undefined : false);
  };
}
