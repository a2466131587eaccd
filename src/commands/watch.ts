import { once } from "node:events";
import { relative, resolve, sep } from "node:path";
import { visibleLine } from "../findings/visible.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { watchPaths } from "../files/watch-paths.ts";
import { loadConfig } from "../project/load-config.ts";
import { inputPatterns } from "../project/pages.ts";
import { isProjectError } from "../project/project-error.ts";
import { buildProject } from "../build/build-project.ts";
import { readProject } from "../build/read-project.ts";
import { openProject } from "../project/project.ts";
import { reportBuild, type BuildCommandOptions } from "./build.ts";
import type { CommandContext, ExitStatus } from "./context.ts";
import { report } from "./report.ts";

const DEBOUNCE = 60;

/**
 * `dhi-guides build --watch`: builds, and builds again whenever a descriptor, its prose, a template or the settings
 * change. It is the same build each time, with one line each; where nothing came of a change there is none.
 *
 * @param names the guides; all where there are none
 * @param stop ends the watch
 * @returns 0 when it was ended
 */
export async function watch(
  names: readonly string[],
  options: BuildCommandOptions,
  context: CommandContext,
  stop: AbortSignal,
): Promise<ExitStatus> {
  const root = resolve(options.root);
  let building = rebuild(names, options, context);
  const buildNext = () => void (building = building.then(() => rebuild(names, options, context)));
  const close = await watchPaths([root, context.packagedTemplates], {
    debounce: DEBOUNCE,
    isIgnored: (path) => path.startsWith(root + sep) && !isInput(root, path),
    onChange: buildNext,
    onProblem: (message) => context.err(`cannot watch: ${message}\n`),
  });
  // A change between the first build and here has made no event.
  buildNext();
  if (!stop.aborted) await once(stop, "abort");
  await close();
  await building;
  return 0;
}

/** Builds, and says so where something came of it. */
async function rebuild(names: readonly string[], options: BuildCommandOptions, context: CommandContext): Promise<void> {
  const started = performance.now();
  try {
    const opened = openProject({ ...options, packagedTemplates: context.packagedTemplates });
    const { project, findings } = opened;
    if (!project) return void report([...findings, ...readProject(opened, names)], context, options);
    const built = await buildProject(project, { names, force: options.force, process: context.process });
    const result = { ...built, findings: [...findings, ...built.findings] };
    const { pages, same } = result.counts;
    const isSilent = result.findings.length === 0 && pages === same && result.removed.length === 0;
    if (!isSilent) reportBuild(names, project, result, started, options, context);
  } catch (error) {
    // A guide that was asked for may be gone, and come back.
    if (!isProjectError(error)) throw error;
    context.err(`dhi-guides: ${visibleLine(error.message)}\n`);
  }
}

/** Whether a path below the root is that of an input, or on the way to one. */
function isInput(root: string, path: string): boolean {
  const [first = ""] = relative(root, path).split(sep);
  const loaded = loadConfig(root);
  const patterns = "config" in loaded ? inputPatterns(loaded.config) : [];
  return [CONFIG_FILE, "templates", ...patterns.map((pattern) => pattern.split("/")[0])].includes(first);
}
