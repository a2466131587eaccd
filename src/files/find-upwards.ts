import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Looks for a file as Node looks for packages: in a folder, and in those above it.
 *
 * @param file its path below one of them
 * @returns the path of the nearest; undefined where none has it
 */
export function findUpwards(folder: string, file: string): string | undefined {
  const found = findFolder(folder, (each) => existsSync(join(each, file)));
  return found === undefined ? undefined : join(found, file);
}

/**
 * Looks at a folder, and at those above it.
 *
 * @param isIt tells the one that is looked for
 * @returns the nearest; undefined where it is none of them
 */
export function findFolder(folder: string, isIt: (folder: string) => boolean): string | undefined {
  if (isIt(folder)) return folder;
  return dirname(folder) === folder ? undefined : findFolder(dirname(folder), isIt);
}
