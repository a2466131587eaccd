import { rmSync } from "node:fs";
import type { Finding } from "../diagnostics/finding.ts";
import { visible } from "../diagnostics/visible.ts";
import type { FileRecord } from "../incremental/state.ts";
import { ManifestReader } from "../output/manifest.ts";
import { recall, type OutputMemory } from "../output/reconcile.ts";
import { Stage } from "../output/stage.ts";
import { Staging } from "../output/staging.ts";
import { findLeftovers } from "../project/paths.ts";
import type { BuildOptions, CommandContext, ExitStatus } from "./context.ts";
import { expectDescriptors } from "./expect-descriptors.ts";
import { createMaker, type MadeGuide, type Order } from "./make-guide.ts";
import { recallBuild, type BuildMemory } from "./memory.ts";
import { open, type OpenedProject } from "./open.ts";
import { leftoverFinding, unwritableFinding } from "./output-findings.ts";
import { isSystemError } from "./system-error.ts";
import { startProgress } from "./progress.ts";
import { remember, templateFiles, type MadeRecord } from "./remember.ts";
import { report } from "./report.ts";
import { emptyCounts, removedLine, summarize, type Counts } from "./summary.ts";
import { countThreads, makeOnThreads } from "./threads.ts";
import { findUnmanagedGuides } from "./unmanaged.ts";

export interface BuildCommandOptions extends BuildOptions {
  readonly force?: boolean | undefined;
  /** How many threads make guides; undefined for as many as pay. */
  readonly threads?: number | undefined;
}

/** What comes together during a build. */
interface Run {
  readonly opened: OpenedProject;
  readonly memory: BuildMemory;
  readonly outputs: OutputMemory;
  readonly staging: Staging;
  readonly counts: Counts;
  /** The names of guides that are left over, and removed. */
  readonly removed: string[];
  readonly options: BuildCommandOptions;
  /** The guides that were made and are as they should be; an output that is yet to be written has no stamp. */
  readonly made: Map<string, MadeRecord>;
}

/**
 * `dhi-guides build [names...]`: makes the guides whose inputs or output changed, and writes those that differ.
 *
 * @param names the guides; all where there are none
 * @param options the command line
 * @param context the process
 * @param memory what is known of the last build
 * @returns the exit status
 */
export function build(
  names: readonly string[],
  options: BuildCommandOptions,
  context: CommandContext,
  memory = recallBuild(names, options, context),
): ExitStatus {
  try {
    const opened = open(names, options, context, memory);
    if (!opened.project) return report(opened.findings, context, options);
    if (opened.findings.length + opened.chosen.length + opened.upToDate === 0) expectDescriptors(opened.project);
    const manifests = new ManifestReader();
    const staging = new Staging(opened.project.outputFolder, context.pid, context.isAlive, manifests);
    const counts = emptyCounts();
    const removed: string[] = [];
    const findings = [...opened.findings];
    try {
      // In a folder that lists the last build's guides alone lies nothing that a killed build left behind.
      const mayHaveAbandoned = memory.findKnown === undefined;
      const outputs = recall(opened.project, context.isAlive, manifests, mayHaveAbandoned);
      const made = new Map<string, MadeRecord>();
      const run: Run = { opened, memory, outputs, staging, counts, removed, options, made };
      findings.push(...stageGuides(run, context));
      if (names.length === 0) findings.push(...stageLeftovers(run));
      const committed = staging.commit();
      for (const folder of outputs.abandoned) rmSync(folder, { recursive: true, force: true });
      if (opened.findings.length === 0)
        remember(opened.project, memory, made, staging.written(), committed ?? { manifest: outputs.manifest });
    } catch (error) {
      staging.discard();
      if (!isSystemError(error)) throw error;
      if (!staging.isBegun) Object.assign(counts, { new: 0, changed: 0, removed: 0 });
      findings.push(unwritableFinding(error, options.root, staging.isBegun));
    }
    const unmanaged = findUnmanagedGuides(names, opened.project, options);
    const status = report([...findings, ...unmanaged.notes], context, options);
    const errors = findings.filter(({ severity }) => severity === "error").length;
    if (!options.quiet && counts.removed > 0) context.err(`${visible(removedLine(removed))}\n`);
    if (!options.quiet)
      context.err(`${unmanaged.line}${summarize(counts, errors, process.uptime() - memory.started)}\n`);
    return status;
  } finally {
    memory.close();
  }
}

