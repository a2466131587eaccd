import { existsSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/**
 * Looks for a symbolic link on the way to an output, by which it would be written somewhere else.
 *
 * @param base the folder to start from
 * @param target the output, below it
 * @returns the link's path, or undefined where there is none
 */
export function findLink(base: string, target: string): string | undefined {
  let path = base;
  for (const step of relative(base, target).split(sep)) {
    path = join(path, step);
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (!status) return undefined;
    if (status.isSymbolicLink()) return path;
    if (!status.isDirectory()) return undefined;
  }
  return undefined;
}

/**
 * Makes a folder and those above it, one by one: where the system lets nobody make a folder in one that is there, as in
 * /proc, `mkdirSync` with `recursive` never comes back.
 *
 * @throws the system's error
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/**
 * Lists the folders within a folder, links to folders left out.
 *
 * @param folder a folder, or none
 */
export function plainFolders(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set();
  const entries = readdirSync(folder, { withFileTypes: true });
  return new Set(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name));
}
