import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Looks for a file as Node looks for packages: in a folder, and in those above it.
 *
 * @param file its path below one of them
 * @returns the path of the nearest; undefined where none has it
 */
export function findUpwards(folder: string, file: string): string | undefined {
  const path = join(folder, file);
  if (existsSync(path)) return path;
  return dirname(folder) === folder ? undefined : findUpwards(dirname(folder), file);
}
