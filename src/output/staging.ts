import { randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { withoutTimes, isSettled, statusOf, type FileStamp, type FileStatus } from "../files/stamp.ts";
import { whenFree } from "../files/when-free.ts";
import { withLock } from "./lock.ts";
import { makeFolder } from "../files/folders.ts";
import { formatManifest, MANIFEST, readManifest, type Manifest, type ReadManifest } from "./manifest.ts";
import type { OutputText } from "./compare-output.ts";

/** What the folders begin with in which builds write: the process and a random part follow. */
const STAGE_PREFIX = ".dhi-guides-";
const LOCK = ".dhi-guides.lock";

/** A text in the folder of a build, on its way to an output. */
interface Staged {
  readonly file: string;
  readonly isNew: boolean;
  /** The name of its file in that folder. */
  readonly source: string;
  readonly hash: string;
  readonly status: FileStatus;
}

/**
 * Writes outputs so that at no moment a reader, a second build or a kill sees a half-written one.
 *
 * Every new text is first written to a folder of its own beside the outputs, on the same file system. When all are
 * there, the manifest follows as the journal, and only then each file is renamed to its place. A full disk is met before
 * any old file is touched. A build that is killed leaves the folder behind; the next one reads the journal, so that it
 * knows the files that were already renamed as its own, and removes the folder.
 */
export class Staging {
  readonly #folder: string;
  readonly #pid: number;
  readonly #isAlive: (pid: number) => boolean;
  readonly #stage: string;
  readonly #staged: Staged[] = [];
  readonly #removed: string[] = [];
  readonly #forgotten: string[] = [];
  #isBegun = false;
  readonly #kept: { readonly file: string; readonly hash: string }[] = [];

  /**
   * @param folder the output folder, absolute; it need not exist yet
   * @param process the process that stages, and how to tell whether another one is still at work
   */
  constructor(folder: string, process: { readonly pid: number; readonly isAlive: (pid: number) => boolean }) {
    this.#folder = folder;
    this.#pid = process.pid;
    this.#isAlive = process.isAlive;
    this.#stage = join(folder, `${STAGE_PREFIX}${process.pid}-${randomUUID().slice(0, 8)}`);
  }

  /** The folder of all outputs. */
  get folder(): string {
    return this.#folder;
  }

  /** The folder in which texts are written first. */
  get stage(): string {
    return this.#stage;
  }

  /**
   * Writes a text to the stage.
   *
   * @param file the output's path below the output folder
   * @param text what the output will hold
   * @param isNew whether nothing stands in its place yet
   * @throws the system's error
   */
  write(file: string, { bytes, hash }: OutputText, isNew: boolean): void {
    if (this.#staged.length === 0) makeFolder(this.#stage);
    const source = String(this.#staged.length);
    const descriptor = openSync(join(this.#stage, source), "wx");
    try {
      writeFileSync(descriptor, bytes);
      this.#staged.push({ file, isNew, source, hash, status: statusOf(fstatSync(descriptor)) });
    } finally {
      closeSync(descriptor);
    }
  }

  /** Notes an output that stays as it is, by the hash of its text, so that the manifest has it. */
  keep(file: string, hash: string): void {
    this.#kept.push({ file, hash });
  }

  /** Notes an output that is to be removed. */
  remove(file: string): void {
    this.#removed.push(file);
  }

  /** Notes that a path is no output any more, whatever stands there: the manifest is not to have it. */
  forget(file: string): void {
    this.#forgotten.push(file);
  }

  /**
   * Puts everything in its place.
   *
   * @returns the manifest as it is now; undefined where there was nothing to do
   * @throws the system's error; outputs that are already in place are whole, the others are as they were
   */
  commit(): Manifest | undefined {
    const noted = [this.#staged, this.#removed, this.#forgotten, this.#kept];
    if (noted.every(({ length }) => length === 0)) return undefined;
    const path = join(this.#folder, MANIFEST);
    const hasWork = this.#staged.length > 0 || this.#removed.length > 0;
    const read = readManifest(path);
    if (!hasWork && !this.#changeManifest(read).isChanged) return read.manifest;
    makeFolder(this.#stage);
    return withLock(join(this.#folder, LOCK), this.#pid, this.#isAlive, () => this.#commitAlone(path));
  }

  /** Nobody else changes the manifest meanwhile, so a build of other guides at the same time loses nothing. */
  #commitAlone(path: string): Manifest {
    const { manifest } = this.#changeManifest(readManifest(path));
    writeFileSync(join(this.#stage, MANIFEST), formatManifest(manifest));
    this.#isBegun = true;
    for (const { file, source, isNew } of this.#staged) {
      const target = join(this.#folder, file);
      if (isNew) mkdirSync(dirname(target), { recursive: true });
      whenFree(() => renameSync(join(this.#stage, source), target));
    }
    for (const file of this.#removed) this.#unlink(file);
    whenFree(() => renameSync(join(this.#stage, MANIFEST), path));
    rmdirSync(this.#stage);
    return manifest;
  }

  /** Whether files were put in their places already. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** Removes what was staged; once files were put in their places, the journal stays, by which the next build heals. */
  discard(): void {
    if (this.#isBegun || !existsSync(this.#stage)) return;
    rmSync(this.#stage, { recursive: true, force: true });
  }

  /**
   * What the files that were put in their places are now.
   *
   * @returns a stamp for each, by its path; none for a file that somebody else changed meanwhile
   */
  written(): ReadonlyMap<string, FileStamp> {
    const stamps = new Map<string, FileStamp>();
    for (const { file, hash, status } of this.#staged) {
      const stats = lstatSync(join(this.#folder, file), { throwIfNoEntry: false });
      if (!stats) continue;
      const stamp = { ...statusOf(stats), hash };
      const isOurs = stamp.inode === status.inode && stamp.mtime === status.mtime && stamp.size === status.size;
      // The rename set the other time. Whoever wrote to the file since then did it in a later tick than we did.
      if (isOurs)
        stamps.set(file, isSettled({ ...status, ctime: status.mtime }, stamp.ctime) ? stamp : withoutTimes(stamp));
    }
    return stamps;
  }

  /** What the manifest will be, and whether that is news. */
  #changeManifest(current: ReadManifest): { readonly manifest: Manifest; readonly isChanged: boolean } {
    const manifest = new Map(current.manifest);
    // Lines that say nothing, as those of a merge conflict, go.
    let isChanged = current.brokenLine !== undefined;
    for (const { file, hash } of [...this.#kept, ...this.#staged]) {
      isChanged ||= manifest.get(file) !== hash;
      manifest.set(file, hash);
    }
    for (const file of [...this.#removed, ...this.#forgotten]) isChanged = manifest.delete(file) || isChanged;
    return { manifest, isChanged };
  }

  #unlink(file: string): void {
    const target = join(this.#folder, file);
    whenFree(() => rmSync(target, { force: true }));
    const parent = dirname(target);
    if (parent === this.#folder) return;
    try {
      rmdirSync(parent);
    } catch (error) {
      // It holds something else, or another build has removed it.
      if (!["ENOTEMPTY", "EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
}

/**
 * Finds what killed builds left behind.
 *
 * @returns the journals of builds that did not end, and the folders of dead ones, to be removed when a build is through
 */
export function findAbandoned(
  folder: string,
  isAlive: (pid: number) => boolean,
): { readonly journals: readonly Manifest[]; readonly folders: readonly string[] } {
  if (!existsSync(folder)) return { journals: [], folders: [] };
  const stages = readdirSync(folder).filter((name) => name.startsWith(STAGE_PREFIX));
  const dead = stages.filter((name) => !isAlive(Number.parseInt(name.slice(STAGE_PREFIX.length), 10)));
  return {
    // A build that is still at work has renamed files, too, that the manifest does not know yet.
    journals: stages.map((name) => readManifest(join(folder, name, MANIFEST)).manifest),
    folders: dead.map((name) => join(folder, name)),
  };
}
