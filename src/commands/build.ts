import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../diagnostics/finding.ts";
import { recall, type OutputMemory } from "../output/reconcile.ts";
import { findLink, Staging } from "../output/staging.ts";
import { findOutputs } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import type { BuildOptions, CommandContext, ExitStatus } from "./context.ts";
import { open, type OpenedProject } from "./open.ts";
import { leftoverFinding, outputFinding } from "./output-findings.ts";
import { startProgress } from "./progress.ts";
import { report } from "./report.ts";
import { emptyCounts, summarize, type Counts } from "./summary.ts";

export interface BuildCommandOptions extends BuildOptions {
  readonly force?: boolean | undefined;
}

/**
 * `dhi-guides build [names...]`: makes guides and writes those that changed.
 *
 * @param names the guides; all where there are none
 * @param options the command line
 * @param context the process
 * @returns the exit status
 */
export function build(names: readonly string[], options: BuildCommandOptions, context: CommandContext): ExitStatus {
  const started = performance.now();
  const opened = open(names, options, context);
  if (!opened.project) return report(opened.findings, context, options);

  const counts = emptyCounts();
  const findings = [...opened.findings];
  const staging = new Staging(opened.project.outputFolder, context.pid);
  try {
    const memory = recall(opened.project.outputFolder, context.isAlive);
    findings.push(...stageGuides(opened, memory, staging, counts, options, context));
    if (names.length === 0) findings.push(...stageLeftovers(opened.project, memory, staging, counts, options));
    staging.commit();
    for (const folder of memory.abandoned) rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    staging.discard();
    if (!isSystemError(error)) throw error;
    findings.push(unwritable(error, options));
  }

  const status = report(findings, context, options);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (!options.quiet) context.err(`${summarize(counts, errors, (performance.now() - started) / 1000)}\n`);
  return status;
}

function stageGuides(
  { project, chosen, build: make }: OpenedProject,
  memory: OutputMemory,
  staging: Staging,
  counts: Counts,
  { force, quiet }: BuildCommandOptions,
  context: CommandContext,
): Finding[] {
  const findings: Finding[] = [];
  const progress = startProgress(chosen.length, "guides", context, quiet);
  try {
    for (const paths of chosen) {
      counts.guides += 1;
      const guide = make(paths);
      findings.push(...guide.findings);
      progress.step();
      if (guide.text === undefined) {
        counts.failed += 1;
        continue;
      }

      const file = project.outputFile(paths);
      const link = findLink(project.outputBase, join(project.outputFolder, file));
      if (link !== undefined) {
        findings.push(linkFinding(paths.output));
        continue;
      }
      const { state, current } = memory.plan(file, guide.text);
      if (state === "same") {
        counts.same += 1;
        staging.keep(file, guide.text);
      } else if (state === "new" || state === "changed" || force) {
        counts[state === "new" ? "new" : "changed"] += 1;
        staging.write(file, guide.text);
      } else {
        const finding = outputFinding(guide, state, current);
        if (finding) findings.push(finding);
      }
    }
  } finally {
    progress.stop();
  }
  return findings;
}

function stageLeftovers(
  project: Project,
  memory: OutputMemory,
  staging: Staging,
  counts: Counts,
  { force }: BuildCommandOptions,
): Finding[] {
  const names = new Set(project.guides.map(({ name }) => name));
  return findOutputs(project.outputFolder, project.config).flatMap(({ name, file }) => {
    if (names.has(name)) return [];
    const { state } = memory.plan(file, undefined);
    if (state === "new" || state === "foreign") return [];
    if (state === "edited" && !force) return leftoverFinding(project.outputPath(file), state);
    staging.remove(file);
    counts.removed += 1;
    return [];
  });
}

function linkFinding(file: string): Finding {
  return {
    code: "output-link",
    severity: "error",
    file,
    line: 1,
    column: 1,
    message: "unexpected symbolic link on the way to the guide, expected folders and a file",
    fix: "remove the link",
  };
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

function unwritable({ code, message, path }: NodeJS.ErrnoException, { root }: BuildOptions): Finding {
  const reasons: Record<string, string> = {
    ENOSPC: "the disk is full",
    EROFS: "the file system is read-only",
    EACCES: "permission denied",
    EPERM: "permission denied",
  };
  const reason = reasons[code ?? ""] ?? message;
  return {
    code: "output-unwritable",
    severity: "error",
    file: path?.startsWith(root) ? path.slice(root.length).replace(/^\//, "") : "out",
    line: 1,
    column: 1,
    message: `the guides cannot be written: ${reason}; all files are as they were`,
  };
}
