import type { Descriptor } from "../descriptor/schema.ts";
import { sectionEdits, useCasesInParts } from "./edits.ts";
import type { Guide } from "./model.ts";
import type { RegistryProfile } from "./registry.ts";
import { templateModelOf } from "./template-model.ts";
import { createTexts } from "./texts.ts";

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
 * @param descriptor what the author wrote
 * @param defaults what the project decides
 * @returns the guide; it is total, templates meet no `undefined`
 */
export function createGuide(descriptor: Descriptor, defaults: GuideDefaults): Guide {
  const profile: RegistryProfile =
    defaults.forceRegistry || descriptor.registry === undefined
      ? defaults.registry
      : { ...defaults.registry, kind: descriptor.registry };
  const texts = createTexts(profile, defaults.proseFolder);
  return {
    name: descriptor.name,
    layout: { name: descriptor.layout ?? defaults.layout, path: ["layout"] },
    model: templateModelOf(descriptor, profile, texts),
    inParts: useCasesInParts(descriptor, texts),
    edits: sectionEdits(descriptor, texts),
  };
}
