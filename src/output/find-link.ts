import { lstatSync } from "node:fs";
import { join } from "node:path";

/**
 * Looks for a symbolic link on the way to an output, by which it would be written somewhere else.
 *
 * @param folder the output folder
 * @param file the output's path below it
 * @returns the link's path, or undefined where there is none
 */
export function findLink(folder: string, file: string): string | undefined {
  let path = folder;
  for (const step of file.split("/")) {
    path = join(path, step);
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (!status) return undefined;
    if (status.isSymbolicLink()) return path;
  }
  return undefined;
}
