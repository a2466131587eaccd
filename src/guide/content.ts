import type { Descriptor } from "../descriptor/schema.ts";
import { sectionEdits, type Named, type SectionEdits } from "./edits.ts";
import { createModel, type TemplateModel } from "./model.ts";
import type { TextUse } from "./prose.ts";
import type { RegistryProfile } from "./registry.ts";
import { createTexts } from "./texts.ts";

/** What one guide is to tell, before it is rendered. */
export interface GuideContent {
  readonly name: string;
  readonly layout: Named;
  readonly model: TemplateModel;
  readonly edits: SectionEdits;
  /** The author's texts, and, once the guide is rendered, which of them were printed. */
  readonly uses: readonly TextUse[];
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
  const profile = profileOf(descriptor, defaults);
  const uses: TextUse[] = [];
  const texts = createTexts(profile, defaults.proseFolder, uses);
  return {
    name: descriptor.name,
    layout: { name: descriptor.layout ?? defaults.layout, path: ["layout"] },
    model: createModel(descriptor, profile, texts),
    edits: sectionEdits(descriptor, texts),
    uses,
  };
}

/**
 * Where a guide pulls its images from.
 *
 * @param descriptor what the author wrote
 * @param defaults what the project decides
 * @returns the profile
 */
export function profileOf(
  descriptor: Pick<Descriptor, "registry">,
  { registry, forceRegistry }: Pick<GuideDefaults, "registry" | "forceRegistry">,
): RegistryProfile {
  return forceRegistry || descriptor.registry === undefined ? registry : { ...registry, kind: descriptor.registry };
}
