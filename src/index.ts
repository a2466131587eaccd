/*
 * The library: what the command does, as functions. Its types reach no package, so that a user's compiler finds all of
 * them.
 */
import { fileURLToPath } from "node:url";
import { buildProject as build, type BuildResult } from "./build/build-project.ts";
import type { BuiltPage } from "./build/built-page.ts";
import { checkProject as check, type CheckResult } from "./build/check-project.ts";
import { choose, emptyCounts, expectDescriptors } from "./build/choose-guides.ts";
import { GuideFindings } from "./build/guide-findings.ts";
import { createGuideMaker } from "./build/make-guide.ts";
import { readProject } from "./build/read-project.ts";
import { THIS_PROCESS } from "./files/this-process.ts";
import { compareFindings, type Finding } from "./findings/finding.ts";
import { didYouMean } from "./findings/suggest.ts";
import { NAMESPACE } from "./project/names.ts";
import { ProjectError } from "./project/project-error.ts";
import { openProject, type OpenedProject } from "./project/project.ts";

export type { BuildResult } from "./build/build-project.ts";
export type { BuiltPage } from "./build/built-page.ts";
export type { CheckResult } from "./build/check-project.ts";
export { EMPTY_CATALOG, type Catalog } from "./catalog/catalog.ts";
export type { ChartFacts } from "./catalog/charts.ts";
export type { ChartRelease, Definition, ImageInfo, Port, Source, UsedRepository, User } from "./catalog/definition.ts";
export { imageFacts, stateFacts, type Facts, type ImageFacts, type Stated } from "./catalog/facts.ts";
export { loadCatalog, type CatalogOptions } from "./catalog/load.ts";
export { FACTS_FILE_SCHEMA, factsFileJsonSchema } from "./descriptor/facts-file.ts";
export type { FieldRow } from "./descriptor/json-schema.ts";
export type { Descriptor } from "./descriptor/descriptor.ts";
export { compareFindings, type Finding, type Place, type Severity } from "./findings/finding.ts";
export { gatherPlaces } from "./findings/gather-places.ts";
export { descriptorFields, descriptorJsonSchemas, type Kind, type KindName, type PageKind } from "./kinds/kinds.ts";
export { formatSarif, type SarifTool } from "./findings/reporters/sarif.ts";
export { formatMarkdown } from "./format/format-markdown.ts";
export { TextLimitError } from "./markdown/text-limit.ts";
export { CONFIG_SCHEMA, configJsonSchema } from "./project/config.ts";
export type { PagePaths } from "./project/paths.ts";
export {
  explainLine,
  explainLines,
  type ExplainableGuide,
  type Explanation,
  type GuideSection,
} from "./provenance/explain.ts";
export { catalogFacts } from "./sync/find-defined.ts";
export {
  FACTS_SCHEMA,
  factsJsonSchema,
  type ChartFactReport,
  type FactReport,
  type ImageFactReport,
  type ThingFacts,
} from "./sync/fact-schema.ts";
export { syncDescriptor, type Synced } from "./sync/sync.ts";
export { DEFAULT_CONFIG as DEFAULT_VERIFY_CONFIG, type VerifyConfig } from "./verify/config.ts";
export { applyFixes } from "./verify/fix.ts";
export type { CustomRule, CustomRuleContext } from "./verify/custom/custom-rule.ts";
export type { CodeBlock, CodeLine } from "./verify/parsed/code-blocks.ts";
export type { ImageReference } from "./verify/parsed/image-references.ts";
export type { GuideText, MarkdownNode } from "./verify/parsed/parsed-guide.ts";
export type { Cell, ProseText } from "./verify/parsed/prose.ts";
export type { Edit, FixableFinding, RuleNeeds, RuleProblem } from "./verify/rule.ts";
export { type Suppression } from "./verify/suppressions.ts";
export { type GuideSettings, verifyGuides, type VerifyOptions } from "./verify/verify.ts";
export { ProjectError };

/** Where a project is, and what to overrule: the options of the command line, under their names. */
export interface ProjectOptions {
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
  /** False where volatile sections are left out: of pages, or, by {@link checkGuides}, of the comparison. */
  readonly volatile?: boolean | undefined;
}

