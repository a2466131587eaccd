import type { ComplianceClaim, ComplianceFact } from "../catalog/definition.ts";
import type { ImageFacts, Stated } from "../catalog/facts.ts";
import { DEFAULT_VARIANTS } from "../core.ts";
import type { Problem } from "../findings/problem.ts";
import type { Fact } from "./fact.ts";
import { originAt } from "./origin-comment.ts";
import { keeperOf, keptFacts, readDescriptor } from "./read-descriptor.ts";
import { shortLine } from "./plain-text.ts";

/** Where a descriptor says it: FIPS is a variant, a certificate is the image's. */
const PLACES: Readonly<
  Record<ComplianceFact, Pick<Fact, "name" | "path" | "fallback"> & { readonly member?: string }>
> = {
  fips: {
    name: "variants.available.fips",
    path: ["variants", "available"],
    fallback: DEFAULT_VARIANTS,
    member: "fips",
  },
  stig: { name: "variants.stig", path: ["variants", "stig"] },
};

/**
 * What is stated of an image's FIPS variants and of its certificate for a STIG. Absence denies nothing: of what nobody states
 * there is no fact.
 *
 * @param image with the claims of its definitions, of `info.yaml` and of a file of facts
 * @returns a fact for each of the two of which something is stated
 */
export function complianceFacts({ compliance }: Pick<ImageFacts, "compliance">): Fact[] {
  return (["fips", "stig"] as const).flatMap((fact): Fact[] => {
    const claims = compliance.filter((claim) => claim.fact === fact);
    const affirming = claims.filter(({ value }) => value);
    const denying = claims.filter(({ value }) => !value);
    const [first] = affirming.length > 0 ? affirming : denying;
    if (first === undefined) return [];
    const { member, ...place } = PLACES[fact];
    const stated = {
      ...place,
      source: sourceOf(first),
      stated: { definitions: [], values: [statedAs(true, affirming), statedAs(false, denying)].flat() },
      origin: { label: fact, text: originOf(first), all: affirming.map(originOf) },
    };
    if (affirming.length > 0 && denying.length > 0)
      return [
        {
          ...stated,
          evidence: { kind: "contradicted", affirming: affirming.map(sourceOf), denying: denying.map(sourceOf) },
        },
      ];
    return [{ ...stated, evidence: { kind: "flag", value: first.value, ...(member !== undefined && { member }) } }];
  });
}

/**
 * Finds what a descriptor says with a source that states nothing of it any more. Absence denies nothing, but where there is a
 * file of facts, a person should know.
 *
 * @param text a valid descriptor
 * @param image with all claims
 * @returns a warning for each
 */
export function findUnstated(text: string, { compliance }: Pick<ImageFacts, "compliance">): Problem[] {
  const kept = keptFacts(readDescriptor(text));
  return (["fips", "stig"] as const).flatMap((fact): Problem[] => {
    const { name, path, member } = PLACES[fact];
    const words = originAt(text, path, member, fact);
    if (words === undefined || keeperOf(kept, name) !== undefined || compliance.some((claim) => claim.fact === fact))
      return [];
    return [
      {
        code: "fact-unstated",
        severity: "warning",
        message: `unexpected ${name} by ${JSON.stringify(words)}, which nobody states any more`,
        fix: `say \`"${fact}": false\` in the file of facts, and \`sync\` takes it out; or say in a comment of yours where it comes from`,
        place: { path, part: "value" },
      },
    ];
  });
}

/** Nothing where nobody claims it. */
function statedAs(value: boolean, claims: readonly ComplianceClaim[]): Stated<boolean>[] {
  return claims.length === 0 ? [] : [{ value, sources: claims.map(({ source }) => source), everywhere: false }];
}

const originOf = ({ source: { file, origin } }: ComplianceClaim) => origin ?? file;

/** Where one looks it up. */
function sourceOf({ source: { file, key, origin } }: ComplianceClaim): string {
  const place = `${file}: ${key}`;
  return origin === undefined ? place : `${shortLine(origin)}; ${place}`;
}
