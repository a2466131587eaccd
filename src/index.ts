/*
 * The library: what the command does, as functions without side effects. Nothing here writes. The types that it shows
 * reach none of the packages that only we need, so that a user's compiler finds all of them.
 */
import { fileURLToPath } from "node:url";
import { choose, expectDescriptors } from "./build/choose-guides.ts";
import { createGuideMaker } from "./build/make-guide.ts";
import { compareFindings, type Finding } from "./findings/finding.ts";
import type { ExplainableGuide } from "./provenance/explain.ts";
import { NAMESPACE } from "./project/namespace.ts";
import { ProjectError } from "./project/project-error.ts";
import { openProject } from "./project/project.ts";

export { descriptorFields, descriptorJsonSchema, type FieldRow } from "./descriptor/json-schema.ts";
export type { Descriptor } from "./descriptor/schema.ts";
export { compareFindings, type Finding, type Severity } from "./findings/finding.ts";
export { EMPTY_CATALOG, type Catalog } from "./catalog/catalog.ts";
export type { Definition, ImageInfo, Port, Source, User } from "./catalog/definition.ts";
export { imageFacts, stateFacts, type Facts, type ImageFacts, type Stated } from "./catalog/facts.ts";
export { loadCatalog, type CatalogOptions } from "./catalog/load.ts";
export {
  explainLine,
  explainLines,
  type ExplainableGuide,
  type Explanation,
  type GuideSection,
} from "./provenance/explain.ts";
export type { GuidePaths } from "./project/guide-paths.ts";
export { ProjectError };
export { formatSarif, type SarifTool } from "./findings/reporters/sarif.ts";
export type { FixableFinding } from "./verify/rule.ts";
export { DEFAULT_CONFIG as DEFAULT_VERIFY_CONFIG, type VerifyConfig } from "./verify/config.ts";
export { applyFixes } from "./verify/fix.ts";
export { type Suppression } from "./verify/suppressions.ts";
export { type GuideSettings, verifyGuides, type VerifyOptions } from "./verify/verify.ts";
export { TextLimitError } from "./markdown/text-limit.ts";
export { formatMarkdown } from "./format/format-markdown.ts";

/** One guide, made but not written. */
export interface BuiltGuide extends ExplainableGuide {
  readonly findings: readonly Finding[];
}

/** Where to build, and what to overrule. */
export interface BuildGuidesOptions {
  /** The project's folder. */
  readonly root: string;
  /** The guides that are wanted; all where it is left out. */
  readonly names?: readonly string[] | undefined;
  /** The registry profile of all guides. */
  readonly registry?: "public" | "mirror" | undefined;
  /** The namespace of a mirror. */
  readonly namespace?: string | undefined;
  /** Another output folder: outputs keep their paths below it. */
  readonly out?: string | undefined;
  /** Another folder of templates than the package's own. */
  readonly packagedTemplates?: string | undefined;
}

/**
 * Makes the guides of a project, in memory.
 *
 * @param options the project, and what to overrule
 * @returns the guides, those with errors without a text, and all findings, sorted
 * @throws ProjectError where the command would end with status 2: there is no such folder, or no descriptor in it, or none
 *   of a name, or an option has a value that it cannot have
 */
export function buildGuides(options: BuildGuidesOptions): {
  readonly guides: readonly BuiltGuide[];
  readonly findings: readonly Finding[];
} {
  const { root, names, registry, namespace, out } = options;
  expectProfile(registry, namespace);
  const { packagedTemplates = fileURLToPath(new URL("../templates", import.meta.url)) } = options;
  const { project, findings } = openProject({ root, registry, namespace, out, packagedTemplates });
  if (!project) return { guides: [], findings };
  expectDescriptors(project);
  const maker = createGuideMaker(project);
  const chosen = names?.length === 0 ? [] : choose(project, names ?? []);
  const guides = chosen.map((paths) => maker.make(paths));
  const all = [...findings, ...maker.findings, ...guides.flatMap((guide) => guide.findings)];
  return { guides, findings: all.sort(compareFindings) };
}

/** Who calls it from JavaScript has no compiler that says so. */
function expectProfile(registry: string | undefined, namespace: string | undefined): void {
  if (registry !== undefined && registry !== "public" && registry !== "mirror")
    throw new ProjectError(`unexpected registry "${registry}", expected public or mirror`);
  if (namespace !== undefined && !NAMESPACE.test(namespace))
    throw new ProjectError(
      `unexpected namespace "${namespace}", expected for example acme or registry.example.com/acme`,
    );
}
