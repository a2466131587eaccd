import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Config } from "../project/config.ts";
import { decodeState, encodeState } from "./state-format.ts";
import type { FileStamp } from "./stamp.ts";

/** A file that a build read or wrote. */
export interface FileRecord {
  /** Inputs: relative to the root, or absolute for the package's templates. Outputs: below the output folder. */
  readonly path: string;
  readonly stamp: FileStamp;
}

/**
 * Whether files are among some that are known, with the same content.
 *
 * @param files the files
 * @param known what they may be
 * @returns false where one is not known, or has changed
 */
export function isSameContent(files: readonly FileRecord[], known: readonly FileRecord[]): boolean {
  const hashes = new Map(known.map(({ path, stamp }) => [path, stamp.hash]));
  return files.every(({ path, stamp }) => hashes.get(path) === stamp.hash);
}

/** A guide that was built without a finding: what it was made from, and what was made. */
export interface GuideRecord {
  readonly name: string;
  readonly descriptor: FileRecord;
  readonly output: FileRecord;
  readonly prose: readonly FileRecord[];
  /** The names of the layout and the partials that it may use: `templates/…`. */
  readonly templates: readonly string[];
}

/** What a build remembers for the next one. It holds facts only: a stamp says what a file was, whoever asks. */
export interface BuildState {
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
  readonly guides: readonly GuideRecord[];
}

/** The folder of the state, below the root. It may be deleted at any time. */
export const STATE_FOLDER = ".dhi-guides";

/** Keeps the folder out of git by itself. */
const IGNORE = ".gitignore";

/**
 * Reads the state that the last build left.
 *
 * @param root the project's folder
 * @param key what tells builds with different options apart
 * @returns the state; undefined where there is none, or none that is whole
 */
export function loadState(root: string, key: string): BuildState | undefined {
  try {
    return decodeState(readFileSync(statePath(root, key)));
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
    this.#descriptor = openSync(temporary, "w");
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
    const folder = join(root, STATE_FOLDER);
    try {
      const isFirst = !existsSync(folder);
      if (isFirst) mkdirSync(folder);
      writeFileSync(join(folder, IGNORE), "*\n");
      for (const name of readdirSync(folder)) {
        const owner = /\.(\d+)\.tmp$/.exec(name)?.[1];
        if (owner !== undefined && !isAlive(Number(owner))) rmSync(join(folder, name), { force: true });
      }
      return new StateWriter(statePath(root, key), `${statePath(root, key)}.${pid}.tmp`, isFirst);
    } catch {
      return undefined;
    }
  }

  /** Puts the state in its place. */
  save(state: BuildState): void {
    if (this.#isDone) return;
    try {
      writeFileSync(this.#descriptor, encodeState(state));
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
  return join(root, STATE_FOLDER, `${key}.state`);
}
