import { basename } from "node:path";
import type { Finding } from "../findings/finding.ts";
import type { GuidePaths } from "./guide-paths.ts";

/**
 * Finds descriptors whose name is another's, which several patterns can bring about.
 *
 * @param guides the paths of all guides, sorted by name
 * @returns a finding about each but the first of a name
 */
export function findDuplicates(guides: readonly GuidePaths[]): Finding[] {
  return guides.flatMap((paths, index) => {
    const first = guides[index - 1];
    if (first?.name !== paths.name) return [];
    return {
      code: "descriptor-duplicate",
      severity: "error",
      file: paths.descriptor,
      line: 1,
      column: 1,
      message: `unexpected second descriptor of "${paths.name}", the first is ${first.descriptor}`,
      fix: `remove one of them, or rename ${basename(paths.descriptor)}`,
    };
  });
}
