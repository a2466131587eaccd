import type { Descriptor } from "../descriptor/descriptor.ts";
import type { Info } from "../descriptor/info.ts";
import { sectionEdits, type Named, type SectionEdits } from "./edits.ts";
import { createListing, type Listing } from "./listing.ts";
import { createModel, type TemplateModel } from "./model.ts";
import type { TextUse } from "./prose.ts";
import type { RegistryProfile } from "./registry.ts";
import { createTexts } from "./texts.ts";

/** What one page is to tell, before it is rendered. */
export interface PageContent {
  readonly name: string;
  readonly layout: Named;
  readonly model: TemplateModel;
  readonly edits: SectionEdits;
  readonly listing: Listing;
  /** The author's texts, and, once the guide is rendered, which of them were printed. */
  readonly uses: readonly TextUse[];
}

/** What the project and the command line decide for every guide. */
export interface PageDefaults {
  readonly registry: RegistryProfile;
  /** Whether the registry profile also overrules what a descriptor says. */
  readonly forceRegistry: boolean;
  /** Which page: its layout, and where a descriptor says what only this page says. */
  readonly page: { readonly layout: string; readonly fields?: "" | "overview" | undefined };
  /** Where a descriptor's prose files stand, for provenance: `images/<name>`. */
  readonly proseFolder: string;
  /** What lists go by where a thing has no `info.yaml` of its own. */
  readonly publishedInfo?: (() => Info | undefined) | undefined;
}

/**
 * Works out what a guide says: fills in the defaults, derives what follows from the facts, rewrites image references for
 * the registry profile.
 *
 * @param defaults what the project decides
 * @returns the guide; it is total, templates meet no `undefined`
 */
export function createPageContent(descriptor: Descriptor, defaults: PageDefaults): PageContent {
  const profile = profileOf(descriptor, defaults);
  const uses: TextUse[] = [];
  const texts = createTexts(profile, defaults.proseFolder, uses);
  const { page } = defaults;
  const own = ownFields(descriptor, page.fields) ?? {};
  const path = page.fields ? [page.fields] : [];
  const model = createModel(descriptor, profile, texts);
  return {
    name: descriptor.name,
    layout: { name: own.layout ?? page.layout, path: [...path, "layout"] },
    model,
    // To read the overview takes as long as the rest, and few ask.
    get listing() {
      return createListing(descriptor, model, descriptor.info ?? defaults.publishedInfo?.());
    },
    edits: sectionEdits(own, texts, path, descriptor),
    uses,
  };
}

/**
 * What a descriptor says of one page alone.
 *
 * @param descriptor what the author wrote
 * @param fields where: see `PageKind`
 * @returns the fields; undefined where there is to be no such page
 */
export function ownFields(
  descriptor: Descriptor,
  fields: "" | "overview" | undefined,
): Pick<Descriptor, "layout" | "sections" | "troubleshooting"> | undefined {
  if (fields === undefined) return {};
  const own = fields === "" ? descriptor : (descriptor[fields] ?? {});
  return own === false ? undefined : own;
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
  { registry, forceRegistry }: Pick<PageDefaults, "registry" | "forceRegistry">,
): RegistryProfile {
  return forceRegistry || descriptor.registry === undefined ? registry : { ...registry, kind: descriptor.registry };
}
