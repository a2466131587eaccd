import { formatGithub } from "../diagnostics/reporters/github.ts";
import { formatJson } from "../diagnostics/reporters/json.ts";
import type { BuildOptions, CommandContext } from "./context.ts";
import type { BuildMemory } from "./memory.ts";
import { emptyCounts, summarize } from "./summary.ts";

/**
 * Reports a build that had nothing to do, as `build` would. It is apart from it because it needs nothing else.
 *
 * @param memory what is known of the last build
 * @param options the command line
 * @param context where to print
 */
export function reportUpToDate(memory: BuildMemory, options: BuildOptions, context: CommandContext): void {
  memory.renew();
  const count = memory.scan.clean.size;
  if (options.reporter === "json") context.out(formatJson([]));
  else if (options.reporter === "github") context.out(formatGithub([]));
  const seconds = (performance.now() - memory.started) / 1000;
  if (!options.quiet) context.err(`${summarize({ ...emptyCounts(), guides: count, same: count }, 0, seconds)}\n`);
}
