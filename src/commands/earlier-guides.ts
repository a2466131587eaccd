import { join } from "node:path";
import { readBytes } from "../descriptor/read-text.ts";
import { hashOf } from "../incremental/stamp.ts";
import { isSameContent } from "../incremental/state.ts";
import type { EarlierGuides } from "../pipeline.ts";
import type { Project } from "../project/project.ts";
import type { BuildMemory } from "./memory.ts";

/**
 * Finds what the last build made, so that only what partials have changed since must be worded. It is known by its
 * content, as is what it was made from.
 *
 * @param project the opened project
 * @param memory what is known of the last build
 * @returns the guides; undefined where no partial has changed, or more than partials
 */
export function findEarlierGuides(
  project: Project,
  { scan, changedPartials }: Pick<BuildMemory, "scan" | "changedPartials">,
): EarlierGuides | undefined {
  const changed = changedPartials(project.templates);
  if (!changed || changed.size === 0) return undefined;
  return {
    changed,
    find: (paths, inputs) => {
      const known = scan.stale.get(paths.name);
      if (!known) return undefined;
      const { seams, output } = known;
      if (seams === "" || !isSameContent(inputs, [known.descriptor, ...known.prose])) return undefined;
      const read = readBytes(join(project.outputFolder, project.outputFile(paths)));
      if ("problem" in read) return undefined;
      const hash = hashOf(read.bytes);
      return hash === output.stamp.hash ? { bytes: read.bytes, seams, stamp: { ...read.status, hash } } : undefined;
    },
  };
}
