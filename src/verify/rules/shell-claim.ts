import { claimsOf, denialsOf } from "../claims/matchers.ts";
import { denyProblem } from "../claims/problems.ts";
import type { Rule } from "../rule.ts";

// "Shell tools" and "shell scripts" are other things than a shell.
const DENIALS = denialsOf(
  String.raw`(?:(?:bash|sh|dash|interactive)\s+)?shells?\b(?!\s+(?:tool|script|command|utilit|wrapper|builtin|required))`,
);

/** A guide denies the shell that the image's definitions install. */
export const shellClaim: Rule = {
  code: "shell-claim",
  severity: "error",
  needs: "definitions",
  check: ({ guide }) => {
    const { image } = guide;
    if (!image) return [];
    return claimsOf(guide, DENIALS).flatMap((claim) => denyProblem(claim, image, "shells", "a shell"));
  },
};
