import type { Rule } from "../rule.ts";
import { packageManagerClaim } from "./package-manager-claim.ts";
import { shellClaim } from "./shell-claim.ts";

/** Every rule, in the order of their documentation. */
export const RULES: readonly Rule[] = [shellClaim, packageManagerClaim];
