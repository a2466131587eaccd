/** The packages that bring a shell, and what one calls that shell. */
const SHELL_PACKAGES: ReadonlyMap<string, string> = new Map([
  ["bash", "bash"],
  ["busybox", "busybox"],
  ["busybox-static", "busybox"],
  ["dash", "dash"],
  ["ksh", "ksh"],
  ["mksh", "mksh"],
  ["toybox", "toybox"],
  ["zsh", "zsh"],
]);

const PACKAGE_MANAGERS: ReadonlyMap<string, string> = new Map([
  ["apk-tools", "apk"],
  ["apt", "apt"],
  ["dnf", "dnf"],
  ["microdnf", "microdnf"],
  ["tdnf", "tdnf"],
]);

/**
 * Names the shells that a definition installs. That one is present is certain; that none is present is less so, for a
 * package may bring one along.
 *
 * @param packages the definition's `contents.packages`, `name` or `name=version`; `!name` leaves one out
 * @returns the shells' names, without repetition
 */
export function shellsIn(packages: readonly string[]): string[] {
  return namesIn(packages, SHELL_PACKAGES);
}

/**
 * Names the system package managers that a definition installs.
 *
 * @param packages the definition's `contents.packages`
 * @returns the package managers' names, without repetition
 */
export function packageManagersIn(packages: readonly string[]): string[] {
  return namesIn(packages, PACKAGE_MANAGERS);
}

function namesIn(packages: readonly string[], known: ReadonlyMap<string, string>): string[] {
  const names = packages.map((text) => known.get(packageName(text))).filter((name) => name !== undefined);
  return [...new Set(names)];
}

/**
 * A package's name without its version.
 *
 * @param text a package as a definition lists it
 * @returns the name; one that is left out keeps its `!`
 */
export function packageName(text: string): string {
  return text.split(/[=<>~]/, 1)[0] ?? text;
}