function stageGuides(run: Run, context: CommandContext): Finding[] {
  const { opened, memory, outputs, staging, counts, options } = run;
  const { chosen, upToDate } = opened;
  const findings: Finding[] = [];
  const progress = startProgress(chosen.length, "guides", context, options.quiet);
  const settle = (guide: MadeGuide) => {
    progress.step();
    findings.push(...guide.findings);
    settleGuide(run, guide);
  };
  try {
    counts.guides += upToDate + chosen.length;
    counts.same += upToDate;
    const orders = chosen.flatMap((paths): Order[] => {
      const known = opened.cleanOf(paths);
      if (!known) return [{ paths, stamp: memory.outputOf(paths.name) }];
      progress.step();
      counts.same += 1;
      if (!memory.scan.manifestIsSame) staging.keep(known.output.path, known.output.stamp.hash);
      return [];
    });
    const force = options.force ?? false;
    const make = createMaker({ ...opened, outputs, stage: new Stage(staging.stage), force });
    const threads = options.threads ?? countThreads(orders.length);
    if (threads === 1 || context.guideThread === undefined) for (const order of orders) settle(make(order));
    else {
      const checked = opened.findings.length > 0 ? [] : templateFiles(opened.project);
      // No guide that is known stands twice.
      const guides = memory.findStale ? chosen : opened.project.guides;
      const shift = { project: opened.options, guides, force, checked, orders, stage: staging.stage };
      makeOnThreads(shift, threads, context.guideThread, make, settle);
    }
  } finally {
    progress.stop();
  }
  return findings;
}

/** Enters what became of a guide. */
function settleGuide({ memory, staging, counts, made }: Run, guide: MadeGuide): void {
  const { outcome, paths, templates } = guide;
  if (outcome.kind === "failed") counts.failed += 1;
  if (outcome.kind === "failed" || outcome.kind === "refused") return;
  const { file } = outcome;
  let output: string | FileRecord = file;
  if (outcome.kind === "kept") {
    const { hash, status } = outcome;
    counts.same += 1;
    staging.keep(file, hash);
    output = memory.settle({ path: file, stamp: { ...status, hash } });
  } else {
    counts[outcome.isNew ? "new" : "changed"] += 1;
    staging.add(file, outcome.text, outcome.isNew);
  }
  const [descriptor, ...prose] = guide.inputs.map(memory.settle);
  // What has a finding is made again, so that the finding is reported again.
  if (descriptor && guide.findings.length === 0)
    made.set(paths.name, { name: paths.name, descriptor, prose, templates, output });
}

function stageLeftovers({ opened, memory, outputs, staging, counts, removed, options }: Run): Finding[] {
  // Where nothing was added or removed since the last build, nothing is left over.
  if (memory.findStale) return [];
  const { project } = opened;
  const names = new Set(project.guides.map(({ name }) => name));
  // Somebody removed the descriptor and the guide: then only the manifest still knows of it.
  const expected = new Set(project.guides.map(project.outputFile));
  for (const file of outputs.manifest.keys())
    if (!expected.has(file) && outputs.plan(file, undefined).state === "new") staging.remove(file);
  return findLeftovers(project.outputFolder, project.config, names).flatMap(({ name, file }) => {
    const { state } = outputs.plan(file, undefined);
    if (state === "new" || state === "foreign" || state === "link") return [];
    if (state === "edited" && !options.force) return leftoverFinding(project.outputPath(file), state);
    staging.remove(file);
    counts.removed += 1;
    removed.push(name);
    return [];
  });
}
