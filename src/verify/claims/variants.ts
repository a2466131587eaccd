import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import type { RuleProblem } from "../rule.ts";
import type { Claim } from "./matchers.ts";
import { sourceText } from "./problems.ts";

/** "No Alpine dev variant" denies one on Alpine; "no FIPS or dev variant" denies both. */
const ONE_KIND =
  /\bno\s+['"]?(?:fips|stig|alpine|debian|ubuntu|musl|glibc|arm\w*|amd64|compat)[\w.-]*\s+['"]?-?(?:dev|compat)/i;

/**
 * Holds what a guide says of a kind of variant against the definitions.
 *
 * @param mention any word of such a variant, however fleeting
 * @param description words that promise the reader one
 * @returns an error for each false denial; a warning where a complete page leaves variants out, or where they are described though there are none
 */
export function variantProblems(
  guide: ParsedGuide,
  kind: "dev" | "compat",
  claims: readonly Claim[],
  mention: RegExp,
  description: RegExp,
): RuleProblem[] {
  const { image } = guide;
  const opposite = kind === "dev" ? "compat" : "dev";
  const denials = claims.filter(
    ({ scope, conditional, text }) => scope !== "other" && scope !== opposite && !conditional && !ONE_KIND.test(text),
  );
  if (!image || image.all.definitions.length === 0) return [];
  const published = image[kind].definitions;
  const sources = published.map(({ file }) => ({ file, key: "tags" }));
  if (published.length > 0 && denials.length > 0) {
    return denials.map((claim) => ({
      start: claim.start,
      end: claim.end,
      message: `unexpected denial of ${kind} variants ("${claim.text}"): they are published (${sourceText(sources)})`,
      fact: "denial",
      expected: `the ${kind} variants, for example ${image.name}:${published[0]?.tags[0] ?? ""}`,
      fix: `Describe the ${kind} variants, or leave the sentence out.`,
    }));
  }
  if (guide.isComplete && published.length > 0 && firstOf(guide, mention) === undefined) {
    return [
      {
        start: 0,
        message: `expected the guide to mention ${kind} variants, which are published (${sourceText(sources)})`,
        fix: `Say what the ${kind} variants are for.`,
        severity: "warning",
      },
    ];
  }
  const described = firstOf(guide, description);
  if (published.length === 0 && described !== undefined && denials.length === 0) {
    return [
      {
        start: described,
        message: `unexpected ${kind} variants: no definition of ${image.name} publishes one`,
        fix: `Leave out what the guide says of ${kind} variants.`,
        severity: "warning",
      },
    ];
  }
  return [];
}

function firstOf(guide: ParsedGuide, words: RegExp): number | undefined {
  const stretches = [
    ...guide.prose.map(({ plain, start }) => ({ text: plain, offset: start })),
    ...guide.code.flatMap(({ lines }) => lines),
  ];
  const offsets = stretches.flatMap(({ text, offset }) => {
    const match = words.exec(text);
    return match ? [offset + match.index] : [];
  });
  return offsets.length === 0 ? undefined : Math.min(...offsets);
}
