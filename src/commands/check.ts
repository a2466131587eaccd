import { join } from "node:path";
import { commandLine } from "../diagnostics/command.ts";
import type { Finding } from "../diagnostics/finding.ts";
import { unifiedDiff } from "../output/diff.ts";
import { MANIFEST } from "../output/manifest.ts";
import { OutputEncoder } from "../output/output-text.ts";
import type { OutputPlan } from "../output/plan.ts";
import { recall } from "../output/reconcile.ts";
import { findLeftovers } from "../project/paths.ts";
import type { BuildOptions, CommandContext, ExitStatus } from "./context.ts";
import { expectDescriptors } from "./expect-descriptors.ts";
import type { GuideThreads } from "./guide-threads.ts";
import { makeGuides } from "./make-guides.ts";
import { recallBuild } from "./memory.ts";
import { find, prepare, type OpenedProject } from "./open.ts";
import { leftoverFinding, outputFinding, unreadableFinding } from "./output-findings.ts";
import { startProgress } from "./progress.ts";
import { startLate } from "./recall-and-start.ts";
import { report } from "./report.ts";
import { isSystemError } from "./system-error.ts";
import { emptyCounts, summarize, type Counts } from "./summary.ts";
import { findUnmanagedGuides } from "./unmanaged.ts";

export interface CheckOptions extends BuildOptions {
  /** How many threads make guides; undefined for as many as pay. */
  readonly threads?: number | undefined;
}

/**
 * `dhi-guides check [names...]`: what `build` would do, without the write.
 *
 * @param names the guides; all where there are none
 * @param options the command line
 * @param context the process
 * @param known what is known of the last build
 * @param started other threads, where it was clear early that they pay
 * @returns 1 where a guide is missing, outdated, edited by hand or left over
 */
export function check(
  names: readonly string[],
  options: CheckOptions,
  context: CommandContext,
  known = recallBuild(names, options, context, false),
  started?: GuideThreads,
): ExitStatus {
  let threads = started;
  try {
    const found = find(names, options, context, known);
    if (!found.project) return report(found.findings, context, options);
    threads ??= startLate(found, options, context);
    const opened = prepare(found);
    if (opened.findings.length + opened.chosen.length + opened.upToDate === 0) expectDescriptors(opened.project);
    const run: Comparison = { counts: emptyCounts(), findings: [...opened.findings], diffs: [], threads };
    try {
      compare(run, names, opened, options, context);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      run.findings.push(unreadableFinding(error, options.root, opened.project.outputFolder));
    }
    const { counts, findings, diffs } = run;

    // A machine that reads findings from stdout must not meet a diff there.
    const print = options.reporter === "pretty" ? context.out : context.err;
    for (const diff of diffs) print(diff);
    const unmanaged = findUnmanagedGuides(names, opened.project, options);
    const status = report([...findings, ...unmanaged.notes], context, options);
    const errors = findings.filter(({ severity }) => severity === "error").length;
    if (!options.quiet)
      context.err(`${unmanaged.line}${summarize(counts, errors, process.uptime() - known.started)}\n`);
    return status;
  } finally {
    threads?.stop();
  }
}

/** What comes together during a check. */
interface Comparison {
  readonly counts: Counts;
  readonly findings: Finding[];
  readonly diffs: string[];
  readonly threads: GuideThreads | undefined;
}

/** Compares each guide with its output, and looks for leftovers. */
function compare(
  { counts, findings, diffs, threads }: Comparison,
  names: readonly string[],
  { project, chosen, upToDate, cleanOf, pipeline }: OpenedProject,
  options: BuildOptions,
  context: CommandContext,
): void {
  const memory = recall(project, context.isAlive);
  if (memory.brokenLine !== undefined)
    findings.push(manifestLineFinding(project.outputPath(MANIFEST), memory.brokenLine));
  const encoder = new OutputEncoder();
  const progress = startProgress(chosen.length, "guides", context, options.quiet);
  counts.guides += upToDate + chosen.length;
  counts.same += upToDate;
  const due = chosen.filter((paths) => {
    const clean = cleanOf(paths);
    if (!clean || memory.manifest.get(clean.output.path) !== clean.output.stamp.hash) return true;
    progress.step();
    counts.same += 1;
    return false;
  });
  const stale: { readonly name: string; readonly diff: string }[] = [];
  makeGuides(due, pipeline, threads, (guide) => {
    progress.step();
    findings.push(...guide.findings);
    const text = guide.spliced?.bytes ?? guide.text;
    if (text === undefined) {
      counts.failed += 1;
      return;
    }
    const file = project.outputFile(guide.paths);
    const wanted = encoder.encode(text);
    let plan: OutputPlan;
    try {
      plan = memory.plan(file, wanted);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return void findings.push(unreadableFinding(error, project.root, join(project.outputFolder, file)));
    }
    const { state, current } = plan;
    const finding = outputFinding(guide, state, current, pipeline.build, project);
    if (finding) {
      findings.push(finding);
      stale.push({ name: guide.paths.name, diff: unifiedDiff(guide.paths.output, current ?? "", guide.text ?? "") });
    } else if (memory.manifest.get(file) === wanted.hash) counts.same += 1;
    else findings.push(manifestFinding(guide.paths.output));
  });
  progress.stop();
  // Guides of several threads come in no order.
  stale.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { diff } of stale) diffs.push(diff);
  if (names.length === 0) {
    const described = new Set(project.guides.map(({ name }) => name));
    for (const { file } of findLeftovers(project.outputFolder, project.config, described)) {
      const { state, current } = memory.plan(file, undefined);
      if (state === "new" || state === "foreign" || state === "link") continue;
      const output = project.outputPath(file);
      findings.push(leftoverFinding(output, state));
      diffs.push(unifiedDiff(output, current ?? "", ""));
    }
  }
}

function manifestFinding(file: string): Finding {
  return {
    code: "output-unrecorded",
    severity: "error",
    file,
    line: 1,
    column: 1,
    message: "unexpected guide that SHA256SUMS does not record, so that an edit by hand would not be noticed",
    fix: `run ${commandLine("build")} and commit SHA256SUMS with the guides`,
  };
}

function manifestLineFinding(file: string, line: number): Finding {
  return {
    code: "output-manifest",
    severity: "warning",
    file,
    line,
    column: 1,
    message: "unexpected line, expected a hash, two blanks and a guide",
    fix: `run ${commandLine("build")}, which writes the file anew, and commit it with the guides`,
  };
}
