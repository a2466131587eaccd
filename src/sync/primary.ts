import { stateFacts, type Facts, type ImageFacts } from "../catalog/facts.ts";

/**
 * The facts that a guide's sentences are about: those of the runtime variants, or of all where there is none.
 *
 * @param image what the definitions say
 * @returns the facts of one set of definitions
 */
export function primaryFacts({ runtime, all }: ImageFacts): Facts {
  return runtime.definitions.length > 0 ? runtime : all;
}

/**
 * The facts that a guide's samples are about, which name no flavor: those of the primary variants without one, or of all
 * where each has one.
 *
 * @param primary the facts of {@link primaryFacts}
 * @returns the facts of a part of these definitions
 */
export function plainFacts(primary: Facts): Facts {
  const plain = primary.definitions.filter(({ flavor }) => flavor === undefined);
  return plain.length > 0 && plain.length < primary.definitions.length ? stateFacts(plain) : primary;
}

/** Whether a flavor is the compat variant, which a descriptor names among the variants. */
export function isCompat(flavor: string): boolean {
  return flavor === "compat";
}
