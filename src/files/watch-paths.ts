import { statSync } from "node:fs";
import { watch } from "chokidar";

/** For 50 ms after a change of a file, chokidar reports no other one: so the file is looked at again after that. */
const DEAF = 80;

/** What changed, by path: whether files came or went, or only their content changed. */
export type Changes = ReadonlyMap<string, "content" | "presence">;

export interface WatchOptions {
  readonly isIgnored: (path: string) => boolean;
  /** One save, or a `git checkout`, is many events: those less than so many milliseconds apart are reported together. */
  readonly debounce: number;
  readonly onChange: (changes: Changes) => void;
  /** Called where something cannot be watched. */
  readonly onProblem: (message: string) => void;
}

/**
 * Watches files and folders.
 *
 * @returns resolves once all is watched, with a function that ends it
 */
export async function watchPaths(
  paths: readonly string[],
  { isIgnored, debounce, onChange, onProblem }: WatchOptions,
): Promise<() => Promise<void>> {
  let changes = new Map<string, "content" | "presence">();
  let debouncing: NodeJS.Timeout | undefined;
  const rechecks = new Set<NodeJS.Timeout>();
  const report = (): void => {
    const reported = changes;
    changes = new Map();
    const versions = [...reported.keys()].map((path) => [path, versionOf(path)] as const);
    onChange(reported);
    const recheck = setTimeout(() => {
      rechecks.delete(recheck);
      if (versions.some(([path, version]) => versionOf(path) !== version)) onChange(reported);
    }, DEAF);
    rechecks.add(recheck);
  };
  const watcher = watch([...paths], { ignoreInitial: true, ignored: isIgnored });
  watcher.on("all", (event, path) => {
    if (event !== "change" || !changes.has(path)) changes.set(path, event === "change" ? "content" : "presence");
    clearTimeout(debouncing);
    debouncing = setTimeout(report, debounce);
  });
  watcher.on("error", (error) => onProblem((error as Error).message));
  await new Promise<void>((resolve) => watcher.once("ready", () => resolve()));
  return async () => {
    for (const timer of [debouncing, ...rechecks]) clearTimeout(timer);
    await watcher.close();
  };
}

/** A text that changes whenever the file does. */
function versionOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return `${stats?.mtimeMs} ${stats?.size} ${stats?.ino}`;
}
