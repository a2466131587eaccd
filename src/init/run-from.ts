/** Folders below the top: the project's, and that of the `package.json` that has the package. */
export interface RunPlaces {
  readonly root: string;
  readonly home: string;
}

/**
 * A command line that runs a command of the project from the top of the repository, by the version that is installed.
 *
 * @param command the command: `check`
 */
export function runFrom({ root, home }: RunPlaces, command: string): string {
  const where = home === "" ? "" : ` --prefix ${shellWord(home)}`;
  return `npx --no${where} -- dhi-guides ${command}${root === "" ? "" : ` --root ${shellWord(root)}`}`;
}

/** A path as one word of a command line. */
export function shellWord(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
