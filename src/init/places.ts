import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "jsonc-parser";
import { INFO_FILE } from "../descriptor/info.ts";
import { findFolder } from "../files/find-upwards.ts";
import { plainFolders } from "../files/folders.ts";
import { findTop } from "../files/git.ts";
import { relativePath } from "../files/relative-path.ts";
import { FIRST_KIND, KINDS, PAGE_FILES } from "../kinds/kinds.ts";
import { installationOf, type Installation } from "../files/package-manager.ts";

/** Where a project is set up. */
export interface Places {
  /** The folder that git and editors look in: the repository's, or the project's own. Absolute. */
  readonly top: string;
  /** The project's folder, below the top; "" where it is the same. */
  readonly root: string;
  /** The folder of the `package.json` that counts, below the top. */
  readonly home: string;
  /** What installs the packages of that. */
  readonly installation: Installation;
  /** Whether there is a `package.json`. */
  readonly hasPackage: boolean;
  /** Whether the package is among its dependencies. */
  readonly isDependency: boolean;
  /** The catalog in the repository that the project is in or beside, relative to the project. */
  readonly catalog: string | undefined;
}

/**
 * Looks where a project is to be set up.
 *
 * @param folder its folder; it need not exist yet
 */
export function findPlaces(folder: string): Places {
  const root = realFolder(resolve(folder));
  const top = findTop(root) ?? root;
  const below = (path: string) => relativePath(top, path);
  const isInside = (path: string) => path === top || path.startsWith(join(top, "/"));
  const home = findFolder(root, (path) => isInside(path) && existsSync(join(path, "package.json")));
  const catalog = findFolder(root, (path) => isInside(path) && isCatalog(path));
  return {
    top,
    root: below(root),
    home: below(home ?? root),
    installation: installationOf(top, below(home ?? root)),
    hasPackage: home !== undefined,
    isDependency: home !== undefined && dependsOnUs(join(home, "package.json")),
    catalog: catalog === undefined ? undefined : relativePath(root, catalog) || ".",
  };
}

/** A path without links, though its last folders are not made yet. */
function realFolder(path: string): string {
  if (existsSync(path) || dirname(path) === path) return realpathSync(path);
  return join(realFolder(dirname(path)), basename(path));
}

/** Whether a folder holds images with what only a catalog has: `image/redis/info.yaml`, a page, or definitions. */
export function isCatalog(folder: string): boolean {
  const images = join(folder, FIRST_KIND.folder);
  if (!isFolder(images)) return false;
  return [...plainFolders(images)].some((name) => {
    const entries = readdirSync(join(images, name), { withFileTypes: true });
    return entries.some((entry) =>
      entry.isDirectory()
        ? readdirSync(join(images, name, entry.name)).some((file) => file.endsWith(".yaml"))
        : entry.name === INFO_FILE || PAGE_FILES.has(entry.name),
    );
  });
}

/**
 * The folders of a catalog that hold finished guides.
 *
 * @param catalog an absolute path
 * @returns the names of the folders: `image`, `chart`
 */
export function foldersWithGuides(catalog: string): ReadonlySet<string> {
  const withGuides = KINDS.filter(({ folder, pages: [guide] }) =>
    [...plainFolders(join(catalog, folder))].some((name) => existsSync(join(catalog, folder, name, guide.file))),
  );
  return new Set(withGuides.map(({ folder }) => folder));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function dependsOnUs(path: string): boolean {
  const manifest = parse(readFileSync(path, "utf8")) as Readonly<Record<string, unknown>> | undefined;
  return ["dependencies", "devDependencies", "optionalDependencies"].some((key) => {
    const named = manifest?.[key];
    return typeof named === "object" && named !== null && "dhi-guides" in named;
  });
}
