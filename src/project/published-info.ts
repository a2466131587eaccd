import { join, posix, resolve } from "node:path";
import { readCompanions } from "../descriptor/companions.ts";
import { INFO_FILE, type Info } from "../descriptor/info.ts";
import { findLink } from "../files/folders.ts";
import { isThere } from "../files/is-there.ts";
import { leadsOut, relativePath } from "../files/relative-path.ts";
import { folderOf, settingsOf } from "./config.ts";
import { fill, type PagePaths } from "./paths.ts";
import type { Project } from "./project.ts";

/** A folder that the catalog has for a thing. */
interface PublishedFolder {
  /** A folder above it: what links lead out of it is refused. */
  readonly base: string;
  readonly folder: string;
}

/**
 * Finds where the catalog describes a thing that has no `info.yaml` of its own, as in a project outside of the catalog.
 *
 * @returns the absolute folders that there may be, best first: that of its published guide, then that of the catalog;
 *   none for a thing with an `info.yaml` of its own
 */
export function publishedFolders(project: Project, paths: PagePaths): readonly string[] {
  return foldersOf(project, paths).map(({ folder }) => folder);
}

/**
 * What the catalog says of a thing without an `info.yaml` of its own. Lists go by it, and no page: a page says what its
 * project holds.
 *
 * @returns undefined where there is nothing to go by; an `info.yaml` that is broken is passed over, since it is not ours
 */
export function publishedInfo(project: Project, paths: PagePaths): Info | undefined {
  for (const { base, folder } of foldersOf(project, paths)) {
    const file = posix.join(relativePath(base, folder), INFO_FILE);
    const { info } = readCompanions(base, { info: file });
    if (info) return info;
  }
  return undefined;
}

function foldersOf({ root, config, catalog }: Project, { kind, name, info }: PagePaths): readonly PublishedFolder[] {
  if (isThere(join(root, info))) return [];
  const { published = "" } = settingsOf(config, kind);
  const pattern = posix.dirname(published);
  // A folder with the guides of many things is that of none.
  const ofGuide = pattern.includes("{name}")
    ? [{ base: resolve(root, folderOf(published)), folder: resolve(root, fill(pattern, name)) }]
    : [];
  const ofCatalog = catalog === undefined ? [] : [{ base: catalog, folder: join(catalog, kind.folder, name) }];
  return [...ofGuide, ...ofCatalog]
    .map(({ base, folder }) => ({ base: leadsOut(relativePath(root, base)) ? base : root, folder }))
    .filter(({ base, folder }) => findLink(base, folder) === undefined);
}
