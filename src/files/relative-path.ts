import { relative, sep } from "node:path";

/** The path from a folder to a file, with `/` on every platform. */
export function relativePath(from: string, to: string): string {
  return slashed(relative(from, to));
}

/**
 * Spells a path as findings, the manifest and patterns have it.
 *
 * @param path a path as this platform spells it
 * @param separator what stands between its steps; the platform's own where left out. Elsewhere than on Windows, `\\` is a
 *   character of a name, and stays
 * @returns the path with `/`
 */
export function slashed(path: string, separator: string = sep): string {
  return path.split(separator).join("/");
}
