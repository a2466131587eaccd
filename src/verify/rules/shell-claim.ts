import { claimsOf, denialsOf } from "../claims/matchers.ts";
import { denyProblem } from "../claims/problems.ts";
import type { Rule } from "../rule.ts";

// "Shell tools" and "shell history" are other things than a shell, and one that is not needed may be there.
const AFTER = [
  String.raw`\s*(?:$|[^\w\s'’-])`,
  String.raw`\s+(?!(?:is|are)\s+(?:\w+\s+)?(?:needed|required|necessary|used|involved|invoked|spawned|started)\b)(?:(?:and|or|nor|but|so|because|since|as|than|that|which|when|if|unless|to|in|inside|within|into|for|on|at|by|with|from|of|like|such|is|are|was|were|will|binary|binaries|interpreters?|access|available|installed|included|present|bundled|either|anywhere|currently|here)\b)`,
];
const DENIALS = denialsOf(String.raw`(?:(?:bash|sh|dash|interactive)\s+)?shells?\b(?=${AFTER.join("|")})`);

/** A guide denies the shell that the image's definitions install. */
export const shellClaim: Rule = {
  code: "shell-claim",
  severity: "error",
  needs: "definitions",
  check: ({ guide }) => {
    const { image } = guide;
    if (!image) return [];
    return claimsOf(guide, DENIALS).flatMap((claim) => denyProblem(claim, guide, image, "shells", "a shell"));
  },
};
