import { lstatSync } from "node:fs";
import { isSystemError } from "./system-error.ts";

/**
 * Whether something has a name, a link that leads nowhere among it.
 *
 * @param path an absolute path
 * @returns false, too, where a file stands in the place of a folder
 * @throws the system's error where it cannot be looked up
 */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOTDIR") return false;
    throw error;
  }
}
