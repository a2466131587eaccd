/* The library: what the command does, as functions without side effects. Nothing here writes. */
import { fileURLToPath } from "node:url";
import { compareFindings, type Finding } from "./diagnostics/finding.ts";
import { createPipeline, type BuiltGuide } from "./pipeline.ts";
import { openProject, type ProjectOptions } from "./project/project.ts";

export { descriptorFields, descriptorJsonSchema, type FieldRow } from "./descriptor/json-schema.ts";
export type { Descriptor } from "./descriptor/schema.ts";
export { compareFindings, type Finding, type Severity } from "./diagnostics/finding.ts";
export { EMPTY_CATALOG, type Catalog } from "./definition/catalog.ts";
export type { Definition, ImageInfo, Port, Source, User } from "./definition/definition.ts";
export { imageFacts, stateFacts, type Facts, type ImageFacts, type Stated } from "./definition/facts.ts";
export { loadCatalog, type CatalogOptions } from "./definition/load.ts";
export { explainLine, explainLines, type Explanation } from "./explain.ts";
export type { BuiltGuide } from "./pipeline.ts";
export { ProjectError } from "./project/project.ts";
export { formatSarif, type SarifTool } from "./diagnostics/reporters/sarif.ts";
export { type FixableFinding } from "./verify/check.ts";
export { DEFAULT_CONFIG as DEFAULT_VERIFY_CONFIG, type VerifyConfig } from "./verify/config.ts";
export { applyFixes } from "./verify/fix.ts";
export { type Suppression } from "./verify/suppressions.ts";
export { type GuideSettings, verifyGuides, type VerifyOptions } from "./verify/verify.ts";
export { formatMarkdown } from "./style/index.ts";

/** Where to build, and what to overrule. */
export type BuildGuidesOptions = Partial<Omit<ProjectOptions, "root">> & {
  /** The project's folder. */
  readonly root: string;
  /** The guides that are wanted; all where it is left out. */
  readonly names?: readonly string[];
};

/**
 * Makes the guides of a project, in memory.
 *
 * @param options the project, and what to overrule
 * @returns the guides, those with errors without a text, and all findings, sorted
 * @throws ProjectError where there is no such folder
 */
export function buildGuides(options: BuildGuidesOptions): {
  readonly guides: readonly BuiltGuide[];
  readonly findings: readonly Finding[];
} {
  const packagedTemplates = fileURLToPath(new URL("../templates", import.meta.url));
  const { project, findings } = openProject({ packagedTemplates, ...options });
  if (!project) return { guides: [], findings };
  const pipeline = createPipeline(project);
  const { names } = options;
  const guides = project.guides.filter(({ name }) => names?.includes(name) ?? true).map(pipeline.build);
  const all = [...findings, ...pipeline.findings, ...guides.flatMap((guide) => guide.findings)];
  return { guides, findings: all.sort(compareFindings) };
}
