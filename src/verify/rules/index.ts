import type { Rule } from "../rule.ts";
import { bannedPhrase } from "./banned-phrase.ts";
import { brokenAnchor } from "./broken-anchor.ts";
import { brokenTable } from "./broken-table.ts";
import { chartImages } from "./chart-images.ts";
import { chartVersion } from "./chart-version.ts";
import { codeLanguage } from "./code-language.ts";
import { codeSyntax } from "./code-syntax.ts";
import { compatVariantClaim } from "./compat-variant-claim.ts";
import { composeStructure } from "./compose-structure.ts";
import { dataVolume } from "./data-volume.ts";
import { debugEntrypoint } from "./debug-entrypoint.ts";
import { devVariantClaim } from "./dev-variant-claim.ts";
import { environmentClaim } from "./environment-claim.ts";
import { fipsVariantClaim } from "./fips-variant-claim.ts";
import { genericPlaceholder } from "./generic-placeholder.ts";
import { headingStructure } from "./heading-structure.ts";
import { helmCommand } from "./helm-command.ts";
import { imageExists } from "./image-exists.ts";
import { kubernetesStructure } from "./kubernetes-structure.ts";
import { leakedTemplate } from "./leaked-template.ts";
import { misplacedOption } from "./misplaced-option.ts";
import { listedTag } from "./listed-tag.ts";
import { missingBinary } from "./missing-binary.ts";
import { movedLink } from "./moved-link.ts";
import { ownName } from "./own-name.ts";
import { packageManagerClaim } from "./package-manager-claim.ts";
import { portUndeclared } from "./port-undeclared.ts";
import { portUnmentioned } from "./port-unmentioned.ts";
import { registryProfile } from "./registry-profile.ts";
import { relativeLink } from "./relative-link.ts";
import { repeatedEntrypoint } from "./repeated-entrypoint.ts";
import { runWithoutShell } from "./run-without-shell.ts";
import { sampleUser } from "./sample-user.ts";
import { shellClaim } from "./shell-claim.ts";
import { shellContinuation } from "./shell-continuation.ts";
import { shellSyntax } from "./shell-syntax.ts";
import { size } from "./size.ts";
import { spelling } from "./spelling.ts";
import { tagPublished } from "./tag-published.ts";
import { untaggedReference } from "./untagged-reference.ts";
import { unclosedCodeSpan } from "./unclosed-code-span.ts";
import { unclosedFence } from "./unclosed-fence.ts";
import { userClaim } from "./user-claim.ts";
import { visiblePlaceholder } from "./visible-placeholder.ts";

/** Every rule, in the order of their documentation. */
export const RULES: readonly Rule[] = [
  imageExists,
  tagPublished,
  untaggedReference,
  listedTag,
  chartImages,
  chartVersion,
  shellClaim,
  packageManagerClaim,
  userClaim,
  devVariantClaim,
  compatVariantClaim,
  fipsVariantClaim,
  debugEntrypoint,
  repeatedEntrypoint,
  dataVolume,
  misplacedOption,
  sampleUser,
  shellContinuation,
  shellSyntax,
  helmCommand,
  genericPlaceholder,
  registryProfile,
  ownName,
  visiblePlaceholder,
  leakedTemplate,
  headingStructure,
  brokenTable,
  brokenAnchor,
  relativeLink,
  unclosedFence,
  unclosedCodeSpan,
  movedLink,
  bannedPhrase,
  size,
  environmentClaim,
  codeSyntax,
  codeLanguage,
  kubernetesStructure,
  composeStructure,
  runWithoutShell,
  missingBinary,
  portUndeclared,
  portUnmentioned,
  spelling,
];
