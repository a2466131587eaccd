import { statSync } from "node:fs";

/** For 50 ms after a change of a file, chokidar tells no other one of it; so who watches looks at it again after that. */
export const DEAF = 80;

/**
 * What changes whenever a file does.
 *
 * @param path the file, which may be gone
 * @returns a text to be compared
 */
export function versionOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return `${stats?.mtimeMs} ${stats?.size} ${stats?.ino}`;
}
