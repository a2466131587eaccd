import { isFipsVariant } from "../catalog/compliance.ts";
import { packageName } from "../catalog/contents.ts";
import type { Definition, ImageInfo } from "../catalog/definition.ts";
import { type Facts, type ImageFacts, stateFacts } from "../catalog/facts.ts";
import { oneLine } from "./plain-text.ts";

/**
 * The facts that a guide's sentences are about: those of the runtime variants, or of all where there is none.
 *
 * @returns the facts of one set of definitions
 */
export function primaryFacts({ runtime, all }: ImageFacts): Facts {
  return runtime.definitions.length > 0 ? runtime : all;
}

/**
 * The facts that a guide's samples are about, which name no flavor: those of the primary variants without one that are no
 * FIPS variants, or of all where there is no such variant.
 *
 * @param primary the facts of {@link primaryFacts}
 * @returns the facts of a part of these definitions
 */
export function plainFacts(primary: Facts): Facts {
  const plain = primary.definitions.filter(
    (definition) => definition.flavor === undefined && !isFipsVariant(definition),
  );
  return plain.length > 0 && plain.length < primary.definitions.length ? stateFacts(plain) : primary;
}

/** Whether a flavor is the compat variant, which a descriptor names among the variants. */
export function isCompat(flavor: string): boolean {
  return flavor === "compat";
}

/** A flavor without its version, which changes with each release. */
export function flavorName(flavor: string): string {
  return oneLine(flavor.replace(/[\d.]+$/, ""));
}

/** A program that `info.yaml` names. */
export type Tool = ImageInfo["tools"][number];

/**
 * Tells which programs of `info.yaml` are certainly in the image that a bare tag pulls. It does not say which variants have
 * them: so they are where there are no other variants, and where each definition installs or starts them by name.
 *
 * @param image what the definitions and `info.yaml` say
 * @returns whether a program is one of these
 */
export function includedIn(image: ImageFacts): (tool: Tool) => boolean {
  const { definitions } = plainFacts(primaryFacts(image));
  // A FIPS variant has the programs of the one that it is a variant of.
  const others = image.all.definitions.filter((one) => !isFipsVariant(one) && !definitions.includes(one));
  if (others.length === 0) return () => true;
  const named = definitions.map(namesOf);
  return ({ name }) => named.every((names) => names.has(name));
}

/** The packages, and the words of the command without their folders. */
function namesOf({ packages, entrypoint, cmd }: Definition): ReadonlySet<string> {
  const started = [...entrypoint, ...cmd].map((word) => word.replace(/^.*\//, ""));
  return new Set([...packages.map(packageName), ...started]);
}
