import escapeStringRegexp from "escape-string-regexp";
import { isFipsVariant } from "../../catalog/compliance.ts";
import type { Definition, Source } from "../../catalog/definition.ts";
import type { Facts, ImageFacts } from "../../catalog/facts.ts";
import type { RuleProblem } from "../rule.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import { type Claim, claimsOf } from "./matchers.ts";
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
 * @returns an error where every definition has it; a warning where some have, or where the claim is hedged. A hedged
 *   claim is none where the guide says elsewhere what the image has, a general one where only some definitions have it
 */
export function denyProblem(
  claim: Claim,
  guide: ParsedGuide,
  image: ImageFacts,
  key: "shells" | "packageManagers",
  thing: string,
): RuleProblem[] {
  const facts = factsFor(image, claim.scope);
  if (!facts || claim.conditional) return [];
  const definitions = withoutFlavors(facts.definitions);
  const files = new Set(definitions.map(({ file }) => file));
  const having = facts[key]
    .map(({ value, sources }) => ({ value, sources: sources.filter(({ file }) => files.has(file)) }))
    .filter(({ sources }) => sources.length > 0);
  const sources = having.flatMap((stated) => stated.sources);
  const count = new Set(sources.map(({ file }) => file)).size;
  const every = count === definitions.length;
  const values = having.map(({ value }) => value);
  if (count === 0 || (claim.general && !every)) return [];
  const affirmed = affirmationsOf([thing.replace(/^an? /, ""), ...values], guide);
  // What one paragraph denies and names is a manner of speaking.
  const { prose } = claim.sentence;
  if (claim.hedged ? affirmed.length > 0 : affirmed.some(({ sentence }) => sentence.prose === prose)) return [];
  const names = values.join(", ");
  const which = every
    ? `every ${claim.scope} definition installs`
    : `${count} of ${definitions.length} ${claim.scope} definitions install`;
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

/** A guide speaks of what is pulled without a flavor's name or `fips`, unless there is nothing else. */
function withoutFlavors(definitions: readonly Definition[]): readonly Definition[] {
  const plain = definitions.filter((definition) => definition.flavor === undefined && !isFipsVariant(definition));
  return plain.length > 0 ? plain : definitions;
}

/** Where a guide says that the image has one of the things: "this image includes bash". */
function affirmationsOf(things: readonly string[], guide: ParsedGuide): readonly Claim[] {
  const names = things.map((name) => escapeStringRegexp(name)).join("|");
  const form = new RegExp(
    String.raw`\b(?:includes?|contains?|has|have|ships?(?:\s+with)?|provides?|bundles?|comes?\s+with|installs?)\b(?:(?!\b(?:no|not|without)\b)[^.;])*?\b(?:${names})\b`,
    "i",
  );
  return claimsOf(guide, { topic: form, forms: [form] }).filter(
    ({ scope, hedged, conditional, sentence, start }) =>
      scope === "runtime" &&
      !hedged &&
      !conditional &&
      !/\b(?:not?|never|without)\b|n['’]t\b/i.test(sentence.text.slice(0, start - sentence.start)),
  );
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
