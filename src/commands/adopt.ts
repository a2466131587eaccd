import { adoptGuides } from "../adopt/adopt.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { startProgress, type Progress } from "./progress.ts";
import { report } from "./report.ts";

export interface AdoptCommandOptions extends CommonOptions {
  readonly into?: string | undefined;
  readonly force?: boolean | undefined;
}

/**
 * `dhi-guides adopt PATH...`: existing guides to descriptors and partials, proved by rendering them again.
 *
 * @param paths guides, or folders of guides
 * @param options the command line
 * @param context the process
 * @returns the exit status
 */
export function adopt(paths: readonly string[], options: AdoptCommandOptions, context: CommandContext): ExitStatus {
  const started = performance.now();
  const root = options.into ?? options.root;
  let bar: Progress | undefined;
  const progress = {
    stage: (name: string, total: number) => {
      bar?.stop();
      bar = total > 0 ? startProgress(total, `guides: ${name}`, context, options.quiet) : undefined;
    },
    step: () => bar?.step(),
  };
  const { packagedTemplates, pid } = context;
  const adoption = adoptGuides({ paths, root, packagedTemplates, force: options.force ?? false, pid, progress });
  bar?.stop();
  const written = adoption.write();
  const status = report(adoption.findings, context, { ...options, root });
  if (!options.quiet) {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const known = adoption.known.length > 0 ? `, ${adoption.known.length} known already` : "";
    context.err(
      `${adoption.guides.length} guides adopted and proved${known}, ${written.length} files written in ${seconds} s\n`,
    );
  }
  return status;
}
