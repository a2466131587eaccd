import { factsOf } from "../../drift/facts.ts";
import { driftText } from "../../drift/drift-file.ts";
import type { Descriptor } from "../../descriptor/descriptor.ts";
import type { RegistryProfile } from "../../guide/registry.ts";
import type { PagePaths } from "../../project/paths.ts";
import type { Description } from "../describe/describe-guide.ts";
import { descriptorText } from "./descriptor-text.ts";

/**
 * Writes a description as the files of a guide.
 *
 * @param description what the guide says
 * @param paths where its files stand
 * @param schema the path of the JSON Schema, relative to the descriptor
 * @param profile the registry profile that its drift was recorded under
 * @returns the files' texts by their paths
 */
export function guideFiles(
  { descriptor, prose, drift }: Pick<Description, "descriptor" | "prose" | "drift">,
  paths: PagePaths,
  schema: string,
  { kind, namespace }: RegistryProfile,
): ReadonlyMap<string, string> {
  const files = new Map([
    [paths.descriptor, descriptorText(withFileNames(descriptor) as Record<string, unknown>, schema)],
  ]);
  for (const [name, text] of prose) files.set(`${paths.prose}/${name}`, text);
  if (drift.length > 0) {
    const facts = factsOf(withFileNames(descriptor) as Descriptor);
    const registry = (descriptor["registry"] as "public" | "mirror" | undefined) ?? kind;
    const head = namespace === "<your-namespace>" ? { registry } : { registry, namespace };
    files.set(paths.drift, driftText({ ...head, facts, entries: drift }));
  }
  return files;
}

/** A text in a file of its own is named, not repeated. */
function withFileNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withFileNames);
  if (typeof value !== "object" || value === null) return value;
  if ("file" in value && "text" in value) return { file: value.file };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withFileNames(item)]));
}
