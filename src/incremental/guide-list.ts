import { join } from "node:path";
import type { Config } from "../project/config.ts";
import { listDescriptors, listingOf } from "../project/listing.ts";
import { filler } from "../project/paths.ts";
import type { Places } from "./look.ts";
import { distrust, hasStatus, isSettled, stampFolder } from "./stamp.ts";
import type { BuildState, FileRecord } from "./state.ts";

/*
 * The folder of the descriptors and that of the outputs: as long as they list what they did, no guide came or went.
 */

/**
 * Stamps the folders whose entries are the descriptors and the outputs.
 *
 * @param config the settings
 * @param places where to look
 * @returns the folders; undefined where more than these must be looked at
 */
export function stampListings(config: Config, { root, outputFolder: folder }: Places): FileRecord[] | undefined {
  const listings = config.descriptors.map(listingOf);
  const output = listingOf(config.output);
  if (listings.some(({ rest }) => rest.length > 0) || output.prefix + output.suffix !== "" || output.rest.length !== 1)
    return undefined;
  const paths = new Set([...listings.map((listing) => join(root, listing.folder)), folder]);
  const files = [...paths].map((path) => ({ path, stamp: stampFolder(path) }));
  const found = files.flatMap(({ path, stamp }) => (stamp ? [{ path, stamp }] : []));
  return found.length === files.length ? found : undefined;
}

/**
 * Whether folders list what they did.
 *
 * @param now the folders
 * @param before the folders as they were
 * @returns false also where one of the stamps is not trusted
 */
export function isSameListing(now: readonly FileRecord[], before: readonly FileRecord[]): boolean {
  return (
    now.length === before.length &&
    now.every(({ path }, index) => {
      const old = before[index];
      return old?.path === path && hasStatus(path, old.stamp);
    })
  );
}

/**
 * The stamp of a folder, for the next build.
 *
 * @param folder the folder
 * @param time the time of the look, by the clock of the file system
 * @returns the same, without its times where it was not at rest
 */
export function settleFolder({ path, stamp }: FileRecord, time: number): FileRecord {
  return { path, stamp: isSettled(stamp, time) ? stamp : distrust(stamp) };
}

/**
 * Whether the folders list the descriptors and outputs of a state alone. An unknown folder could come to hold a guide
 * without a change to the folder above.
 *
 * @param state the state
 * @param root the project's folder
 * @param plain the folders in that of the outputs, links left out
 * @returns whether there is nothing else, and nothing is missing
 */
export function listNothingElse({ config, guides }: BuildState, root: string, plain: ReadonlySet<string>): boolean {
  if (plain.size !== guides.length) return false;
  const paths = listDescriptors(root, config).flatMap(({ pattern, names }) => names.map(filler(pattern)));
  // One file that two patterns find has two names.
  if (paths.length !== guides.length) return false;
  const described = new Set(paths);
  return guides.every(({ name, descriptor }) => plain.has(name) && described.has(descriptor.path));
}