/** What a build that writes is told besides. */
export interface WriteOptions extends ProjectOptions {
  /** Whether outputs that were edited by hand, or that somebody else wrote, are overwritten. */
  readonly force?: boolean | undefined;
}

/**
 * Makes the pages of a project, in memory.
 *
 * @param options the project, and what to overrule
 * @returns all pages, and the guides among them, those with errors without a text; and all findings, sorted
 * @throws ProjectError where the command would end with status 2: there is no such folder, or no descriptor in it, or none
 *   of a name, or an option is unknown or has a value that it cannot have
 */
export function buildGuides(options: ProjectOptions): {
  readonly pages: readonly BuiltPage[];
  readonly guides: readonly BuiltPage[];
  readonly findings: readonly Finding[];
} {
  const { project, findings } = open(options);
  if (!project) return { pages: [], guides: [], findings };
  expectDescriptors(project);
  const maker = createGuideMaker(project);
  const { names } = options;
  const chosen = names?.length === 0 ? [] : choose(project, names ?? []);
  const pages = chosen.map((paths) => maker.make(paths)).filter(({ isAbsent }) => !isAbsent);
  const found = new GuideFindings();
  for (const page of pages) found.add(page);
  const guides = pages.filter(({ paths }) => paths.page.fields === "");
  const all = [...findings, ...maker.findings, ...found.all()];
  return { pages, guides, findings: all.sort(compareFindings) };
}

/**
 * Builds a project as `dhi-guides build` does: makes what changed, and writes what differs.
 *
 * @param options the project, and what to overrule
 * @returns what was done, and all findings, sorted; nothing was written where the settings are wrong
 * @throws ProjectError as {@link buildGuides}
 */
export async function writeGuides(
  options: WriteOptions,
): Promise<Pick<BuildResult, "counts" | "findings" | "removed">> {
  const { project, findings } = open(options, ["force"]);
  if (!project) return { counts: emptyCounts(), findings, removed: [] };
  const { names = [], force } = options;
  const result = await build(project, { names, force, process: THIS_PROCESS });
  return { ...result, findings: [...findings, ...result.findings].sort(compareFindings) };
}

/**
 * Says what a build would do, as `dhi-guides check` does.
 *
 * @param options the project, and what to overrule
 * @returns how outputs differ from what they should be, and all findings, sorted
 * @throws ProjectError as {@link buildGuides}
 */
export function checkGuides(options: ProjectOptions): CheckResult {
  const { project, findings } = open(options);
  if (!project) return { counts: emptyCounts(), findings, diffs: [], drift: { entries: 0, guides: 0 } };
  const ignoresVolatile = options.volatile === false;
  const result = check(project, { names: options.names ?? [], process: THIS_PROCESS, ignoresVolatile });
  return { ...result, findings: [...findings, ...result.findings].sort(compareFindings) };
}

const KNOWN = ["root", "names", "registry", "namespace", "out", "packagedTemplates", "volatile"];

function open(options: ProjectOptions, more: readonly string[] = []): OpenedProject {
  expectOptions(options, [...KNOWN, ...more]);
  const { root, registry, namespace, out, volatile } = options;
  const { packagedTemplates = fileURLToPath(new URL("../templates", import.meta.url)) } = options;
  const opened = openProject({ root, registry, namespace, out, volatile, packagedTemplates });
  return { ...opened, findings: [...opened.findings, ...readProject(opened, options.names)].sort(compareFindings) };
}

/** Who calls it from JavaScript has no compiler that says so. */
function expectOptions(options: ProjectOptions, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const question = didYouMean(name, known);
    const fix = question === undefined ? `, expected one of ${known.join(", ")}` : `: ${question}`;
    throw new ProjectError(`unexpected option "${name}"${fix}`);
  }
  const { registry, namespace, volatile } = options;
  if (volatile !== undefined && typeof volatile !== "boolean")
    throw new ProjectError(`unexpected volatile "${String(volatile)}", expected true or false`);
  if (registry !== undefined && registry !== "public" && registry !== "mirror")
    throw new ProjectError(`unexpected registry "${String(registry)}", expected public or mirror`);
  if (namespace !== undefined && !NAMESPACE.test(namespace))
    throw new ProjectError(
      `unexpected namespace "${namespace}", expected for example acme or registry.example.com/acme`,
    );
}
