import type { Descriptor } from "../descriptor/schema.ts";
import { composedUseCases, sectionEdits, type ComposedUseCase, type Named, type SectionEdits } from "./edits.ts";
import { createModel, type TemplateModel } from "./model.ts";
import type { RegistryProfile } from "./registry.ts";
import { createTexts } from "./texts.ts";

/** What one guide is to tell, before it is rendered. */
export interface GuideContent {
  readonly name: string;
  readonly layout: Named;
  readonly model: TemplateModel;
  /** In the model their texts are only what stands before the parts: see render/use-case-parts.ts. */
  readonly composedUseCases: readonly ComposedUseCase[];
  readonly edits: SectionEdits;
}

/** What the project and the command line decide for every guide. */
export interface GuideDefaults {
  readonly registry: RegistryProfile;
  /** Whether the registry profile also overrules what a descriptor says. */
  readonly forceRegistry: boolean;
  readonly layout: string;
  /** Where a descriptor's prose files stand, for provenance: `images/<name>`. */
  readonly proseFolder: string;
}

/**
 * Works out what a guide says: fills in the defaults, derives what follows from the facts, rewrites image references for
 * the registry profile.
 *
 * @param defaults what the project decides
 * @returns the guide; it is total, templates meet no `undefined`
 */
export function createGuideContent(descriptor: Descriptor, defaults: GuideDefaults): GuideContent {
  const profile: RegistryProfile =
    defaults.forceRegistry || descriptor.registry === undefined
      ? defaults.registry
      : { ...defaults.registry, kind: descriptor.registry };
  const texts = createTexts(profile, defaults.proseFolder);
  return {
    name: descriptor.name,
    layout: { name: descriptor.layout ?? defaults.layout, path: ["layout"] },
    model: createModel(descriptor, profile, texts),
    composedUseCases: composedUseCases(descriptor, texts),
    edits: sectionEdits(descriptor, texts),
  };
}
