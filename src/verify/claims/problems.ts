import type { Source } from "../../catalog/definition.ts";
import type { Facts, ImageFacts } from "../../catalog/facts.ts";
import type { RuleProblem } from "../rule.ts";
import type { Claim } from "./matchers.ts";
import type { ClaimScope } from "./scope.ts";

/**
 * The facts of the variants that a claim is about.
 *
 * @returns the facts; undefined where no definition speaks about them
 */
export function factsFor(image: ImageFacts, scope: ClaimScope): Facts | undefined {
  if (scope === "other") return undefined;
  const facts = image[scope];
  return facts.definitions.length > 0 ? facts : undefined;
}

/**
 * Holds a denial ("no shell") against the definitions.
 *
 * @param key the facts that list what is denied
 * @param thing what is denied, for the message
 * @returns an error where every definition has it; a warning where some have, or where the claim is hedged
 */
export function denyProblem(
  claim: Claim,
  image: ImageFacts,
  key: "shells" | "packageManagers",
  thing: string,
): RuleProblem[] {
  const facts = factsFor(image, claim.scope);
  if (!facts || claim.conditional) return [];
  const sources = facts[key].flatMap((stated) => stated.sources);
  const having = new Set(sources.map(({ file }) => file)).size;
  if (having === 0) return [];
  const names = facts[key].map(({ value }) => value).join(", ");
  const every = having === facts.definitions.length;
  const which = every
    ? `every ${claim.scope} definition installs`
    : `${having} of ${facts.definitions.length} ${claim.scope} definitions install`;
  const fact = `${which} ${names}`;
  return [
    {
      start: claim.start,
      end: claim.end,
      message: `unexpected denial of ${thing} ("${claim.text}"): ${fact} (${sourceText(sources)})`,
      expected: every ? `${thing}: ${names}` : `${thing} in some variants: ${names}`,
      fact,
      fix: "Say what the image has, or leave the sentence out.",
      severity: every && !claim.hedged ? undefined : "warning",
    },
  ];
}

/**
 * Names where the truth stands: the first definition and its key, and how many more say the same.
 *
 * @param sources who says so
 * @returns for example `image/bash/alpine-3.24/5.yaml: contents.packages, and 3 more`
 */
export function sourceText(sources: readonly Source[]): string {
  const [first] = sources;
  if (!first) return "no definition";
  const more = new Set(sources.map(({ file }) => file)).size - 1;
  return `${first.file}: ${first.key}${more > 0 ? `, and ${more} more` : ""}`;
}
