import { join } from "node:path";
import { placeProblems } from "../descriptor/place-problems.ts";
import { readText } from "../files/read-text.ts";
import type { Finding } from "../findings/finding.ts";
import type { PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import type { GuideSettings } from "../verify/verify.ts";
import { createLocator } from "../yaml/locate.ts";
import { parseYaml } from "../yaml/parse.ts";

/** What a descriptor says to `verify`; or why it cannot be read, so that nobody knows what it accepts. */
export interface DescriptorSettings extends GuideSettings {
  readonly unread?: readonly Finding[];
}

/**
 * What a descriptor says to `verify` about its guide: the registry profile, and which findings are accepted. What is
 * wrong with its other fields is the build's to tell, and changes nothing of these.
 *
 * @returns the settings, without those that have errors; or why the file cannot be read
 */
export function descriptorSettings(
  { kind, descriptor: file }: Pick<PagePaths, "kind" | "descriptor">,
  { root }: Pick<Project, "root">,
): DescriptorSettings {
  const read = readText(join(root, file));
  if ("problem" in read) return { unread: placeProblems([read.problem], file, undefined) };
  const { text } = read;
  const parsed = parseYaml(text);
  if ("problem" in parsed) return { unread: placeProblems([parsed.problem], file, text) };
  const said = Object(parsed.value) as Readonly<Record<string, unknown>>;
  const { suppress: suppressSchema, registry: registrySchema } = kind.schema.shape;
  const { data: profile } = registrySchema.safeParse(said["registry"]);
  const { data: suppressed } = suppressSchema.safeParse(said["suppress"]);
  if (!suppressed) return { profile };
  const locator = createLocator(text);
  const suppress = Object.entries(suppressed).map(([rule, reason]) => {
    const { line, column } = locator.locate({ path: ["suppress", rule], part: "key" });
    return { rule, reason, source: { file, line, column } };
  });
  return { profile, suppress };
}
