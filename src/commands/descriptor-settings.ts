import { descriptorFiles } from "../build/make-guide.ts";
import { loadDescriptor } from "../descriptor/load.ts";
import { createLocator } from "../yaml/locate.ts";
import type { PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import type { GuideSettings } from "../verify/verify.ts";

/**
 * What a descriptor says to `verify` about its guide: the registry profile, and which findings are accepted.
 *
 * @returns the settings; none where the descriptor has errors, which are the build's to tell
 */
export function descriptorSettings(paths: PagePaths, { root }: Pick<Project, "root">): GuideSettings {
  const { descriptor, text = "" } = loadDescriptor(descriptorFiles(paths, { root }));
  if (!descriptor?.suppress) return { profile: descriptor?.registry };
  const locator = createLocator(text);
  const suppress = Object.entries(descriptor.suppress).map(([rule, reason]) => {
    const { line, column } = locator.locate({ path: ["suppress", rule], part: "key" });
    return { rule, reason, source: { file: paths.descriptor, line, column } };
  });
  return { profile: descriptor.registry, suppress };
}
