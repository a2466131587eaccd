import packageJson from "../../package.json" with { type: "json" };
import { formatGithub } from "../diagnostics/reporters/github.ts";
import { formatJson } from "../diagnostics/reporters/json.ts";
import { formatSarif } from "../diagnostics/reporters/sarif.ts";
import type { BuildOptions, CommandContext } from "./context.ts";
import type { BuildMemory } from "./memory.ts";
import { repositoryPaths } from "./repository-paths.ts";
import { emptyCounts, summarize } from "./summary.ts";
import { findUnmanagedGuides } from "./unmanaged.ts";

/**
 * Reports a build that had nothing to do, as `build` would. It is apart from it because it needs nothing else.
 *
 * @param names the guides that were asked for; all where there are none
 * @param memory what is known of the last build
 * @param options the command line
 * @param context where to print
 */
export function reportUpToDate(
  names: readonly string[],
  memory: BuildMemory,
  options: BuildOptions,
  context: CommandContext,
): void {
  memory.renew();
  const { clean } = memory.scan;
  const { notes, line } = findUnmanagedGuides(names, { config: memory.config ?? {}, guides: clean }, options);
  if (options.reporter === "json") context.out(formatJson(notes));
  else if (options.reporter === "github") context.out(formatGithub(notes, repositoryPaths(options.root)), "commands");
  else if (options.reporter === "sarif")
    context.out(
      formatSarif(notes, { name: packageJson.name, version: packageJson.version }, repositoryPaths(options.root)),
    );
  const seconds = process.uptime() - memory.started;
  if (!options.quiet)
    context.err(`${line}${summarize({ ...emptyCounts(), guides: clean.length, same: clean.length }, 0, seconds)}\n`);
}
