import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import packageJson from "../../package.json" with { type: "json" };
import { expectDescriptors } from "../build/choose-guides.ts";
import { EMPTY_CATALOG, type Catalog } from "../catalog/catalog.ts";
import { findMisnamed } from "../files/file-name.ts";
import type { Finding, Severity } from "../findings/finding.ts";
import { place } from "../findings/problem.ts";
import { relativePath } from "../files/relative-path.ts";
import { replaceFiles } from "../files/replace-files.ts";
import { commandLine } from "../package.ts";
import { NAMESPACE_PLACEHOLDER } from "../guide/registry.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { type PagePaths } from "../project/paths.ts";
import { openProject, type Project } from "../project/project.ts";
import type { FixableFinding } from "../verify/rule.ts";
import { createSamples } from "../verify/code/samples.ts";
import { DEFAULT_CONFIG, type VerifyConfig } from "../verify/config.ts";
import type { CustomRule } from "../verify/custom/custom-rule.ts";
import { INFO_RULES } from "../verify/info/check-infos.ts";
import { pageOf } from "../verify/page.ts";
import { type GuideSettings, silentRules, verifyGuides, verifyText } from "../verify/verify.ts";
import { openCatalog } from "./catalog.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { openCustomRules } from "./custom-rules.ts";
import { descriptorSettings } from "./descriptor-settings.ts";
import { describeLeft, fixPages, NOTHING_FIXED } from "./fix-pages.ts";
import type { PageVerifier } from "./fix-sources.ts";
import { findVerified } from "./find-verified.ts";
import { holdBaseline, updateBaseline, type Judged } from "./hold-baseline.ts";
import { report } from "./report.ts";
import { gatherPlaces } from "../findings/gather-places.ts";
import { firstNames } from "../findings/suggest.ts";
import { foldShared } from "./shared-findings.ts";
import { plural } from "../findings/plural.ts";
import { findInfos, verifyInfos } from "./verify-infos.ts";
import { secondsSince } from "./summary.ts";

export interface VerifyCommandOptions extends CommonOptions {
  readonly catalog?: string | undefined;
  readonly registry?: "public" | "mirror" | undefined;
  readonly fix?: boolean | undefined;
  readonly baseline?: string | undefined;
  readonly updateBaseline?: boolean | undefined;
  readonly cache?: boolean | undefined;
}

/**
 * `dhi-guides verify [paths...]`: lints guides and holds them against the definitions.
 *
 * @param paths guides, folders of them, or names of the project's; its outputs where there are none
 * @returns 1 where there are errors, or more warnings than are allowed
 * @throws ProjectError where a path, the catalog or the baseline cannot be read
 */
export async function verify(
  paths: readonly string[],
  options: VerifyCommandOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  const started = performance.now();
  const { project, findings: opening } = openProject({
    root: options.root,
    packagedTemplates: context.packagedTemplates,
  });
  if (!project) return report(opening, context, options);
  const { root } = project;
  const { rules: customRules, version, findings: unusable } = await openCustomRules(project);
  if (unusable.length > 0) return report(unusable, context, options);
  const { files, misnamed } = withoutMisnamed(findVerified(paths, project), root);
  if (paths.length === 0 && files.length + misnamed.length === 0) expectDescriptors(project);
  const useCache = options.cache !== false;
  const catalog = await openCatalog(options.catalog, project, useCache);
  const run = () =>
    verifyGuides({
      root,
      files,
      catalog,
      config: verifyConfig(options, project),
      guides: guideSettings(files, options, project),
      cache: useCache,
      customRules,
      version: `${buildVersion()} ${version}`,
    });

  let findings = await run();
  const fixed = options.fix
    ? await fixPages(findings, project, createPageVerifier(options, project, catalog, customRules))
    : NOTHING_FIXED;
  if (fixed.pages.size > 0) findings = await run();
  const infos = findInfos(files, project);
  const mended = new Set(fixed.mendedInSources.map(keyOf));
  findings = findings.filter((finding) => !mended.has(keyOf(finding)));
  const all = [
    ...catalog.findings,
    ...misnamed,
    ...withoutUsedElsewhere(findings, project).map(withoutEdits),
    ...(await verifyInfos(infos, root, catalog, verifyConfig(options, project))),
  ];
  const news = held(
    all,
    options,
    context,
    project.config.verify.rules?.["unused-baseline"] ?? "warning",
    judge(paths, [...files, ...infos.keys()], catalog, project, customRules),
  );
  const { findings: placed, stale } = foldShared(news, project);
  const left = gatherPlaces(placed);
  replaceFiles(root, fixed.sources);
  const status = report(left, context, options);
  if (!options.quiet) {
    const errors = left.filter(({ severity }) => severity === "error").length;
    const warnings = left.filter(({ severity }) => severity === "warning").length;
    const parts = [plural(errors, "error"), plural(warnings, "warning")];
    for (const line of describeLeft(fixed)) context.err(`${line}\n`);
    if (fixed.count > 0) parts.unshift(`fixed ${plural(fixed.count, "finding")} in ${plural(fixed.files, "file")}`);
    context.err(`${plural(files.length, "page")}: ${parts.join(", ")} in ${secondsSince(started)} s\n`);
    if (stale.length > 0)
      context.err(
        `found in ${stale.length === 1 ? "a page that is" : `${stale.length} pages that are`} not as the project makes ` +
          `${stale.length === 1 ? "it" : "them"} now: ${firstNames(stale)}; run ${commandLine("build")}\n`,
      );
    if (fixed.sources.length > 0) context.err(`the pages are as before: run ${commandLine("build")}\n`);
  }
  return status;
}

