import { commandLine } from "../diagnostics/command.ts";
import type { Finding } from "../diagnostics/finding.ts";
import { visible } from "../diagnostics/visible.ts";
import { unifiedDiff } from "../output/diff.ts";
import { OutputEncoder } from "../output/output-text.ts";
import { recall } from "../output/reconcile.ts";
import { findLeftovers } from "../project/paths.ts";
import type { BuildOptions, CommandContext, ExitStatus } from "./context.ts";
import { expectDescriptors } from "./expect-descriptors.ts";
import { recallBuild } from "./memory.ts";
import { open, type OpenedProject } from "./open.ts";
import { leftoverFinding, outputFinding, unreadableFinding } from "./output-findings.ts";
import { startProgress } from "./progress.ts";
import { report } from "./report.ts";
import { isSystemError } from "./system-error.ts";
import { emptyCounts, summarize, type Counts } from "./summary.ts";
import { findUnmanagedGuides } from "./unmanaged.ts";

/**
 * `dhi-guides check [names...]`: what `build` would do, without the write.
 *
 * @param names the guides; all where there are none
 * @param options the command line
 * @param context the process
 * @param known what is known of the last build
 * @returns 1 where a guide is missing, outdated, edited by hand or left over
 */
export function check(
  names: readonly string[],
  options: BuildOptions,
  context: CommandContext,
  known = recallBuild(names, options, context, false),
): ExitStatus {
  const opened = open(names, options, context, known);
  if (!opened.project) return report(opened.findings, context, options);
  if (opened.findings.length + opened.chosen.length + opened.upToDate === 0) expectDescriptors(opened.project);
  const run: Comparison = { counts: emptyCounts(), findings: [...opened.findings], diffs: [] };
  try {
    compare(run, names, opened, options, context);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    run.findings.push(unreadableFinding(error, options.root));
  }
  const { counts, findings, diffs } = run;

  // A machine that reads findings from stdout must not meet a diff there.
  const print = options.reporter === "pretty" ? context.out : context.err;
  for (const diff of diffs) print(visible(diff));
  const unmanaged = findUnmanagedGuides(names, opened.project, options);
  const status = report([...findings, ...unmanaged.notes], context, options);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (!options.quiet) context.err(`${unmanaged.line}${summarize(counts, errors, process.uptime() - known.started)}\n`);
  return status;
}

/** What comes together during a check. */
interface Comparison {
  readonly counts: Counts;
  readonly findings: Finding[];
  readonly diffs: string[];
}

/** Compares each guide with its output, and looks for leftovers. */
function compare(
  { counts, findings, diffs }: Comparison,
  names: readonly string[],
  { project, chosen, upToDate, cleanOf, build }: OpenedProject,
  options: BuildOptions,
  context: CommandContext,
): void {
  const memory = recall(project, context.isAlive);
  const encoder = new OutputEncoder();
  const progress = startProgress(chosen.length, "guides", context, options.quiet);
  counts.guides += upToDate + chosen.length;
  counts.same += upToDate;
  for (const paths of chosen) {
    progress.step();
    const clean = cleanOf(paths);
    if (clean && memory.manifest.get(clean.output.path) === clean.output.stamp.hash) {
      counts.same += 1;
      continue;
    }
    const guide = build(paths);
    findings.push(...guide.findings);
    if (guide.text === undefined) {
      counts.failed += 1;
      continue;
    }
    const file = project.outputFile(paths);
    const wanted = encoder.encode(guide.text);
    const { state, current } = memory.plan(file, wanted);
    const finding = outputFinding(guide, state, current);
    if (finding) {
      findings.push(finding);
      diffs.push(unifiedDiff(paths.output, current ?? "", guide.text));
    } else if (memory.manifest.get(file) === wanted.hash) counts.same += 1;
    else findings.push(manifestFinding(paths.output));
  }
  progress.stop();
  if (names.length === 0) {
    const described = new Set(project.guides.map(({ name }) => name));
    for (const { file } of findLeftovers(project.outputFolder, project.config, described)) {
      const { state, current } = memory.plan(file, undefined);
      if (state === "foreign" || state === "link") continue;
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
