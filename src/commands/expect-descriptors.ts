import { join } from "node:path";
import { commandLine } from "../diagnostics/command.ts";
import { MANIFEST, readManifest } from "../output/manifest.ts";
import { CONFIG_FILE } from "../project/config-file.ts";
import { findUnmanaged } from "../project/paths.ts";
import { ProjectError, type Project } from "../project/project.ts";
import { plural } from "./summary.ts";
import { isSystemError } from "./system-error.ts";

/**
 * Refuses a project without a descriptor: most likely it is the wrong folder, or the settings' pattern is misspelt, and
 * "0 errors" would be taken for a success. A build would even remove all guides that it once wrote.
 *
 * @param project the opened project
 * @param mayRemoveAll whether it is meant that all guides of earlier builds go
 * @throws ProjectError where it has no descriptor, unless its guides may go, or there are guides that are yet to be adopted
 */
export function expectDescriptors(project: Project, mayRemoveAll = false): void {
  const { root, config, configFile, guides, outputFolder, outputPath } = project;
  if (guides.length > 0) return;
  const missed = `no descriptors here: looked for ${config.descriptors.join(" and ")} below ${root}`;
  const written = countWritten(outputFolder);
  if (written === undefined || (written > 0 && mayRemoveAll)) return;
  if (written > 0) {
    const question = configFile ? ` Is \`descriptors\` in ${CONFIG_FILE} right?` : "";
    throw new ProjectError(
      `${missed}, but ${outputPath(".") || "."} holds ${plural(written, "guide")} that a build wrote: nothing was removed.` +
        `${question} Where all descriptors are gone on purpose, ${commandLine("build --force")} removes the guides`,
    );
  }
  if (config.guides !== undefined && findUnmanaged(root, config.guides, new Set()).length > 0) return;
  throw new ProjectError(`${missed}; is this the project's folder? (--root DIR)`);
}

/** How many guides builds left; undefined where that cannot be read, which is the command's to tell. */
function countWritten(outputFolder: string): number | undefined {
  try {
    return readManifest(join(outputFolder, MANIFEST)).size;
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}
