import {
  closeSync,
  fstatSync,
  futimesSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { CACHE_FOLDER, makeCacheFolder } from "../cache/folder.ts";
import type { Config } from "../project/config.ts";
import type { Seams } from "../seams.ts";
import { decodeState, encodeState } from "./state-format.ts";
import type { FileStamp } from "./stamp.ts";

/** A file that a build read or wrote. */
export interface FileRecord {
  /** Inputs: relative to the root, or absolute for the package's templates. Outputs: below the output folder. */
  readonly path: string;
  readonly stamp: FileStamp;
}

/**
 * Whether files are those that are known, with the same content.
 *
 * @param files the files
 * @param known what they should be
 * @returns false where one is missing, or new, or has changed
 */
export function isSameContent(files: readonly FileRecord[], known: readonly FileRecord[]): boolean {
  const hashes = new Map(known.map(({ path, stamp }) => [path, stamp.hash]));
  return files.length === known.length && files.every(({ path, stamp }) => hashes.get(path) === stamp.hash);
}

/** A guide that was built without a finding: what it was made from, and what was made. */
export interface GuideRecord {
  readonly name: string;
  readonly descriptor: FileRecord;
  readonly output: FileRecord;
  readonly prose: readonly FileRecord[];
  /** Where the sections begin in the output. */
  readonly seams: Seams;
  /** The names of the layout and the partials that it may use: `templates/…`. */
  readonly templates: readonly string[];
}

/** What a build remembers for the next one. It holds facts only: a stamp says what a file was, whoever asks. */
export interface BuildState {
  /** When its file says that it was changed, in milliseconds: that of a state which came with a clone says otherwise. */
  readonly written: number;
  /** The version of the tool, its style included. */
  readonly tool: string;
  /** The options of the command line that decide what is made, and where. */
  readonly options: string;
  readonly config: Config;
  /** The settings' file, where there is one, and all templates; none of them had a finding. */
  readonly shared: readonly FileRecord[];
  /**
   * The folder of the descriptors and that of the outputs, where they list these alone; as long as they have not
   * changed there is no need to read them.
   */
  readonly folders: readonly FileRecord[];
  /** The list of what was written, beside the outputs. */
  readonly manifest: FileRecord;
  /** How many entries that has; those of the guides are right. */
  readonly entries: number;
  readonly guides: readonly GuideRecord[];
}

/**
 * Reads the state that the last build left.
 *
 * @param root the project's folder
 * @param key what tells builds with different options apart
 * @returns the state; undefined where there is none, or none that is whole
 */
export function loadState(root: string, key: string): BuildState | undefined {
  try {
    const path = statePath(root, key);
    const state = decodeState(readFileSync(path));
    return state && Math.round(lstatSync(path).mtimeMs) === state.written ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a state so that other builds see the old one or the new one, whole. */
export class StateWriter {
  /** The time by the clock of the file system: what is older than this was at rest. */
  readonly clock: number;
  readonly #path: string;
  readonly #temporary: string;
  readonly #descriptor: number;
  readonly #isFirst: boolean;
  #isDone = false;

  private constructor(path: string, temporary: string, isFirst: boolean) {
    this.#path = path;
    this.#temporary = temporary;
    this.#isFirst = isFirst;
    this.#descriptor = openSync(temporary, "wx");
    this.clock = fstatSync(this.#descriptor).mtimeMs;
  }

  /**
   * Begins to write, before anything that the state will speak of is read.
   *
   * @param root the project's folder
   * @param key what tells builds with different options apart
   * @param pid the process
   * @param isAlive tells whether a process is still at work; what others left behind is removed
   * @returns the writer; undefined where the folder cannot be written, and a build just remembers nothing
   */
  static open(root: string, key: string, pid: number, isAlive: (pid: number) => boolean): StateWriter | undefined {
    const folder = join(root, CACHE_FOLDER);
    try {
      const made = makeCacheFolder(root);
      if (!made) return undefined;
      for (const name of readdirSync(folder)) {
        const owner = /\.(\d+)\.tmp$/.exec(name)?.[1];
        if (owner !== undefined && !isAlive(Number(owner))) rmSync(join(folder, name), { force: true });
      }
      return new StateWriter(statePath(root, key), `${statePath(root, key)}.${pid}.tmp`, made.isNew);
    } catch {
      return undefined;
    }
  }

  /** Puts the state in its place. */
  save(state: Omit<BuildState, "written">): void {
    if (this.#isDone) return;
    try {
      const written = Date.now();
      writeFileSync(this.#descriptor, encodeState({ ...state, written }));
      futimesSync(this.#descriptor, written / 1000, written / 1000);
      renameSync(this.#temporary, this.#path);
      closeSync(this.#descriptor);
      this.#isDone = true;
    } catch {
      // Without a state the next build does more, and the same.
      this.discard();
    }
  }

  /** Leaves the state as it is; does nothing when it was saved. */
  discard(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    closeSync(this.#descriptor);
    rmSync(this.#temporary, { force: true });
    if (this.#isFirst) rmSync(dirname(this.#path), { recursive: true, force: true });
  }
}

function statePath(root: string, key: string): string {
  return join(root, CACHE_FOLDER, `${key}.state`);
}
