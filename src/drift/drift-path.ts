import { lstatSync } from "node:fs";
import { join } from "node:path";

/**
 * Whether a page has a drift file.
 *
 * @param root the project's folder
 * @param path where it would stand, relative to the root
 * @returns true where something has its name
 */
export function hasDrift(root: string, path: string): boolean {
  return lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
}
