/** The command as a project runs it that has it among its dependencies. */
const COMMAND = "npx dhi-guides";

/**
 * Words a command line so that it can be run as it is.
 *
 * @param rest the command and its arguments: `build --force`
 * @returns the line as code: `` `npx dhi-guides build --force` ``
 */
export function commandLine(rest: string): string {
  return `\`${COMMAND} ${rest}\``;
}
