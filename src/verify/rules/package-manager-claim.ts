import { claimsOf, denialsOf } from "../claims/matchers.ts";
import { denyProblem } from "../claims/problems.ts";
import type { Rule } from "../rule.ts";

const DENIALS = denialsOf(String.raw`(?:package[\s-]managers?|apt(?:-get)?|apk)\b`);

/** A guide denies the package manager that the image's definitions install. */
export const packageManagerClaim: Rule = {
  code: "package-manager-claim",
  severity: "error",
  needs: "definitions",
  check: ({ guide }) => {
    const { image } = guide;
    if (!image) return [];
    return claimsOf(guide, DENIALS).flatMap((claim) =>
      denyProblem(claim, guide, image, "packageManagers", "a package manager"),
    );
  },
};
