/** What findings call the package's own templates where it is installed elsewhere than below the project's root. */
export const PACKAGED_TEMPLATES = "dhi-guides/templates";

/**
 * Whether a file is one of an installed package: a repository does not hold it, so no link to it leads anywhere.
 *
 * @param file as findings name it
 * @returns whether it is
 */
export function isInstalled(file: string): boolean {
  return /(?:^|\/)node_modules\//.test(file) || file.startsWith(`${PACKAGED_TEMPLATES}/`);
}
