import { buildProject, type BuildResult } from "../build/build-project.ts";
import { readProject } from "../build/read-project.ts";
import type { Finding } from "../findings/finding.ts";
import { openProject, type Project } from "../project/project.ts";
import type { BuildOptions, CommandContext, ExitStatus } from "./context.ts";
import { startProgress } from "./progress.ts";
import { report } from "./report.ts";
import { removedLine, summarize } from "./summary.ts";
import { findUnmanagedGuides } from "./unmanaged.ts";

export interface BuildCommandOptions extends BuildOptions {
  readonly force?: boolean | undefined;
}

/**
 * `dhi-guides build [names...]`: makes the guides whose inputs or output changed, and writes those that differ.
 *
 * @param names the guides; all where there are none
 * @throws ProjectError where there is no project, no guide of a name, or nothing to do at all
 */
export async function build(
  names: readonly string[],
  options: BuildCommandOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  const started = performance.now();
  const opened = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  const { project, findings } = opened;
  if (!project) return report([...findings, ...readProject(opened, names)], context, options);
  const progress = startProgress("guides", context, options.quiet);
  const result = await buildProject(project, { names, force: options.force, process: context.process, progress });
  progress.stop();
  const exported = await buildExports(names, project, options, context);
  const all = { ...result, findings: [...findings, ...result.findings, ...exported] };
  return reportBuild(names, project, all, started, options, context);
}

/** Exports are made of all pages: a build of some leaves them, and `check` tells that they are old. */
async function buildExports(
  names: readonly string[],
  project: Project,
  options: BuildCommandOptions,
  context: CommandContext,
): Promise<readonly Finding[]> {
  if (names.length > 0 || Object.keys(project.config.export).length === 0) return [];
  const { isAsSet, writeExports } = await import("./export.ts");
  return isAsSet(options) ? writeExports(project, options.force === true, context) : [];
}

/**
 * Says what a build did.
 *
 * @param names the guides that were asked for
 * @param started when, by `performance.now()`
 */
export function reportBuild(
  names: readonly string[],
  project: Project,
  { counts, findings, removed, couldRun }: BuildResult,
  started: number,
  options: BuildOptions,
  context: CommandContext,
): ExitStatus {
  const unmanaged = findUnmanagedGuides(names, project, options);
  const status = report([...findings, ...unmanaged.notes], context, options);
  if (options.quiet) return couldRun ? status : 2;
  if (counts.removed > 0) context.err(`${removedLine(removed)}\n`);
  context.err(`${unmanaged.line}${summarize(counts, findings, started)}\n`);
  return couldRun ? status : 2;
}
