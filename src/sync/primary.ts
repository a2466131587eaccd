import type { Facts, ImageFacts } from "../definition/facts.ts";

/**
 * The facts that a guide is about: those of the runtime variants, or of all where there is none.
 *
 * @param image what the definitions say
 * @returns the facts of one set of definitions
 */
export function primaryFacts({ runtime, all }: ImageFacts): Facts {
  return runtime.definitions.length > 0 ? runtime : all;
}

/** Whether a flavor is the compat variant, which a descriptor names among the variants. */
export function isCompat(flavor: string): boolean {
  return flavor === "compat";
}
