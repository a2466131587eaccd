import type { Descriptor } from "../descriptor/descriptor.ts";
import { createPageContent, ownFields } from "../guide/content.ts";
import { templateModel } from "../guide/model.ts";
import { asksForVersions } from "../guide/unpublished.ts";
import { pagesOf } from "../project/pages.ts";
import type { PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import { checkAgainst } from "../render/check-template.ts";
import { namesIn, settleOutline } from "../render/settle-outline.ts";
import { loadTemplates } from "../render/templates.ts";

/** How templates begin what they say of tags: `tags.rows`, and within a loop `../tags.rows`. */
const TAGS = /^(?:\.\.\/)*tags\./;

/** What a snapshot is to hold of an image's tags. */
export type NeededTags = "all" | "versions" | "none";

/**
 * Makes the function that tells what of an image's tags its snapshot needs: all where a page prints them, their lines of
 * versions where something is said for some versions alone.
 *
 * @param project the project, whose templates say what pages print
 * @returns the function; it gives undefined where a page cannot be made, so that nobody knows
 */
export function createNeededTags(
  project: Project,
): (paths: Pick<PagePaths, "kind" | "prose">, descriptor: Descriptor) => NeededTags | undefined {
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
    if (told.includes(true)) return "all";
    if (asksForVersions(descriptor)) return "versions";
    return told.includes(undefined) ? undefined : "none";
  };
}
