import { watch as watchFiles } from "chokidar";
import { relative, resolve, sep } from "node:path";
import { visibleLine } from "../diagnostics/visible.ts";
import { CONFIG_FILE } from "../project/config-file.ts";
import { DEAF, versionOf } from "../project/file-version.ts";
import { loadConfig } from "../project/config.ts";
import { isProjectError } from "../project/project-error.ts";
import type { BuildCommandOptions } from "./build.ts";
import { build } from "./making.ts";
import type { CommandContext, ExitStatus } from "./context.ts";
import { recallBuild } from "./memory.ts";

/** Editors write a file in several steps, and `git checkout` many files: they make one rebuild. */
const DEBOUNCE = 60;

/**
 * `dhi-guides build --watch`: builds, and builds again whenever a descriptor, its prose, a template or the settings
 * change. It is the same build each time, with one line each; where nothing came of a change there is none.
 *
 * @param names the guides; all where there are none
 * @param options the command line
 * @param context the process
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
  rebuild(names, options, context);
  const watcher = watchFiles([root, context.packagedTemplates], {
    ignoreInitial: true,
    ignored: (path) => path.startsWith(root + sep) && !isInput(root, path),
  });
  let timer: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;
  let paths = new Set<string>();
  const settle = () => {
    clearTimeout(again);
    const seen = [...paths].map((path) => [path, versionOf(path)] as const);
    paths = new Set();
    rebuild(names, options, context);
    again = setTimeout(() => {
      if (seen.some(([path, version]) => versionOf(path) !== version)) rebuild(names, options, context);
    }, DEAF);
  };
  watcher.on("all", (_, path) => {
    paths.add(path);
    clearTimeout(timer);
    timer = setTimeout(settle, DEBOUNCE);
  });
  // A change between the first build and here has made no event.
  watcher.once("ready", () => rebuild(names, options, context));
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener("abort", () => resolve(), { once: true });
  });
  clearTimeout(timer);
  clearTimeout(again);
  await watcher.close();
  return 0;
}

function rebuild(names: readonly string[], options: BuildCommandOptions, context: CommandContext): void {
  const memory = recallBuild(names, options, context);
  if (memory.scan.isUpToDate) return memory.renew();
  try {
    build(names, options, context, memory);
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
  const patterns = "config" in loaded ? loaded.config.descriptors : [];
  return [CONFIG_FILE, "templates", ...patterns.map((pattern) => pattern.split("/")[0])].includes(first);
}
