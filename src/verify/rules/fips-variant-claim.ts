import { claimsOf } from "../claims/matchers.ts";
import { sourceText } from "../claims/problems.ts";
import type { Rule } from "../rule.ts";

const FIPS = String.raw`['"]?-?fips['"]?(?:[- ](?:140(?:-[23])?|compliant|validated|enabled|certified))*`;
/** "No `dev`, `fips` or `compat` tags" denies each of them. */
const OTHER = String.raw`['"]?-?(?:dev|compat|runtime|stig)['"]?`;
const AND = String.raw`(?:\s*,\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+)`;
const VARIANTS = String.raw`(?:${OTHER}${AND})*${FIPS}(?:${AND}${OTHER})*\s+(?:tagged\s+)?(?:variants?|images?|tags?|builds?)\b`;
const DENIALS = [
  new RegExp(String.raw`\bno\s+(?:separate\s+|dedicated\s+)?${VARIANTS}`, "i"),
  new RegExp(
    String.raw`\b(?:not|n['’]t)\s+(?:currently\s+|yet\s+)*(?:provide|offer|have|include|publish|ship)(?:ed)?\s+(?:an?\s+|any\s+|separate\s+)*${VARIANTS}`,
    "i",
  ),
  new RegExp(
    String.raw`(?<!-)\b${VARIANTS}\s+(?:are|is)(?:\s+not|n['’]t)\s+(?:currently\s+|yet\s+)*(?:published|provided|available|offered)`,
    "i",
  ),
];
/** "No FIPS variants on Alpine" denies those alone. */
const OF_SOME =
  /\b(?:alpine|debian|ubuntu|musl|glibc|arm\w*|amd64|flavors?|compat|dev|version|for|before|until|v?\d+\.\w+)\b/i;

/** A guide denies FIPS variants that there are, by definitions or by `info.yaml`. */
export const fipsVariantClaim: Rule = {
  code: "fips-variant-claim",
  severity: "error",
  needs: "definitions",
  check: ({ guide }) => {
    const stated = (guide.image?.compliance ?? []).filter(({ fact }) => fact === "fips");
    // Where sources contradict each other, nothing is known.
    if (stated.length === 0 || !stated.every(({ value }) => value)) return [];
    const where = sourceText(stated.map(({ source }) => source));
    return claimsOf(guide, { topic: /\bfips\b/i, forms: DENIALS })
      .filter(({ scope, conditional, sentence, start, end }) => {
        const [before, after] = [
          sentence.text.slice(0, start - sentence.start),
          sentence.text.slice(end - sentence.start),
        ];
        const rest = `${before} ${after}`.replace(/\bfor (?:this|the) image\b/i, "");
        return scope !== "other" && !conditional && !OF_SOME.test(rest);
      })
      .map(({ start, end, text }) => ({
        start,
        end,
        message: `unexpected denial of FIPS variants ("${text}"): there are some (${where})`,
        fact: "denial",
        fix: "Describe the FIPS variants, or leave the sentence out.",
      }));
  },
};
