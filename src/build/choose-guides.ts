import { basename, join } from "node:path";
import { didYouMean, firstNames } from "../findings/suggest.ts";
import type { Finding } from "../findings/finding.ts";
import { isSystemError } from "../files/system-error.ts";
import { MANIFEST, readManifest } from "../output/manifest.ts";
import { type GuidePaths, findDuplicates, findUnmanaged } from "../project/paths.ts";
import { ProjectError, type Project } from "../project/project.ts";

/** What is asked for of a project. */
interface ChosenGuides {
  /** The guides that can be made, in the project's order. */
  readonly guides: readonly GuidePaths[];
  /** What happened so far: those whose descriptor is the second one of its name failed. */
  readonly counts: Counts;
  readonly findings: readonly Finding[];
}

/**
 * Picks the guides that are asked for.
 *
 * @param names the names; all guides where there are none
 * @returns the guides, and a finding about each second descriptor of a name
 * @throws ProjectError where there is no guide of a name, or nothing to do at all
 */
export function chooseGuides(project: Project, names: readonly string[]): ChosenGuides {
  expectDescriptors(project);
  const chosen = choose(project, names);
  const findings = findDuplicates(project.guides);
  const refused = new Set(findings.map(({ file }) => file));
  const guides = chosen.filter(({ descriptor }) => !refused.has(descriptor));
  const failed = chosen.length - guides.length;
  return { guides, counts: { ...emptyCounts(), guides: chosen.length, failed }, findings };
}

/**
 * Picks the guides of some names.
 *
 * @param names the names; all guides where there are none
 * @returns the guides, in the project's order
 * @throws ProjectError where there is no guide of a name
 */
export function choose({ guides }: Pick<Project, "guides">, names: readonly string[]): readonly GuidePaths[] {
  if (names.length === 0) return guides;
  const known = new Set(guides.map(({ name }) => name));
  for (const name of names) {
    if (known.has(name)) continue;
    // Who gives the descriptor's path means its name.
    const question = didYouMean(basename(name).replace(/\.ya?ml$/, ""), known);
    const list = known.size > 0 ? `, expected one of ${firstNames([...known])}` : "";
    throw new ProjectError(`there is no descriptor of "${name}"${question === undefined ? list : `: ${question}`}`);
  }
  return guides.filter(({ name }) => names.includes(name));
}

/**
 * Refuses a project in which there is nothing to do: most likely it is the wrong folder, or the settings' pattern is
 * misspelt, and "0 errors" would be taken for a success.
 *
 * @throws ProjectError where it has no descriptor, no guide that a build wrote, and no guide that is yet to be adopted
 */
export function expectDescriptors({ root, config, guides, outputFolder }: Project): void {
  if (guides.length > 0 || hasEntries(outputFolder)) return;
  if (config.guides !== undefined && findUnmanaged(root, config.guides, new Set()).length > 0) return;
  const patterns = config.descriptors.join(" and ");
  throw new ProjectError(
    `no descriptors here: looked for ${patterns} below ${root}; is this the project's folder? (--root DIR)`,
  );
}

/** Whether a build left guides, which the next one removes. What cannot be read is the command's to tell. */
function hasEntries(outputFolder: string): boolean {
  try {
    return readManifest(join(outputFolder, MANIFEST)).manifest.size > 0;
  } catch (error) {
    if (isSystemError(error)) return true;
    throw error;
  }
}

/** What happened to the guides of a run. */
export interface Counts {
  guides: number;
  new: number;
  changed: number;
  same: number;
  removed: number;
  failed: number;
}

/** @returns counts of a run in which nothing has happened yet */
export function emptyCounts(): Counts {
  return { guides: 0, new: 0, changed: 0, same: 0, removed: 0, failed: 0 };
}
