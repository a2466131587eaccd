import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** What installs a project's packages. */
export interface PackageManager {
  readonly name: string;
  /** The files that say which versions it installs; the first is what it writes today. */
  readonly lockFiles: readonly [string, ...string[]];
  /** Installs what package.json names. */
  readonly install: string;
  /** Adds a package for development; its name and version come behind. */
  readonly add: string;
  /** Installs what the lock file says, and fails where package.json says something else. */
  readonly installLocked: string;
  /** Finds that in a line of a shell, however it is spelled. */
  readonly installsLocked: RegExp;
  /** What a runner needs before. */
  readonly prepare?: string;
}

const NPM: PackageManager = {
  name: "npm",
  lockFiles: ["package-lock.json", "npm-shrinkwrap.json"],
  install: "npm install",
  add: "npm install --save-dev",
  installLocked: "npm ci",
  installsLocked: /\bnpm (?:ci|clean-install|install-clean)\b/,
};

/** Those that `actions/setup-node` can cache for. */
export const PACKAGE_MANAGERS: readonly PackageManager[] = [
  NPM,
  {
    name: "pnpm",
    lockFiles: ["pnpm-lock.yaml"],
    install: "pnpm install",
    add: "pnpm add --save-dev",
    installLocked: "pnpm install --frozen-lockfile",
    installsLocked: /\bpnpm (?:install|i)\b.*--frozen-lockfile\b/,
    prepare: "corepack enable",
  },
  {
    name: "yarn",
    lockFiles: ["yarn.lock"],
    install: "yarn install",
    add: "yarn add --dev",
    // In CI, versions 2 and later change no lock file anyway; this is how version 1 is told.
    installLocked: "yarn install --frozen-lockfile",
    installsLocked: /\byarn\b.*--(?:frozen-lockfile|immutable)\b/,
    prepare: "corepack enable",
  },
];

/** What installs a project's packages, and by which lock file. */
export interface Installation {
  readonly manager: PackageManager;
  /** The folder of the lock file, below the top; that of the `package.json` where there is none yet. */
  readonly folder: string;
  /** The lock file, in that folder. */
  readonly lockFile: string;
}

/**
 * Tells what installs the packages of a folder: what `packageManager` in its `package.json` names, or else what left a
 * lock file there or, in a monorepo, above.
 *
 * @param top the folder of the repository, absolute
 * @param home the folder of the `package.json`, below the top
 * @returns npm where nothing says so
 */
export function installationOf(top: string, home: string): Installation {
  const named = packageManagerIn(join(top, home, "package.json"));
  const managers = PACKAGE_MANAGERS.filter(({ name }) => named === undefined || named.split("@")[0] === name);
  for (const folder of upwards(home))
    for (const manager of managers)
      for (const lockFile of manager.lockFiles)
        if (existsSync(join(top, folder, lockFile))) return { manager, folder, lockFile };
  const manager = managers[0] ?? NPM;
  return { manager, folder: home, lockFile: manager.lockFiles[0] };
}

/** A folder and those above it, to the top: `a/b`, `a`, "". */
function upwards(folder: string): string[] {
  if (folder === "") return [""];
  const above = posix.dirname(folder);
  return [folder, ...upwards(above === "." ? "" : above)];
}

function packageManagerIn(path: string): string | undefined {
  try {
    const { packageManager } = JSON.parse(readFileSync(path, "utf8")) as { packageManager?: unknown };
    return typeof packageManager === "string" ? packageManager : undefined;
  } catch {
    // There is none yet, or it is somebody's draft.
    return undefined;
  }
}
