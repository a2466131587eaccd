import type { BuiltPage } from "../build/built-page.ts";
import { checkProject } from "../build/check-project.ts";
import { readProject } from "../build/read-project.ts";
import { openProject, projectWithout } from "../project/project.ts";
import { NOT_OF_PAGES } from "../project/right-settings.ts";
import type { BuildOptions, CommandContext, ExitStatus } from "./context.ts";
import { checkExports, exportsOf, isAsSet } from "./export.ts";
import { startProgress } from "./progress.ts";
import { printDiffs, report } from "./report.ts";
import { driftLine, summarize } from "./summary.ts";
import { findUnmanagedGuides } from "./unmanaged.ts";

/**
 * `dhi-guides check [names...]`: what `build` would do, without the write.
 *
 * @param names the guides; all where there are none
 * @returns 1 where a guide is missing, outdated, edited by hand or left over
 * @throws ProjectError where there is no project, no guide of a name, or nothing to do at all
 */
export function check(names: readonly string[], options: BuildOptions, context: CommandContext): ExitStatus {
  const started = performance.now();
  const opened = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  const { findings } = opened;
  // What is wrong with the settings of other commands keeps no page from being compared.
  const project = projectWithout(opened, NOT_OF_PAGES);
  if (!project) return report([...findings, ...readProject(opened, names)], context, options);
  const progress = startProgress("guides", context, options.quiet);
  const ignoresVolatile = options.volatile === false;
  const pages: BuiltPage[] = [];
  const hasExports = names.length === 0 && isAsSet(options) && exportsOf(project).length > 0;
  const onPage = hasExports ? (page: BuiltPage) => void pages.push(page) : undefined;
  const result = checkProject(project, { names, process: context.process, progress, ignoresVolatile, onPage });
  const exported = hasExports ? checkExports(project, pages, context) : { findings: [], diffs: [] };
  progress.stop();
  printDiffs([...result.diffs, ...exported.diffs], context, options);
  const unmanaged = findUnmanagedGuides(names, project, options);
  const all = [...findings, ...result.findings, ...exported.findings];
  const status = report([...all, ...unmanaged.notes], context, options);
  if (!options.quiet) {
    const drift = driftLine(result.drift);
    context.err(`${unmanaged.line}${drift}${summarize(result.counts, all, started)}\n`);
  }
  return status;
}
