import { existsSync, readdirSync, type Dirent } from "node:fs";
import { join } from "node:path";
import { findMisnamed } from "../files/file-name.ts";
import type { KindSettings } from "./config.ts";

/*
 * Patterns with `{name}`, and the folders in which the names stand.
 */

/**
 * Lists what may be descriptors. A folder in which several patterns look is read once.
 *
 * @returns the names for each pattern, in no order
 * @throws Error where a folder cannot be read
 */
export function listDescriptors(
  root: string,
  { descriptors }: Pick<KindSettings, "descriptors">,
): { readonly pattern: string; readonly names: readonly string[] }[] {
  const known = new Map<string, readonly Dirent[]>();
  const read = (folder: string) => {
    const entries = known.get(folder) ?? readFolder(folder);
    known.set(folder, entries);
    return entries;
  };
  return descriptors.map((pattern) => ({ pattern, names: listNames(root, pattern, () => true, read) }));
}

/** The folder that lists the names of a pattern, what stands there before and behind a name, and the rest of the path. */
function listingOf(pattern: string): {
  readonly folder: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly rest: readonly string[];
} {
  const steps = pattern.split("/");
  const index = steps.findIndex((step) => step.includes("{name}"));
  const [prefix = "", suffix = ""] = (steps[index] ?? "").split("{name}");
  return { folder: steps.slice(0, index).join("/"), prefix, suffix, rest: steps.slice(index + 1) };
}

/**
 * The names for which a file of a pattern may exist: one folder is listed, nothing else is opened.
 *
 * @param root the folder that the pattern is relative to
 * @param pattern where files stand, with `{name}`
 * @param read gives what a folder lists
 * @returns the names, in no order
 * @throws the system's error where the folder cannot be read
 */
export function listNames(
  root: string,
  pattern: string,
  isWanted: (name: string) => boolean,
  read: (folder: string) => readonly Dirent[] = readFolder,
): string[] {
  const { prefix, suffix, rest, ...listing } = listingOf(pattern);
  const folder = join(root, listing.folder);
  const names: string[] = [];
  for (const entry of read(folder)) {
    const file = entry.name;
    if (!file.startsWith(prefix) || !file.endsWith(suffix) || file.startsWith(".")) continue;
    const name = file.slice(prefix.length, file.length - suffix.length);
    if (!isWanted(name)) continue;
    // A link to a folder could lead out of the project, so it is passed over; a link to a file is refused when it is read.
    if (rest.length === 0 ? entry.isDirectory() : !entry.isDirectory()) continue;
    if (rest.length === 0 || isThere(join(folder, file, ...rest))) names.push(name);
  }
  return names;
}

/** What has a name that is not UTF-8 is there, too: whoever reads it, says so. */
function isThere(path: string): boolean {
  return existsSync(path) || findMisnamed(path) !== undefined;
}

function readFolder(folder: string): readonly Dirent[] {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}
