import { claimsOf } from "../claims/matchers.ts";
import { variantProblems } from "../claims/variants.ts";
import type { Rule } from "../rule.ts";

const DENIALS = [
  /\b(?:no|without)\s+(?:[\w-]+[,/]?\s+){0,3}?(?:or\s+|and\s+)?compat(?:ibility)?\s+(?:variants?|images?|tags?)\b/i,
  /\b(?:not|n['’]t)\s+(?:currently\s+)?(?:provide|offer|have|include|publish)\s+(?:an?\s+|any\s+)?compat(?:ibility)?\s+(?:variants?|images?|tags?)\b/i,
];

const MENTION = /\bcompat(?!\w|:)\b/i;
const DESCRIPTION = /\bcompat(?:-\w+)?\s+(?:\w+\s+)?(?:variant|image|tag)s?\b|(?<!\w:)<tag>-compat\b/i;

/** A guide denies a compat variant that exists, describes one that does not, or leaves one out. */
export const compatVariantClaim: Rule = {
  code: "compat-variant-claim",
  severity: "error",
  needs: "definitions",
  check: ({ guide }) =>
    variantProblems(guide, "compat", claimsOf(guide, { topic: /compat/i, forms: DENIALS }), MENTION, DESCRIPTION),
};