/** A guide that is there, but under a name that is not UTF-8, is a finding. */
function withoutMisnamed(
  given: readonly string[],
  root: string,
): { readonly files: readonly string[]; readonly misnamed: readonly Finding[] } {
  const misnamed = new Map<string, Finding>();
  for (const file of given) {
    const problem = findMisnamed(join(root, file));
    if (problem) misnamed.set(file, place(problem, file));
  }
  return { files: given.filter((file) => !misnamed.has(file)), misnamed: [...misnamed.values()] };
}

/**
 * Prepares to verify guides that are not written yet, one at a time.
 *
 * @param options the catalog and the registry profile
 * @param onRead called before the catalog is read, with the number of its definitions and its folder
 * @returns a function that gives the findings about one guide's text
 * @throws ProjectError where the catalog cannot be read
 */
export async function createVerifier(
  options: Pick<VerifyCommandOptions, "catalog" | "registry">,
  project: Project,
  onRead?: (count: number, folder: string) => void,
): Promise<(paths: PagePaths, text: string) => Promise<readonly Finding[]>> {
  const catalog = await openCatalog(options.catalog, project, true, onRead);
  const { rules, findings: unusable } = await openCustomRules(project);
  const verifyPage = createPageVerifier(options, project, catalog, rules);
  return async ({ output }, text) => {
    const findings = withoutUsedElsewhere(await verifyPage(output, text), project);
    return [...unusable, ...findings.map(({ fact: _, ...finding }) => withoutEdits(finding))];
  };
}

/** Verifies texts that may not be written yet, with the settings that hold for their files. */
function createPageVerifier(
  options: Pick<VerifyCommandOptions, "registry">,
  project: Project,
  catalog: Catalog,
  customRules: readonly CustomRule[],
): PageVerifier {
  const config = { ...DEFAULT_CONFIG, ...verifyConfig(options, project) };
  const samples = createSamples();
  const known = new Map<string, GuideSettings>();
  return async (file, text) => {
    const settings = known.get(file) ?? guideSettings([file], options, project).get(file) ?? {};
    known.set(file, settings);
    const { profile = config.profile, suppress, page = pageOf(file, catalog, project.root) } = settings;
    const told = { ...config, profile };
    return verifyText(file, text, catalog, told, suppress, samples, page, customRules);
  };
}

