import escapeStringRegexp from "escape-string-regexp";
/** Where a guide pulls its images from. */
export interface RegistryProfile {
  readonly kind: "public" | "mirror";
  /** The namespace of a mirror, for example `acme` or `registry.example.com/acme`. */
  readonly namespace: string;
}

/** What stands for the reader's own namespace where the profile names none. */
export const NAMESPACE_PLACEHOLDER = "<your-namespace>";

/*
 * A reference in its canonical form; the name may be a placeholder or a variable. It may follow a blank, a quote, `=`,
 * `(` or the like, the transports `oci://` and `docker://`, and a reader's namespace that somebody wrote before it; a
 * longer host name or path that ends in `dhi.io` and a web address are no image references.
 */
const CANONICAL = /(?<![A-Za-z0-9.@-]|(?<!\b(?:oci|docker):\/|<your-namespace>)\/)(oci:\/\/)?dhi\.io\/(?=[a-z0-9<${])/g;

/** A namespace too many: the public registry has none. */
const STRAY_NAMESPACE = /(?:<your-namespace>\/)+(?=dhi\.io\/[a-z0-9<${])/g;

/** A chart's reference names its registry, which an image's leaves out for Docker Hub. */
export const DOCKER_HUB = "registry-1.docker.io";

/** A namespace that begins with a host, as Docker tells it from a user of Docker Hub. */
const HAS_HOST = /^(?:localhost\/|[^/]*[.:])/;

/**
 * What stands before a repository's name in an image reference.
 *
 * @returns `dhi.io/` or `<namespace>/dhi-`
 */
export function referencePrefix(profile: RegistryProfile): string {
  return profile.kind === "public" ? "dhi.io/" : `${profile.namespace}/dhi-`;
}

/**
 * Rewrites the canonical image references of a text for a registry profile, code included.
 *
 * @param text any text of an author
 * @returns the text with `dhi.io/<name>` replaced; other images and other mentions of `dhi.io` stay. For the public
 *   registry all stays, but for a reader's namespace before `dhi.io/`.
 */
export function rewriteReferences(text: string, profile: RegistryProfile): string {
  if (!text.includes("dhi.io/")) return text;
  if (profile.kind === "public") return text.includes(">/dhi.io/") ? text.replace(STRAY_NAMESPACE, "") : text;
  const prefix = referencePrefix(profile);
  const registry = HAS_HOST.test(prefix) ? "" : `${DOCKER_HUB}/`;
  return text.replace(CANONICAL, (_, oci?: string) => (oci ? oci + registry : "") + prefix);
}

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
  const escaped = escapeStringRegexp(prefix);
  const pattern = new RegExp(
    `(?:(oci://${DOCKER_HUB}/)|(?<![A-Za-z0-9.@/-])|(?<=:/{2}|<your-namespace>/))${escaped}(?=[a-z0-9<\${])`,
    "g",
  );
  return text.replace(pattern, (_, hub?: string) => (hub === undefined ? "" : "oci://") + "dhi.io/");
}
