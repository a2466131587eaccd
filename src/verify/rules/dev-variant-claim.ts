import { claimsOf } from "../claims/matchers.ts";
import { variantProblems } from "../claims/variants.ts";
import type { Rule } from "../rule.ts";

const DEV = String.raw`(?:['"]?-?dev(?:elopment)?['"]?|build-time)`;
/** "No shell in dev variants" denies the shell, not the variants. */
const ADJECTIVE = String.raw`(?!(?:in|for|on|of|from|the|with|to)\b)[\w-]+`;
const DENIALS = [
  new RegExp(
    String.raw`\bno\s+(?:${ADJECTIVE}[,/]?\s+){0,3}?(?:or\s+|and\s+)?(?:separate\s+)?${DEV}\b[^.;]{0,30}?\b(?:variants?|images?|tags?)\b`,
    "i",
  ),
  new RegExp(String.raw`\bno\s+(?:${ADJECTIVE}\s+){0,2}\(?${DEV}\)?\s+(?:[\w,]+\s+){0,4}?variants?\b`, "i"),
  new RegExp(
    String.raw`\b(?:not|n['’]t|not\s+currently|currently\s+not)\s+(?:currently\s+)?(?:provide|offer|have|include|publish|ship)(?:s|ed)?\s+(?:an?\s+|any\s+|separate\s+)*${DEV}\s+(?:variants?|images?|tags?)\b`,
    "i",
  ),
  new RegExp(
    String.raw`(?<!non-)\b${DEV}\s+(?:variants?|images?|tags?)\b[^.;]{0,30}?\b(?:are|is)\s+(?:not|n['’]t)\s+(?:currently\s+)?(?:published|provided|available|offered)`,
    "i",
  ),
  /\bonly\s+(?:provides?|offers?|has|publishes|ships)\s+(?:an?\s+)?runtime\s+(?:variants?|images?)/i,
  /\b(?:provided|available|published|offered)\s+as\s+(?:an?\s+)?runtime\s+(?:variants?|images?)\s+only\b/i,
];

const MENTION =
  /(?<!non-)(?<![\w./])-?dev\b(?!\s*(?:\/|mode|environment|server))|\bdevelopment\s+(?:variant|image)s?\b/i;
/** What promises a variant: "dev images" and "a dev tag" may be whatever one builds with, as in the steps of a migration. */
const DESCRIPTION =
  /(?<!non-)(?<![\w./])-?dev\b['"]?\s+(?:\w+\s+)?variants?\b|\binclude\s+['"]?-?dev\b|(?<!\w:)<tag>-dev\b/i;

/** A guide denies a dev variant that exists, describes one that does not, or leaves one out. */
export const devVariantClaim: Rule = {
  code: "dev-variant-claim",
  severity: "error",
  needs: "definitions",
  check: ({ guide }) =>
    variantProblems(
      guide,
      "dev",
      claimsOf(guide, { topic: /\bdev|variant|build-time|runtime/i, forms: DENIALS }),
      MENTION,
      DESCRIPTION,
    ),
};
