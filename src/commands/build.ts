import { rmSync } from "node:fs";
import type { Finding } from "../diagnostics/finding.ts";
import type { FileRecord } from "../incremental/state.ts";
import { ManifestReader } from "../output/manifest.ts";
import { recall, type OutputMemory } from "../output/reconcile.ts";
import { Stage } from "../output/stage.ts";
import { Staging } from "../output/staging.ts";
import { findLeftovers } from "../project/paths.ts";
import type { BuiltGuide } from "../built-guide.ts";
import type { BuildOptions, CommandContext, ExitStatus } from "./context.ts";
import { expectDescriptors } from "./expect-descriptors.ts";
import type { GuideThreads } from "./guide-threads.ts";
import { makeGuides } from "./make-guides.ts";
import { recallBuild, type BuildMemory } from "./memory.ts";
import { find, prepare, type OpenedProject } from "./open.ts";
import { leftoverFinding, unwritableFinding } from "./output-findings.ts";
import { createPlacer, type PlacedGuide } from "./place-guide.ts";
import { isSystemError } from "./system-error.ts";
import { startProgress } from "./progress.ts";
import { startLate } from "./recall-and-start.ts";
import { remember, type MadeRecord } from "./remember.ts";
import { report } from "./report.ts";
import { emptyCounts, removedLine, summarize, type Counts } from "./summary.ts";
import { findUnmanagedGuides } from "./unmanaged.ts";

export interface BuildCommandOptions extends BuildOptions {
  readonly force?: boolean | undefined;
  /** How many threads make guides; undefined for as many as pay. */
  readonly threads?: number | undefined;
}

/** What comes together during a build. */
interface Run {
  readonly opened: OpenedProject;
  readonly threads: GuideThreads | undefined;
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
 * @param started other threads, where it was clear early that they pay
 * @returns the exit status
 */
export function build(
  names: readonly string[],
  options: BuildCommandOptions,
  context: CommandContext,
  memory = recallBuild(names, options, context),
  started?: GuideThreads,
): ExitStatus {
  let threads = started;
  try {
    const found = find(names, options, context, memory);
    if (!found.project) return report(found.findings, context, options);
    threads ??= startLate(found, options, context);
    const opened = prepare(found);
    if (opened.findings.length + opened.chosen.length + opened.upToDate === 0) expectDescriptors(opened.project);
    const manifests = new ManifestReader();
    const staging = new Staging(opened.project.outputFolder, context.pid, context.isAlive, manifests);
    const counts = emptyCounts();
    const removed: string[] = [];
    const findings = [...opened.findings];
    let couldRun = true;
    try {
      // In a folder that lists the last build's guides alone lies nothing that a killed build left behind.
      const mayHaveAbandoned = opened.memory?.findKnown === undefined;
      const outputs = recall(opened.project, context.isAlive, manifests, mayHaveAbandoned);
      const made = new Map<string, MadeRecord>();
      const run: Run = { opened, threads, memory, outputs, staging, counts, removed, options, made };
      findings.push(...stageGuides(run, context));
      if (names.length === 0) findings.push(...stageLeftovers(run));
      const committed = staging.commit();
      for (const folder of outputs.abandoned) rmSync(folder, { recursive: true, force: true });
      if (opened.memory && opened.findings.length === 0)
        remember(opened.project, memory, made, staging.written(), committed ?? { manifest: outputs.manifest });
    } catch (error) {
      staging.discard();
      if (!isSystemError(error)) throw error;
      if (!staging.isBegun) Object.assign(counts, { new: 0, changed: 0, removed: 0 });
      findings.push(unwritableFinding(error, options.root, staging));
      couldRun = staging.isBegun;
    }
    const unmanaged = findUnmanagedGuides(names, opened.project, options);
    const status = report([...findings, ...unmanaged.notes], context, options);
    const errors = findings.filter(({ severity }) => severity === "error").length;
    if (!options.quiet && counts.removed > 0) context.err(`${removedLine(removed)}\n`);
    if (!options.quiet)
      context.err(`${unmanaged.line}${summarize(counts, errors, process.uptime() - memory.started)}\n`);
    return couldRun ? status : 2;
  } finally {
    threads?.stop();
    memory.close();
  }
}

function stageGuides(run: Run, context: CommandContext): Finding[] {
  const { opened, threads, memory, outputs, staging, counts, options } = run;
  const { project, chosen, upToDate, pipeline } = opened;
  const findings: Finding[] = [];
  const progress = startProgress(chosen.length, "guides", context, options.quiet);
  const { force = false } = options;
  const stage = new Stage(staging.stage);
  const { build } = pipeline;
  const place = createPlacer({ project, outputs, stage, stampOf: memory.outputOf, force, build });
  const take = (built: BuiltGuide) => {
    const guide = place(built);
    progress.step();
    findings.push(...guide.findings);
    settleGuide(run, guide);
  };
  try {
    counts.guides += upToDate + chosen.length;
    counts.same += upToDate;
    const due = chosen.filter((paths) => {
      const known = opened.cleanOf(paths);
      if (!known) return true;
      progress.step();
      counts.same += 1;
      if (!memory.scan.manifestIsSame) staging.keep(known.output.path, known.output.stamp.hash);
      return false;
    });
    makeGuides(due, pipeline, threads, take);
    // They take a while to end, too.
    threads?.stop();
  } finally {
    progress.stop();
  }
  return findings;
}

/** Enters what became of a guide. */
function settleGuide({ memory, staging, counts, made }: Run, guide: PlacedGuide): void {
  const { outcome, paths, seams, templates } = guide;
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
    made.set(paths.name, { name: paths.name, descriptor, prose, seams, templates, output });
}

function stageLeftovers({ opened, outputs, staging, counts, removed, options }: Run): Finding[] {
  // Where nothing was added or removed since the last build, nothing is left over.
  if (opened.memory?.findStale) return [];
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
