import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import packageJson from "../../package.json" with { type: "json" };
import { expectDescriptors } from "../build/choose-guides.ts";
import { readProject } from "../build/read-project.ts";
import { EMPTY_CATALOG, type Catalog } from "../catalog/catalog.ts";
import { findMisnamed } from "../files/file-name.ts";
import type { Finding, Severity } from "../findings/finding.ts";
import { place } from "../findings/problem.ts";
import { relativePath } from "../files/relative-path.ts";
import { replaceFiles } from "../files/replace-files.ts";
import { CONFIG_FILE, isOfSettings } from "../project/names.ts";
import { openProject, projectWithout, type Project } from "../project/project.ts";
import type { CustomRule } from "../verify/custom/custom-rule.ts";
import { INFO_RULES } from "../verify/info/check-infos.ts";
import { pageOf } from "../verify/page.ts";
import { silentRules, verifyGuides } from "../verify/verify.ts";
import { openCatalog } from "./catalog.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { openCustomRules } from "./custom-rules.ts";
import { withKnownFacts } from "./facts-file.ts";
import { fixPages, NOTHING_FIXED } from "./fix-pages.ts";
import { findVerified } from "./find-verified.ts";
import { holdBaseline, updateBaseline, type Judged } from "./hold-baseline.ts";
import {
  createPageVerifier,
  guideSettings,
  keyOf,
  verifyConfig,
  withoutEdits,
  withoutUsedElsewhere,
} from "./page-verifier.ts";
import { report } from "./report.ts";
import { gatherPlaces } from "../findings/gather-places.ts";
import { createSourceTracer, foldShared } from "./shared-findings.ts";
import { acceptAtSources } from "./source-suppressions.ts";
import { foldSnapshots } from "./fold-snapshots.ts";
import { plural } from "../findings/plural.ts";
import { findInfos, verifyInfos } from "./verify-infos.ts";
import { summarizeVerify } from "./verify-summary.ts";

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
  const opened = openProject({ root: options.root, packagedTemplates: context.packagedTemplates });
  const project = projectWithout(opened, ["preview", ...(options.catalog === undefined ? [] : ["catalog"])]);
  if (!project) return report([...opened.findings, ...readProject(opened, paths)], context, options);
  const { root } = project;
  const { rules: customRules, version, findings: unusable } = await openCustomRules(project);
  // By settings of which some are wrong, nothing is written.
  const isWhole = opened.project !== undefined;
  const ofSettings = isWhole ? opened.findings.filter(isOfSettings) : opened.findings;
  const { files: found, misnamed } = withoutMisnamed(findVerified(paths, project), root);
  if (paths.length === 0 && found.length + misnamed.length === 0) expectDescriptors(project);
  const { files, unread } = withoutUnread(found, options, project);
  // Without the rules of a module, what pages have and what suppressions are unused is not known.
  if (unusable.length > 0) return report([...ofSettings, ...unusable, ...unread], context, options);
  const useCache = options.cache !== false;
  const defined = await openCatalog(options.catalog, project, useCache);
  const { catalog, findings: ofFacts } = withKnownFacts(project, defined);
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
  const isFixing = options.fix === true && isWhole;
  const fixed = isFixing
    ? await fixPages(findings, project, createPageVerifier(options, project, catalog, customRules))
    : NOTHING_FIXED;
  if (fixed.pages.size > 0) findings = await run();
  const infos = findInfos(found, project);
  const mended = new Set(fixed.mendedInSources.map(keyOf));
  findings = findings.filter((finding) => !mended.has(keyOf(finding)));
  const tracer = createSourceTracer(project);
  const all = [
    ...catalog.findings,
    ...ofFacts,
    ...misnamed,
    ...acceptAtSources(withoutUsedElsewhere(findings, project).map(withoutEdits), {
      project,
      files,
      tracer,
      isWhole: isWhole && paths.length === 0,
      ran: (rule, page) => !silentRules(page, catalog, customRules).has(rule),
    }),
    ...(await verifyInfos(infos, root, catalog, verifyConfig(options, project))),
  ];
  const news = held(
    all,
    options,
    context,
    isWhole ? (project.config.verify.rules?.["unused-baseline"] ?? "warning") : undefined,
    judge(paths, [...files, ...infos.keys()], catalog, project, customRules),
  );
  const { findings: placed, stale } = foldShared(news, tracer);
  // No baseline holds what keeps pages from being verified.
  const left = gatherPlaces([...ofSettings, ...unread, ...foldSnapshots(placed, project)]);
  replaceFiles(root, fixed.sources);
  const status = report(left, context, options);
  const hasCatalog = defined !== EMPTY_CATALOG;
  if (!options.quiet) summarizeVerify({ left, pages: files.length, fixed, stale, hasCatalog }, context, started);
  return status;
}

/** Of a descriptor that is no YAML, nobody knows what it accepts on its pages: it is told, and what is wrong with them not. */
function withoutUnread(
  given: readonly string[],
  options: VerifyCommandOptions,
  project: Project,
): { readonly files: readonly string[]; readonly unread: readonly Finding[] } {
  const settings = guideSettings(given, options, project);
  const unread = [...settings.values()].flatMap((each) => each.unread ?? []);
  return {
    files: given.filter((file) => settings.get(file)?.unread === undefined),
    // The pages of a descriptor have its errors in common.
    unread: [...new Map(unread.map((finding) => [keyOf(finding), finding])).values()],
  };
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
 * What is not in the baseline.
 *
 * @param severity that of unused entries; undefined where not all is known, by which no baseline is written
 */
function held(
  findings: readonly Finding[],
  { baseline: file, updateBaseline: isUpdate, root, quiet }: VerifyCommandOptions,
  context: CommandContext,
  severity: Severity | "off" | undefined,
  isJudged: Judged,
): readonly Finding[] {
  if (file === undefined) return findings;
  if (!isUpdate) return holdBaseline(findings, file, resolve(root), severity ?? "off", isJudged);
  if (severity === undefined) return [];
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

/** Another build of the rules must not trust what this one remembers. */
function buildVersion(): string {
  return `${packageJson.version} ${statSync(fileURLToPath(import.meta.url)).mtimeMs}`;
}
