import type { Rule } from "../rule.ts";
import { bannedPhrase } from "./banned-phrase.ts";
import { compatVariantClaim } from "./compat-variant-claim.ts";
import { debugEntrypoint } from "./debug-entrypoint.ts";
import { devVariantClaim } from "./dev-variant-claim.ts";
import { genericPlaceholder } from "./generic-placeholder.ts";
import { imageExists } from "./image-exists.ts";
import { movedLink } from "./moved-link.ts";
import { packageManagerClaim } from "./package-manager-claim.ts";
import { registryProfile } from "./registry-profile.ts";
import { shellClaim } from "./shell-claim.ts";
import { size } from "./size.ts";
import { tagPublished } from "./tag-published.ts";
import { userClaim } from "./user-claim.ts";

/** Every rule, in the order of their documentation. */
export const RULES: readonly Rule[] = [
  imageExists,
  tagPublished,
  shellClaim,
  packageManagerClaim,
  userClaim,
  devVariantClaim,
  compatVariantClaim,
  debugEntrypoint,
  genericPlaceholder,
  registryProfile,
  movedLink,
  bannedPhrase,
  size,
];
