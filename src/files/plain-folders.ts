import { existsSync, readdirSync } from "node:fs";

/**
 * Lists the folders within a folder, links to folders left out.
 *
 * @param folder a folder, or none
 * @returns their names
 */
export function plainFolders(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set();
  const entries = readdirSync(folder, { withFileTypes: true });
  return new Set(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name));
}
