import { lstatSync } from "node:fs";
import { join, relative, sep } from "node:path";

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
  }
  return undefined;
}
