import { lstatSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folder under a project's root that holds what may be deleted at any time. */
export const CACHE_FOLDER = ".dhi-guides";

/** Keeps the folder out of git by itself. */
const IGNORE = ".gitignore";

/**
 * Makes the cache folder of a project. A stranger's project may hold a link in its place, or in it, by which something
 * else would be written: then there is none.
 *
 * @param root the project's root
 * @returns whether the folder was made just now; undefined where there is none
 */
export function makeCacheFolder(root: string): { readonly isNew: boolean } | undefined {
  const folder = join(root, CACHE_FOLDER);
  try {
    const isNew = !lstatSync(folder, { throwIfNoEntry: false });
    // Not what is above it: where there is no project, none begins.
    if (isNew) mkdirSync(folder);
    else if (!lstatSync(folder).isDirectory()) return undefined;
    if (!lstatSync(join(folder, IGNORE), { throwIfNoEntry: false })) writeFileSync(join(folder, IGNORE), "*\n");
    return { isNew };
  } catch {
    return undefined;
  }
}
