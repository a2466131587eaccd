import { join } from "node:path";
import { fileSystemTime, readCache, writeCache } from "../files/cache.ts";
import { withoutTimes, hashOf, hasStatus, isSettled, stampFile, type FileRecord } from "../files/stamp.ts";
import { findLink } from "../files/folders.ts";
import type { PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";

/*
 * What a build leaves to the next one: of each guide without a finding, what it was made from and what was made. All that
 * guides have in common (the tool, the options, the settings, the templates) is the key: where it differs, nothing is
 * known. Like all caches it may be deleted at any time.
 */

/** A page that was made without a finding. */
export interface PageRecord {
  /** The descriptor, its prose files and what stands beside it; paths relative to the root. */
  readonly inputs: readonly FileRecord[];
  /** Its path below the output folder; undefined where there is to be no such page. */
  readonly output?: FileRecord | undefined;
}

/**
 * What a page's record is kept under: another descriptor makes another page, if in the same place.
 *
 * @param paths the page's paths
 */
export const recordKey = ({ descriptor, page }: PagePaths): string => `${descriptor} ${page.name}`;

/** By the key of the page. */
export type BuildState = ReadonlyMap<string, PageRecord>;

/** Where a state is kept, and what it depends on as a whole. */
interface StateKey {
  readonly root: string;
  readonly name: string;
  readonly key: string;
}

/**
 * Says where the state of a build is kept.
 *
 * @returns builds with other options have another state, and do not disturb this one
 */
export function stateKey(project: Project): StateKey {
  const { root, outputFolder, registry, forceRegistry, volatile, configFile, templates } = project;
  const options = JSON.stringify([outputFolder, registry, forceRegistry, volatile]);
  const shared = [...(configFile ? [configFile] : []), ...templates].map(({ path, stamp }) => [path, stamp.hash]);
  const key = hashOf(JSON.stringify([TOOL, options, shared]));
  return { root, name: `build-${hashOf(options).slice(0, 16)}.json`, key };
}

/**
 * Reads the state that the last build left.
 *
 * @returns the state; an empty one where there is none that can be trusted
 */
export async function loadState({ root, name, key }: StateKey): Promise<BuildState> {
  const value = await readCache(root, name, key);
  return new Map(Object.entries((value ?? {}) as Record<string, PageRecord>));
}

/**
 * Leaves a state to the next build, where it is news.
 *
 * @param before what was there
 */
export async function saveState({ root, name, key }: StateKey, state: BuildState, before: BuildState): Promise<void> {
  const isSame = state.size === before.size && [...state].every(([path, record]) => before.get(path) === record);
  if (!isSame) await writeCache(root, name, key, Object.fromEntries(state));
}

/** Looks at the inputs of guides again. */
export class InputCheck {
  readonly #root: string;
  /** The time before the first look, by the clock of the file system: what is younger may have changed since. */
  readonly #time: number;

  /** @param root the project's folder */
  constructor(root: string) {
    this.#root = root;
    this.#time = fileSystemTime(root) ?? 0;
  }

  /**
   * Looks whether files are what they were. One whose status is as it was is not read; any other is compared by its content.
   *
   * @param files what they were
   * @returns the same, with their stamps of today; undefined where one has changed
   */
  unchanged(files: readonly FileRecord[]): readonly FileRecord[] | undefined {
    const now = files.map((file, index) => this.#unchanged(file, index > 0));
    if (!now.every((file) => file !== undefined)) return undefined;
    return now.every((file, index) => file === files[index]) ? files : now;
  }

  #unchanged(file: FileRecord, isProse: boolean): FileRecord | undefined {
    const path = join(this.#root, file.path);
    if (isProse && findLink(this.#root, path) !== undefined) return undefined;
    if (hasStatus(path, file.stamp)) return file;
    const stamp = stampFile(path);
    return stamp?.hash === file.stamp.hash ? this.settled({ path: file.path, stamp }) : undefined;
  }

  /**
   * Prepares what is remembered of a file.
   *
   * @param file the file, as it was read after this check began
   * @returns the same, without its times where it was not at rest
   */
  settled(file: FileRecord): FileRecord {
    return isSettled(file.stamp, this.#time) ? file : { path: file.path, stamp: withoutTimes(file.stamp) };
  }
}

/** Put in by the bundler: a hash of all that the command is made from. */
declare const DHI_GUIDES_SOURCES: string | undefined;

/** The version of the tool, its house style included: what another version made is made again. */
const TOOL = typeof DHI_GUIDES_SOURCES === "string" ? DHI_GUIDES_SOURCES : "sources";
