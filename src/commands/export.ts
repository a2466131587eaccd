import { join, relative, resolve } from "node:path";
import type { BuiltPage } from "../build/built-page.ts";
import { choosePages } from "../build/choose-guides.ts";
import { createGuideMaker } from "../build/make-guide.ts";
import { readProject } from "../build/read-project.ts";
import { makeExport } from "../export/make-export.ts";
import { type Exported, type ExportedPage, thingsOf } from "../export/pages.ts";
import type { SiteName } from "../export/site-names.ts";
import { SITE_KINDS } from "../export/sites/index.ts";
import type { ExportFolder } from "../export/export-folder.ts";
import { checkExport, type ExportResult, writeExport } from "../export/write-export.ts";
import { slashed } from "../files/relative-path.ts";
import type { Finding } from "../findings/finding.ts";
import { plural } from "../findings/plural.ts";
import { commandLine } from "../package.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import type { BuildOptions, CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { report } from "./report.ts";
import { secondsSince } from "./summary.ts";

export interface ExportCommandOptions extends CommonOptions {
  readonly for?: SiteName | undefined;
  readonly to?: string | undefined;
  readonly force?: boolean | undefined;
}

/**
 * `dhi-guides export`: writes all pages for a docs site, or for all that the settings name.
 *
 * @returns 1 where a page has errors, or a file is somebody's; then nothing is written
 * @throws ProjectError where there is no project, no page, or no folder to write to
 */
export function exportPages(options: ExportCommandOptions, context: CommandContext): ExitStatus {
  const started = performance.now();
  const opened = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  const { project, findings } = opened;
  if (!project) return report([...findings, ...readProject(opened)], context, options);
  const targets = targetsOf(options, project);
  const made = makePages(project);
  if (made.findings.length > 0) return report([...findings, ...made.findings], context, options);
  const results = targets.map((target) => writeOne(target, project, made.pages, options.force === true, context));
  const status = report([...findings, ...results.flatMap((result) => result.findings)], context, options);
  if (options.quiet) return status;
  for (const [index, { site, where }] of targets.entries()) {
    const { written, removed } = results[index] ?? { written: 0, removed: 0 };
    const gone = removed > 0 ? `, ${removed} removed` : "";
    const what = `${plural(made.pages.length, "page")} for ${site} in ${where.pathOf("")}`;
    context.err(`${what}: ${plural(written, "file")} written${gone} in ${secondsSince(started)} s\n`);
  }
  return status;
}

/** A site, and where its pages go. */
interface Target {
  readonly site: SiteName;
  readonly where: ExportFolder;
}

/** The exports that a project's settings name. */
export function exportsOf({ root, config, outputFolder }: Project): readonly Target[] {
  const set = Object.entries(config.export) as [SiteName, string | undefined][];
  const targets = set.flatMap(([site, folder]) => {
    if (folder === undefined) return [];
    return { site, where: folderAt(root, join(root, folder), root, commandLine(`export --for ${site}`)) };
  });
  expectOwnFolders(targets, outputFolder);
  return targets;
}

/** Whether pages are made as the settings say, so that exports of them are those of the settings. */
export function isAsSet({ out, registry, namespace, volatile }: BuildOptions): boolean {
  return out === undefined && registry === undefined && namespace === undefined && volatile !== false;
}

function targetsOf(options: ExportCommandOptions, project: Project): readonly Target[] {
  const { for: site, to } = options;
  if (site !== undefined && to !== undefined) {
    const folder = resolve(to);
    const target = {
      site,
      where: folderAt(project.root, folder, folder, commandLine(`export --for ${site} --to ${to}`)),
    };
    expectOwnFolders([target], project.outputFolder);
    return [target];
  }
  const targets = exportsOf(project).filter((target) => site === undefined || target.site === site);
  if (targets.length > 0) return targets;
  const example = `export --for ${site ?? "vitepress"} --to website/guides`;
  throw new ProjectError(
    `the settings name no folder to export to: add it to \`export\`, or run ${commandLine(example)}`,
  );
}

function folderAt(root: string, folder: string, base: string, command: string): ExportFolder {
  return { folder, base, command, pathOf: (file) => slashed(relative(root, join(folder, file))) || "." };
}

/** Two that write to one folder would remove each other's files. */
function expectOwnFolders(targets: readonly Target[], outputFolder: string): void {
  const folders = [outputFolder, ...targets.map(({ where }) => where.folder)];
  const shared = targets.find(
    ({ where }) => folders.filter((folder) => resolve(folder) === resolve(where.folder)).length > 1,
  );
  if (!shared) return;
  const path = shared.where.pathOf("");
  throw new ProjectError(
    `cannot export for ${shared.site} to ${path}, where other pages are written: name another folder`,
  );
}

/** Makes all pages; where one has errors, there are only findings. */
function makePages(project: Project): { readonly pages: readonly BuiltPage[]; readonly findings: readonly Finding[] } {
  const chosen = choosePages(project, []);
  const maker = createGuideMaker(project);
  const pages = chosen.pages.map((paths) => maker.make(paths));
  const all = [...chosen.findings, ...maker.findings, ...pages.flatMap((page) => page.findings)];
  const findings = all.filter(({ severity }) => severity === "error");
  return findings.length > 0 ? { pages: [], findings } : { pages: pages.filter(hasText), findings };
}

const hasText = ({ text }: BuiltPage) => text !== undefined;

function filesOf(site: SiteName, { config }: Project, pages: readonly BuiltPage[]) {
  const exported = pages.flatMap(({ paths, text, content }): ExportedPage[] =>
    text === undefined || !content ? [] : [{ paths, text, listing: content.listing }],
  );
  const { title, edit } = config.preview;
  const all: Exported = { title, edit, things: thingsOf(exported) };
  return makeExport(all, SITE_KINDS[site]);
}

function writeOne(
  { site, where }: Target,
  project: Project,
  pages: readonly BuiltPage[],
  force: boolean,
  context: CommandContext,
): ExportResult {
  return writeExport(filesOf(site, project, pages), where, context.process, force);
}

/**
 * Writes the exports that the settings name.
 *
 * @returns findings about files that are somebody's; where a page has errors, which `build` tells, nothing is written
 */
export function writeExports(project: Project, force: boolean, context: CommandContext): readonly Finding[] {
  const targets = exportsOf(project);
  const made = makePages(project);
  if (made.findings.length > 0) return [];
  return targets.flatMap((target) => writeOne(target, project, made.pages, force, context).findings);
}

/**
 * Holds the exports that the settings name against what they would be.
 *
 * @param pages all pages; where one could not be made, exports are not held
 */
export function checkExports(
  project: Project,
  pages: readonly BuiltPage[],
  context: CommandContext,
): { readonly findings: readonly Finding[]; readonly diffs: readonly string[] } {
  if (pages.some(({ text, isAbsent }) => text === undefined && !isAbsent)) return { findings: [], diffs: [] };
  const results = exportsOf(project).map(({ site, where }) =>
    checkExport(filesOf(site, project, pages), where, context.process),
  );
  return { findings: results.flatMap(({ findings }) => findings), diffs: results.flatMap(({ diffs }) => diffs) };
}
