import { join } from "node:path";
import { MANIFEST, readManifest } from "../output/manifest.ts";
import { findUnmanaged } from "../project/paths.ts";
import { ProjectError, type Project } from "../project/project.ts";
import { isSystemError } from "./system-error.ts";

/**
 * Refuses a project in which there is nothing to do: most likely it is the wrong folder, or the settings' pattern is
 * misspelt, and "0 errors" would be taken for a success.
 *
 * @param project the opened project
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
    return readManifest(join(outputFolder, MANIFEST)).size > 0;
  } catch (error) {
    if (isSystemError(error)) return true;
    throw error;
  }
}
