import type { Claiming, ComplianceClaim, ComplianceFact, Definition } from "./definition.ts";

const KEYS: readonly (readonly [key: string, fact: ComplianceFact])[] = [
  ["fips-compliant", "fips"],
  ["stig-certified", "stig"],
];

const FIPS_PART = /(?:^|-)fips(?=-|$)/i;

/**
 * Whether a flavor or a tag says that a variant is FIPS compliant: `fips` is one of its parts, as in `1.2-debian13-fips-dev`.
 *
 * @param name a flavor or a tag
 * @returns false for a part that only begins so, such as `fipster`
 */
export function isFipsName(name: string): boolean {
  return FIPS_PART.test(name);
}

/**
 * The flavor of a variant, without what says that it is FIPS compliant.
 *
 * @param flavor as a definition has it: `sfw-fips`
 * @param variant the definition's variant, which a flavor such as `fips-dev` repeats
 * @returns `sfw`; undefined where nothing else is left
 */
export function flavorWithoutFips(flavor: string | undefined, variant: string): string | undefined {
  if (flavor === undefined || !isFipsName(flavor)) return flavor;
  const parts = flavor.split("-").filter((part) => part.toLowerCase() !== "fips" && part !== variant);
  return parts.join("-") || undefined;
}

/**
 * What the keys of a mapping state.
 *
 * @param fields a definition, or its `metadata`, or that of an `info.yaml`; every scalar is the text that was written
 * @param file where it stands
 * @param above the key that the mapping is the value of, with a dot behind it
 * @returns a claim for each key with a truth value
 */
export function claimsOfKeys(
  fields: Readonly<Record<string, unknown>>,
  file: string,
  above: "" | "metadata." = "",
): ComplianceClaim[] {
  return KEYS.flatMap(([key, fact]) => {
    const value = truthOf(fields[key]);
    return value === undefined ? [] : { fact, value, source: { file, key: above + key } };
  });
}

/** As YAML's core schema spells them. */
function truthOf(value: unknown): boolean | undefined {
  if (typeof value !== "string" || !/^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/.test(value)) return undefined;
  return value.toLowerCase() === "true";
}

/**
 * What the names of a definition state: its flavor, or else its tags.
 *
 * @param names the flavor and tags as they are written
 * @param file where the definition stands
 */
export function claimsOfNames(
  { flavor, tags }: { readonly flavor: string | undefined; readonly tags: readonly string[] },
  file: string,
): ComplianceClaim[] {
  const key = flavor !== undefined && isFipsName(flavor) ? "flavor" : tags.some(isFipsName) ? "tags" : undefined;
  return key === undefined ? [] : [{ fact: "fips", value: true, source: { file, key } }];
}

/** Whether a definition is of a variant that one pulls by a FIPS tag alone: no bare `<tag>` means it. */
export function isFipsVariant({ tags, compliance = [] }: Pick<Definition, "tags" | "compliance">): boolean {
  const isFlavor = compliance.some(({ fact, source }) => fact === "fips" && source.key === "flavor");
  return isFlavor || (tags.length > 0 && tags.every(isFipsName));
}

/**
 * What is stated of an image as a whole. One definition that affirms is enough, for it is of one variant; what is denied is
 * denied by all of them, or by one that affirms it, too.
 *
 * @param definitions all definitions of the image
 * @param info what people are told about it
 * @returns the claims, those of definitions first
 */
export function complianceOf(definitions: readonly Claiming[], info: Claiming): ComplianceClaim[] {
  const ofDefinitions = KEYS.flatMap(([, fact]) => {
    const each = definitions.map(({ compliance = [] }) => compliance.filter((claim) => claim.fact === fact));
    const affirmed = each.flatMap((claims) => claims.filter(({ value }) => value));
    const isDenied = (claims: readonly ComplianceClaim[]) => claims.some(({ value }) => !value);
    const denying = each.every(isDenied)
      ? each
      : each.filter((claims) => isDenied(claims) && claims.some(({ value }) => value));
    return [...affirmed, ...denying.flatMap((claims) => claims.filter(({ value }) => !value))];
  });
  return [...ofDefinitions, ...(info.compliance ?? [])];
}
