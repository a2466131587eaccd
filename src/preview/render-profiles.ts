import { join } from "node:path";
import { loadDescriptor } from "../descriptor/load.ts";
import { createGuide } from "../guide/guide.ts";
import { templateModel, type Guide } from "../guide/model.ts";
import type { GuidePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import { renderGuide } from "../render/render.ts";
import type { RenderedSection } from "../render/rendered-section.ts";
import { checkAgainst } from "../render/check-template.ts";
import { loadTemplates } from "../render/templates.ts";
import { OWN_NAMESPACE } from "./markdown/namespace.ts";
import type { Profile } from "./profiles.ts";

/** One guide as each registry profile has it. */
export interface ProfiledGuide {
  /** The descriptor's text, for the lines of origins. */
  readonly descriptorText: string;
  readonly guide: Guide;
  /** The profile that `build` writes. */
  readonly written: Profile;
  readonly sections: Readonly<Record<Profile, readonly RenderedSection[]>>;
}

/**
 * Makes the function that renders one guide for every registry profile.
 *
 * @param project the opened project
 * @returns the function; it gives undefined for a guide with errors, which the pipeline reports
 */
export function createProfileRenderer(project: Project): (paths: GuidePaths) => ProfiledGuide | undefined {
  const { templates } = loadTemplates(project.templates, checkAgainst(templateModel));
  const { root, config, registry, forceRegistry } = project;

  return (paths) => {
    const loaded = loadDescriptor({
      name: paths.name,
      path: join(root, paths.descriptor),
      file: paths.descriptor,
      prosePath: join(root, paths.prose),
      proseFolder: paths.prose,
    });
    if (!loaded.descriptor || loaded.text === undefined) return undefined;
    const { descriptor } = loaded;
    const defaults = { layout: config.layout, proseFolder: paths.prose };
    const guide = createGuide(descriptor, { ...defaults, registry, forceRegistry });
    const render = (kind: "public" | "mirror", namespace: string): readonly RenderedSection[] => {
      const profiled = createGuide(descriptor, { ...defaults, registry: { kind, namespace }, forceRegistry: true });
      const rendered = renderGuide(profiled, templates);
      return "sections" in rendered ? rendered.sections : [];
    };
    return {
      descriptorText: loaded.text,
      guide,
      written: guide.model.registry.public ? "public" : "mirror",
      sections: {
        public: render("public", registry.namespace),
        mirror: render("mirror", registry.namespace),
        own: render("mirror", OWN_NAMESPACE),
      },
    };
  };
}
