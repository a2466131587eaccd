import type { Definition } from "./definition.ts";

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

/** What opens a script, or is one by its name: `sh -c`, `start.sh`, `docker-entrypoint`, what lies in a folder `scripts`. */
const SCRIPT = [
  /(?:^|\/)(?:ba|a|da|k|mk|pdk|ya|z|c|tc|fi)?sh$/,
  /\.(?:ba|a|da|k|mk|z|c|tc|fi)?sh$/i,
  /(?:^|\/)(?:busybox|toybox)$/,
  /(?:^|[/_-])entry(?:[_-]?point)?(?:[_-][\w-]*)?$/i,
  /(?:^|\/)scripts\/[^/.]+$/,
];

/**
 * Whether the packages of a definition tell that it has no program of a kind. They do not where none is listed; and of a
 * shell they do not where the image starts with what seems to be a shell script: a package must have brought one along.
 *
 * @param kind shells or package managers
 * @param definition a definition that installs none by name
 * @returns false where nobody knows
 */
export function isKnownToLack(
  kind: "shells" | "packageManagers",
  { packages, entrypoint, cmd }: Pick<Definition, "packages" | "entrypoint" | "cmd">,
): boolean {
  if (packages.length === 0) return false;
  const words = [...entrypoint, ...cmd].flatMap((text) => text.split(/[\s"'`;&|()=]+/));
  return kind === "packageManagers" || !words.some((word) => SCRIPT.some((pattern) => pattern.test(word)));
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
