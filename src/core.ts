/*
 * The one door through which the wings see the core: sync and preview; verify sees no core at all. What they need more of
 * is named here, where a reader sees how little it is.
 */
export type { BuiltPage } from "./build/built-page.ts";
export type { GuideMaker } from "./build/make-guide.ts";
export { DEFAULT_USER, DEFAULT_VARIANTS } from "./descriptor/defaults.ts";
export { publishedAt } from "./descriptor/editor-schema.ts";
export { factFields, variantFields } from "./descriptor/fact-fields.ts";
export {
  scaffoldHead,
  scaffoldOverview,
  scaffoldUseCase,
  USUAL_PULL_SECRET,
  type ScaffoldFacts,
} from "./descriptor/scaffold.ts";
export {
  publishedVersions,
  snapshotSchema,
  withoutVolatile,
  type DefinedTags,
  type Snapshot,
} from "./descriptor/snapshot.ts";
export { coversVersion, type When } from "./descriptor/when-field.ts";
export { FIRST_KIND, KINDS, type Kind, type KindName, type PageKind, type Subject } from "./kinds/kinds.ts";
export type { PageContent } from "./guide/content.ts";
export { CONFIG_FILE } from "./project/names.ts";
export { filesOf, inputPatterns, outputPatterns } from "./project/pages.ts";
export { idOf, type PagePaths } from "./project/paths.ts";
export type { Project } from "./project/project.ts";
export { publishedFolders } from "./project/published-info.ts";
export { redirectsOf, type Redirect, type RenamedThing } from "./project/redirects.ts";
export type { RenderedSection } from "./render/rendered-section.ts";