/** A guide that a descriptor makes has its descriptor's profile, and what the descriptor suppresses. */
function guideSettings(
  files: readonly string[],
  { registry }: Pick<VerifyCommandOptions, "registry">,
  project: Project,
): Map<string, GuideSettings> {
  const byOutput = new Map(project.pages.map((paths) => [paths.output, paths]));
  return new Map(
    files.map((file) => {
      const accepted = project.config.verify.suppress.filter((suppression) => suppression.file === file);
      const paths = byOutput.get(file);
      const own = paths && descriptorSettings(paths, project);
      const suppress = [...accepted, ...(own?.suppress ?? [])];
      const page = paths && { ...paths, lacksFacts: !existsSync(join(project.root, paths.snapshot)) };
      return [file, { page, suppress, profile: registry ?? own?.profile }];
    }),
  );
}

function verifyConfig(
  { registry }: Pick<VerifyCommandOptions, "registry">,
  { config, registry: { namespace } }: Project,
): Partial<VerifyConfig> {
  const { rules, suppress, customRules, ...lists } = config.verify;
  const given = Object.fromEntries(Object.entries(lists).filter(([, value]) => value !== undefined));
  const mirror = namespace === NAMESPACE_PLACEHOLDER ? {} : { namespace };
  return { profile: registry ?? config.registry, ...mirror, ...(rules && { severity: rules }), ...given };
}

function held(
  findings: readonly Finding[],
  { baseline: file, updateBaseline: isUpdate, root, quiet }: VerifyCommandOptions,
  context: CommandContext,
  severity: Severity | "off",
  isJudged: Judged,
): readonly Finding[] {
  if (file === undefined) return findings;
  if (!isUpdate) return holdBaseline(findings, file, resolve(root), severity, isJudged);
  updateBaseline(findings, resolve(root, file), isJudged);
  if (!quiet) context.err(`${plural(findings.length, "finding")} written to ${file}\n`);
  return [];
}

/** Whether this run would find what an entry of a baseline stands for. */
function judge(
  paths: readonly string[],
  files: readonly string[],
  catalog: Catalog,
  project: Project,
  customRules: readonly CustomRule[],
): Judged {
  const verified = new Set(files);
  // A descriptor's suppressions are judged with its guide.
  for (const { output, descriptor } of project.pages) if (verified.has(output)) verified.add(descriptor);
  const folders = paths.map((path) => `${relativePath(project.root, resolve(path))}/`);
  const isAsked = (file: string) =>
    paths.length === 0 || folders.some((folder) => folder === "/" || file.startsWith(folder));
  return (file, rule) => {
    if (rule === "definition-invalid") return catalog !== EMPTY_CATALOG;
    if (INFO_RULES.has(rule) && !catalog.infoSchema) return false;
    if (verified.has(file)) {
      const page = project.pages.find(({ output }) => output === file) ?? pageOf(file, catalog, project.root);
      return !silentRules(page, catalog, customRules).has(rule);
    }
    // What is gone will not be found again.
    return isAsked(file) && (file === CONFIG_FILE || !existsSync(join(project.root, file)));
  };
}

/**
 * What a descriptor suppresses, it suppresses on all of its pages: it is unused where each page says so. A page that was
 * not asked for may need it.
 */
function withoutUsedElsewhere(
  findings: readonly FixableFinding[],
  { root, pages }: Pick<Project, "root" | "pages">,
): readonly FixableFinding[] {
  const isUnused = ({ code }: Finding) => code === "unused-suppression";
  const counts = new Map<string, number>();
  for (const finding of findings.filter(isUnused)) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  const descriptors = new Map<string, number>();
  for (const { descriptor, output } of counts.size > 0 ? pages : [])
    if (existsSync(join(root, output))) descriptors.set(descriptor, (descriptors.get(descriptor) ?? 0) + 1);
  const told = new Set<string>();
  return findings.filter((finding) => {
    const wanted = isUnused(finding) ? descriptors.get(finding.file) : undefined;
    if (wanted === undefined) return true;
    const key = keyOf(finding);
    if (counts.get(key) !== wanted || told.has(key)) return false;
    told.add(key);
    return true;
  });
}

function keyOf({ file, line, column, code, message }: Finding): string {
  return JSON.stringify([file, line, column, code, message]);
}

function withoutEdits({ edits, ...finding }: FixableFinding): Finding {
  return finding;
}

/** Another build of the rules must not trust what this one remembers. */
function buildVersion(): string {
  return `${packageJson.version} ${statSync(fileURLToPath(import.meta.url)).mtimeMs}`;
}
