import type { BuildOptions, CommandContext } from "./context.ts";
import { startThreads, type GuideThreads } from "./guide-threads.ts";
import { recallBuild, type BuildMemory } from "./memory.ts";
import type { FoundProject } from "./open.ts";

/**
 * Recalls the last build, and starts other threads as soon as it is clear that they pay: they take as long to start as
 * this one takes to load what makes guides.
 *
 * @param names the guides that are asked for; all where there are none
 * @param options the command line
 * @param context the process
 * @param mayWrite whether a state may be left
 * @returns what is known of the last build, and the threads, if any
 */
export function recallAndStart(
  names: readonly string[],
  options: BuildOptions & { readonly threads?: number | undefined },
  context: CommandContext,
  mayWrite: boolean,
): { readonly memory: BuildMemory; readonly threads: GuideThreads | undefined } {
  let threads: GuideThreads | undefined;
  const expect = (guides: number) => void (threads ??= startThreads(guides, options.threads, context.guideThread));
  const memory = recallBuild(names, options, context, mayWrite, expect);
  return { memory, threads };
}

/**
 * Starts other threads where it shows only later that they pay.
 *
 * @param found what there is to do
 * @param options the command line
 * @param context the process
 * @returns the threads, if any
 */
export function startLate(
  { chosen, memory }: FoundProject,
  options: { readonly threads?: number | undefined },
  { guideThread }: CommandContext,
): GuideThreads | undefined {
  // Where the stale guides are known, these alone are chosen.
  const guides = memory?.findStale ? chosen.length : chosen.length - (memory?.scan.clean.length ?? 0);
  return startThreads(guides, options.threads, guideThread);
}
