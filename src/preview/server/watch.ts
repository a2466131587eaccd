import { isAbsolute, join, relative, sep } from "node:path";
import { watch } from "chokidar";
import { CONFIG_FILE, type Project } from "../../core.ts";
import { DEAF, versionOf } from "../../files/stamp.ts";

/** What happened to a project's files: names of guides, or all of them. */
export interface FileChange {
  readonly guides: ReadonlySet<string>;
  /** Templates, settings or the list of guides changed. */
  readonly isGlobal: boolean;
}

/** An editor's save is several events: they are taken together. */
const SETTLE = 15;

/**
 * Watches the sources of a project.
 *
 * @param project the opened project
 * @param extra further files whose change concerns all guides
 * @param onChange called soon after a change
 * @param onProblem called where something cannot be watched
 * @returns resolves once all is watched, with a function that ends it
 */
export async function watchProject(
  project: Project,
  extra: readonly string[],
  onChange: (change: FileChange) => void,
  onProblem: (message: string) => void,
): Promise<() => Promise<void>> {
  const { root, config } = project;
  const bases = [...new Set(config.descriptors.map(baseOf))];
  const patterns = config.descriptors.map((pattern) => expressionOf(pattern));
  const output = expressionOf(config.output);
  const watched = [CONFIG_FILE, "templates", ...bases].map((path) => join(root, path));
  const isIgnored = (path: string): boolean => {
    const file = relative(root, path).split(sep).join("/");
    return /(?:^|\/)(?:node_modules|\.[^/]+)(?:\/|$)/.test(file) || output.test(file);
  };

  let guides = new Set<string>();
  let paths = new Set<string>();
  let isGlobal = false;
  const timers = new Set<NodeJS.Timeout>();
  const later = (run: () => void, delay: number): NodeJS.Timeout => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, delay);
    timers.add(timer);
    return timer;
  };

  const watcher = watch([...watched, ...extra], { ignoreInitial: true, ignored: isIgnored });
  let settling: NodeJS.Timeout | undefined;
  watcher.on("all", (event, path) => {
    const file = relative(root, path).split(sep).join("/");
    const name = nameOf(file);
    if (event !== "change" && (name === undefined || patterns.some((pattern) => pattern.test(file)))) isGlobal = true;
    if (name === undefined) isGlobal = true;
    else guides.add(name);
    paths.add(path);
    clearTimeout(settling);
    settling = later(report, SETTLE);
  });

  function report(): void {
    const change = { guides, isGlobal };
    const seen = [...paths].map((path) => [path, versionOf(path)] as const);
    guides = new Set();
    paths = new Set();
    isGlobal = false;
    onChange(change);
    later(() => {
      if (seen.some(([path, version]) => versionOf(path) !== version)) onChange(change);
    }, DEAF);
  }

  watcher.on("error", (error) => onProblem((error as Error).message));
  await new Promise<void>((resolve) => watcher.once("ready", () => resolve()));
  return async () => {
    for (const timer of timers) clearTimeout(timer);
    await watcher.close();
  };

  /** The guide that a descriptor or a prose file belongs to. */
  function nameOf(file: string): string | undefined {
    if (isAbsolute(file) || file.startsWith("..") || file === CONFIG_FILE || file.startsWith("templates/"))
      return undefined;
    for (const pattern of patterns) {
      const name = pattern.exec(file)?.[1];
      if (name !== undefined) return name;
    }
    // Prose stands in a folder of the guide's name.
    for (const base of bases) {
      const [name] =
        base === "." ? file.split("/") : file.startsWith(`${base}/`) ? file.slice(base.length + 1).split("/") : [];
      if (name !== undefined && name !== file) return name;
    }
    return undefined;
  }
}

/** The folder above all files of a pattern. */
function baseOf(pattern: string): string {
  const before = pattern.slice(0, pattern.indexOf("{name}"));
  return before.includes("/") ? before.slice(0, before.lastIndexOf("/")) : ".";
}

function expressionOf(pattern: string): RegExp {
  const [before = "", after = ""] = pattern.split("{name}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${before}([^/]+)${after}$`);
}
