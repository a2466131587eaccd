import { referencePrefix, type RegistryProfile } from "../guide/registry.ts";

/** What a chart's reference names before Docker Hub's namespaces. */
const DOCKER_HUB = "oci://registry-1.docker.io/";

/**
 * Writes the image references of a rendered text in their canonical form: the inverse of `rewriteReferences`.
 *
 * @param text rendered text, or a page
 * @param profile the profile it was made under
 * @returns the text with `dhi.io/<name>`
 */
export function canonicalReferences(text: string, profile: RegistryProfile): string {
  if (profile.kind === "public") return text;
  const prefix = referencePrefix(profile);
  if (!text.includes(prefix)) return text;
  const escaped = prefix.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(`(?:(${DOCKER_HUB})|(?<![A-Za-z0-9.@/-])|(?<=:/{2}))${escaped}(?=[a-z0-9<\${])`, "g");
  return text.replace(pattern, (_, hub?: string) => (hub === undefined ? "" : "oci://") + "dhi.io/");
}
