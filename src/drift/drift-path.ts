import { lstatSync } from "node:fs";
import { join } from "node:path";

/** The file, in a guide's prose folder. */
export const DRIFT_FILE = "drift.yaml";

/**
 * Where the drift of a guide stands.
 *
 * @param prose the guide's prose folder, relative to the root
 * @returns the path, relative to the root
 */
export const driftPath = (prose: string): string => (prose === "." ? DRIFT_FILE : `${prose}/${DRIFT_FILE}`);

/**
 * Whether a guide has a drift file.
 *
 * @param root the project's folder
 * @param prose the guide's prose folder, relative to the root
 * @returns true where something has its name
 */
export function hasDrift(root: string, prose: string): boolean {
  return lstatSync(join(root, driftPath(prose)), { throwIfNoEntry: false }) !== undefined;
}
