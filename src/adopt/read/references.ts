import {
  canonicalReferences,
  NAMESPACE_PLACEHOLDER,
  referencePrefix,
  rewriteReferences,
  type RegistryProfile,
} from "../../guide/registry.ts";

/** The canonical form of an image reference begins so. */
const CANONICAL = "dhi.io/";

/** What a guide's image references are. */
export interface References {
  /** The registry profile that gives the guide back; `undefined` for a guide that names no image. */
  readonly kind: RegistryProfile["kind"] | undefined;
  /** Brings a part of the guide to canonical references. */
  readonly canonical: (text: string) => string;
}

/**
 * Finds out which references a guide has. A guide that mixes both kinds counts as public, so that what it says about
 * mirrors stays as it is.
 *
 * @param text a guide
 * @param namespace the namespace of the mirror that its references may name
 * @returns its registry profile, and how its text is brought to canonical references
 */
export function findReferences(text: string, namespace: string = NAMESPACE_PLACEHOLDER): References {
  const mirror: RegistryProfile = { kind: "mirror", namespace };
  const isPublic = text.includes(CANONICAL);
  const keep = (kind: References["kind"]): References => ({ kind, canonical: (part) => part });
  if (isPublic || !text.includes(referencePrefix(mirror))) return keep(isPublic ? "public" : undefined);
  const canonical = (part: string) => canonicalReferences(part, mirror);
  if (rewriteReferences(canonical(text), mirror) !== text || canonical(text) === text) return keep(undefined);
  return { kind: "mirror", canonical };
}
