import { factsOf } from "../../drift/facts.ts";
import { driftText } from "../../drift/drift-file.ts";
import type { Descriptor } from "../../descriptor/descriptor.ts";
import type { RegistryProfile } from "../../guide/registry.ts";
import type { PagePaths } from "../../project/paths.ts";
import type { Description } from "../describe/describe-guide.ts";
import { withFileNames } from "./descriptor-text.ts";

/**
 * Writes what a description says beside its descriptor.
 *
 * @param description what the page says
 * @param paths where its files stand
 * @param profile the registry profile that its drift was recorded under
 * @returns the texts of prose and drift by their paths
 */
export function pageFiles(
  { descriptor, prose, drift }: Pick<Description, "descriptor" | "prose" | "drift">,
  paths: PagePaths,
  { kind, namespace }: RegistryProfile,
): ReadonlyMap<string, string> {
  const files = new Map([...prose].map(([name, text]) => [`${paths.prose}/${name}`, text]));
  if (drift.length > 0) {
    const facts = factsOf(withFileNames(descriptor) as Descriptor);
    const registry = (descriptor["registry"] as "public" | "mirror" | undefined) ?? kind;
    const head = namespace === "<your-namespace>" ? { registry } : { registry, namespace };
    files.set(paths.drift, driftText({ ...head, facts, entries: drift }));
  }
  return files;
}
