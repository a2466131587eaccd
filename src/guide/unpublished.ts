import { DEFAULT_VARIANTS } from "../descriptor/defaults.ts";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { publishedVersions, SNAPSHOT_FILE } from "../descriptor/snapshot.ts";
import { coversVersion, type When } from "../descriptor/when-field.ts";
import type { Problem, YamlPath } from "../findings/problem.ts";
import { firstNames } from "../findings/suggest.ts";
import { isPrefix, nameOf, pathsOf } from "./field-paths.ts";

/*
 * What is said for some versions or variants is left out where facts say that none of them is published; there is always
 * a finding then. What facts do not speak of stays.
 */

/** What facts say of what is published. */
export type PublishedFacts = Pick<Descriptor, "variants" | "repository" | "snapshot">;

/** Definitions that are public hold no FIPS variants, though there are some. */
const UNPROVABLE = "fips";

/** Why something is not published: which key of `when` names it, the fact, and what one can do. */
interface Denial {
  readonly key: keyof When;
  readonly fact: string;
  readonly fix: string;
}

/**
 * Whether facts say that nothing is published for which something is said.
 *
 * @param when the versions and variants; undefined for all
 * @param facts what facts say
 */
export function isUnpublished(when: When | undefined, facts: PublishedFacts): boolean {
  return when !== undefined && denialOf(when, facts) !== undefined;
}

function denialOf({ variants, flavors, from, until }: When, facts: PublishedFacts): Denial | undefined {
  // A chart has no variants: its guide speaks of those of its images.
  if (facts.repository === undefined) {
    const { available, flavors: published } = statedBy(facts);
    const isThere = (name: string) => available.includes(name) || name === UNPROVABLE;
    if (variants && !variants.some(isThere)) {
      const isDefault = facts.variants?.available === undefined;
      return notListed("variants", "variants.available", variants, available, isDefault ? " by default" : "");
    }
    if (flavors && !flavors.some((name) => published.includes(name)))
      return notListed("flavors", "variants.flavors", flavors, published);
  }
  const versions = publishedVersions(facts.snapshot ?? {}) ?? [];
  if (versions.length === 0 || versions.some((one) => coversVersion({ from, until }, one))) return undefined;
  const { file = SNAPSHOT_FILE } = facts.snapshot ?? {};
  return {
    key: from === undefined ? "until" : "from",
    fact: `of the versions in ${file} (${firstNames(versions)}) it is for none`,
    fix: "remove it, or say other versions",
  };
}

function notListed(
  key: keyof When,
  field: string,
  named: readonly string[],
  listed: readonly string[],
  why = "",
): Denial {
  return {
    key,
    fact: `\`${field}\` has ${listed.length === 0 ? "none" : `${listed.join(", ")} alone${why}`}`,
    fix: `remove it, or add ${named.join(", ")} to \`${field}\` if it is published`,
  };
}

/** Which variants and flavors there are; what a descriptor leaves out, `sync` does not write either. */
function statedBy({ variants = {} }: PublishedFacts): {
  readonly available: readonly string[];
  readonly flavors: readonly string[];
} {
  return { available: variants.available ?? DEFAULT_VARIANTS, flavors: variants.flavors ?? [] };
}

/** What can be for some versions or variants. */
export const CONDITIONAL: readonly string[] = [
  "env",
  "volumes",
  "start.notes",
  "start.further.notes",
  "comparison.rows",
  "migration.rows",
  "useCases",
  "useCases.steps",
  "useCases.notes",
  "sections.add",
  "overview.sections.add",
  "troubleshooting.add",
];

/** Something that is said for some versions or variants. */
interface Conditional {
  readonly when: When;
  readonly path: YamlPath;
}

function conditionalIn(descriptor: Descriptor): Conditional[] {
  return CONDITIONAL.flatMap((field) =>
    pathsOf(descriptor, [...field.split("."), "when"]).map(({ path, value }) => ({
      when: value as When,
      path: path.slice(0, -1),
    })),
  );
}

/**
 * Whether anything is said for some versions alone, so that it is to be known which there are.
 *
 * @param descriptor what the author wrote
 */
export function asksForVersions(descriptor: Descriptor): boolean {
  return conditionalIn(descriptor).some(({ when: { from, until } }) => (from ?? until) !== undefined);
}

/**
 * The places of what is left out, the outermost alone.
 *
 * @param descriptor what the author wrote
 * @returns their paths
 */
export function unpublishedPlaces(descriptor: Descriptor): YamlPath[] {
  const places = conditionalIn(descriptor).flatMap(({ when, path }) => (isUnpublished(when, descriptor) ? [path] : []));
  return places.filter((path) => !places.some((other) => other.length < path.length && isPrefix(other, path)));
}

/**
 * Finds what is left out because facts say that nothing is published for which it is, and FIPS variants of which facts
 * say nothing: what is for them stays.
 *
 * @param descriptor what the author wrote
 * @returns a warning for each
 */
export function findUnpublished(descriptor: Descriptor): Problem[] {
  const leftOut = unpublishedPlaces(descriptor);
  return conditionalIn(descriptor).flatMap(({ when, path }): Problem[] => {
    const denial = denialOf(when, descriptor);
    if (denial === undefined) {
      const isTold = leftOut.some((outer) => isPrefix(outer, path));
      return isTold || !isUnconfirmed(when, descriptor) ? [] : [unconfirmed(path)];
    }
    if (!leftOut.some((outer) => outer.length === path.length && isPrefix(outer, path))) return [];
    const { key, fact, fix } = denial;
    return [
      {
        code: "when-unpublished",
        severity: "warning",
        message: `unexpected \`when.${key}\` of ${nameOf(path)}, which is left out: ${fact}`,
        fix,
        place: { path: [...path, "when", key], part: "key" },
      },
    ];
  });
}

function isUnconfirmed({ variants = [] }: When, facts: PublishedFacts): boolean {
  const { available } = statedBy(facts);
  return facts.repository === undefined && variants.includes(UNPROVABLE) && !available.includes(UNPROVABLE);
}

const unconfirmed = (path: YamlPath): Problem => ({
  code: "when-unpublished",
  severity: "warning",
  message: `unexpected ${UNPROVABLE} in \`when.variants\` of ${nameOf(path)}: \`variants.available\` does not say that there are such variants; the text stays, since definitions may just not tell`,
  fix: `add ${UNPROVABLE} to \`variants.available\`, or remove it here`,
  place: { path: [...path, "when", "variants"], part: "key" },
});
