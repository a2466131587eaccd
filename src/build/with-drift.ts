import type { GuideDrift } from "./built-page.ts";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { applyDrift, recordedProfile, type DriftResult } from "../drift/apply-drift.ts";
import { factsOf, withFacts } from "../drift/facts.ts";
import type { DriftFile } from "../drift/drift-file.ts";
import { loadDrift, type DriftLoading } from "../drift/load-drift.ts";
import type { FileRecord } from "../files/stamp.ts";
import { createPageContent, profileOf, type PageDefaults } from "../guide/content.ts";
import type { PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import { renderGuide } from "../render/render.ts";
import type { RenderedSection } from "../render/rendered-section.ts";
import type { Templates } from "../render/templates.ts";

/** The guide whose drift it is. */
export interface RenderedGuide {
  readonly descriptor: Descriptor;
  readonly defaults: PageDefaults;
  readonly templates: Templates;
}

/**
 * Reads the drift file of a guide.
 *
 * @param instead what it is to say, instead of what it says
 */
export function driftOf(
  { drift: path }: PagePaths,
  { root }: Pick<Project, "root">,
  instead: DriftFile | undefined,
): DriftLoading {
  if (!instead) return loadDrift(root, path);
  return { drift: { file: instead, path, lineOf: () => 1 }, problems: [], inputs: [] };
}

/**
 * Words a rendered guide as its published page does, where its drift file says how.
 *
 * @param sections the sections, as they were rendered
 * @param loading its drift file
 * @param guide the guide
 * @returns the sections, what is wrong, and the drift file as it was read; broken where the file says nothing
 */
export function withDrift(
  sections: readonly RenderedSection[],
  { drift, problems, inputs }: DriftLoading,
  { descriptor, defaults, templates }: RenderedGuide,
): Pick<DriftResult, "sections" | "problems"> & {
  readonly drift?: GuideDrift;
  readonly inputs: readonly FileRecord[];
  readonly isBroken: boolean;
} {
  if (!drift) return { sections, problems, inputs, isBroken: problems.length > 0 };
  const { facts } = drift.file;
  const then = recordedProfile(drift.file);

  function recorded(which: "recorded" | "current"): readonly RenderedSection[] {
    const stated = which === "recorded" ? withFacts(descriptor, facts) : descriptor;
    const rendered = renderGuide(
      createPageContent(stated, { ...defaults, registry: then, forceRegistry: true }),
      templates,
    );
    return "sections" in rendered ? rendered.sections : [];
  }

  const profile = profileOf(descriptor, defaults);
  const result = applyDrift({ sections, drift, profile, facts: factsOf(descriptor), recorded });
  return { ...result, drift: { ...drift, outcomes: result.outcomes }, inputs, isBroken: false };
}
