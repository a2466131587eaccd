import { packageName } from "../catalog/contents.ts";
import type { Definition, ImageInfo } from "../catalog/definition.ts";
import type { ImageFacts } from "../catalog/facts.ts";
import { plainFacts, primaryFacts } from "./primary.ts";

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
  if (definitions.length === image.all.definitions.length) return () => true;
  const named = definitions.map(namesOf);
  return ({ name }) => named.every((names) => names.has(name));
}

/** The packages, and the words of the command without their folders. */
function namesOf({ packages, entrypoint, cmd }: Definition): ReadonlySet<string> {
  const started = [...entrypoint, ...cmd].map((word) => word.replace(/^.*\//, ""));
  return new Set([...packages.map(packageName), ...started]);
}
