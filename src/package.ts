/*
 * What the package is called where people meet it.
 */

/** What findings call the package's own templates where it is installed elsewhere than below the project's root. */
export const PACKAGED_TEMPLATES = "dhi-guides/templates";

/** The command, as one runs it in a project that has the package among its dependencies. */
export const COMMAND = "npx dhi-guides";

/**
 * Renders a command line so that it can be run as it is.
 *
 * @param rest the command and its arguments: `build --force`
 * @returns the line as code: `` `npx dhi-guides build --force` ``
 */
export function commandLine(rest: string): string {
  return `\`${COMMAND} ${rest}\``;
}

/** Whether a file is one of an installed package: a repository does not hold it, so no link to it leads anywhere. */
export function isInstalled(file: string): boolean {
  return /(?:^|\/)node_modules\//.test(file) || file.startsWith(`${PACKAGED_TEMPLATES}/`);
}
