import * as platform from "node:path";

/** What differs between systems: `win32` or `posix` of `node:path`. */
type PathRules = Pick<typeof platform.posix, "relative" | "resolve" | "sep">;

/** The path from a folder to a file, with `/` on every platform. */
export function relativePath(from: string, to: string): string {
  return slashed(platform.relative(from, to));
}

/**
 * Spells a path as findings, the manifest and patterns have it.
 *
 * @param path a path as this platform spells it
 * @param separator what stands between its steps; the platform's own where left out. Elsewhere than on Windows, `\\` is a
 *   character of a name, and stays
 * @returns the path with `/`
 */
export function slashed(path: string, separator: string = platform.sep): string {
  return path.split(separator).join("/");
}

/**
 * The files that may be meant by a path on the command line: one may name them from the current folder, or as findings
 * do, from the project's root.
 *
 * @param given the path, as somebody typed it
 * @param root the project's root
 * @param rules the platform's own where left out
 * @returns their paths relative to the root, with `/`
 */
export function meantFiles(given: string, root: string, rules: PathRules = platform): readonly string[] {
  const { relative, resolve, sep } = rules;
  const top = resolve(root);
  return [resolve(top, given), resolve(given)].map((path) => slashed(relative(top, path), sep));
}

/**
 * Whether a path leads out of the folder that it counts from.
 *
 * @param path relative, as this platform or as findings spell it; on Windows, one to another drive is absolute
 */
export function leadsOut(path: string): boolean {
  return platform.isAbsolute(path) || /^\.\.(?:[\\/]|$)/.test(path);
}
