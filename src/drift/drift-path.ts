import { join } from "node:path";
import { isThere } from "../files/is-there.ts";

/**
 * Whether a page has a drift file.
 *
 * @param root the project's folder
 * @param path where it would stand, relative to the root
 * @returns true where something has its name
 */
export function hasDrift(root: string, path: string): boolean {
  return isThere(join(root, path));
}
