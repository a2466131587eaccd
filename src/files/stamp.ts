import { type Stats, closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, statSync } from "node:fs";
import { hash } from "node:crypto";

/**
 * What a file was when it was read or written: its content by hash, and what the system says of it, by which most
 * unchanged files are known again without being read.
 */
export interface FileStamp extends FileStatus {
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string;
}

/** A file that was read or written. */
export interface FileRecord {
  /** Relative to the project's root, or absolute; of an output, below the output folder. */
  readonly path: string;
  readonly stamp: FileStamp;
}

/** Times in milliseconds with their fractions, size in bytes, inode. */
export interface FileStatus {
  readonly mtime: number;
  readonly ctime: number;
  readonly size: number;
  readonly inode: number;
}

/** Longer than the tick of any system's clock: within one tick a file may change twice and keep its times. */
const TICK = 20;
/** Where a file system counts in seconds, or in pairs of seconds. */
const COARSE_TICK = 2000;

/**
 * The SHA-256 of a content.
 *
 * @param content bytes, or a text that is meant as UTF-8
 * @returns the hash in hexadecimal
 */
export function hashOf(content: string | Uint8Array): string {
  return hash("sha256", content, "hex");
}

/** What of a file's status tells whether it changed. */
export function statusOf(stats: Stats): FileStatus {
  return { mtime: stats.mtimeMs, ctime: stats.ctimeMs, size: stats.size, inode: stats.ino };
}

/**
 * Whether a status may be trusted to change with the file. As in git, it may not when the file is as young as the look
 * at it: it could have changed once more within the same tick of the clock.
 *
 * @param now the time of the look, by the clock of the file system
 * @returns whether the file had been at rest
 */
export function isSettled({ mtime, ctime }: FileStatus, now: number): boolean {
  const tick = mtime % 1000 === 0 ? COARSE_TICK : TICK;
  return Math.max(mtime, ctime) + tick < now;
}

/**
 * Takes the times from a stamp, so that no status equals it and the file is known again by its content only.
 *
 * @param stamp a stamp that {@link isSettled} does not trust
 * @returns the stamp without its times
 */
export function withoutTimes(stamp: FileStamp): FileStamp {
  const { hash: content, ctime, size, inode } = stamp;
  return { hash: content, mtime: Number.NaN, ctime, size, inode };
}

/**
 * Reads a file and stamps it.
 *
 * @param path the file; a link is not followed
 * @returns the stamp; undefined where there is no regular file that can be read
 */
export function stampFile(path: string): FileStamp | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    // The status first: what changes while it is read must look changed the next time.
    const stats = fstatSync(descriptor);
    return stats.isFile() ? { ...statusOf(stats), hash: hashOf(readFileSync(descriptor)) } : undefined;
  } catch {
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Whether two looks at a file saw the same.
 *
 * @returns false also where one of them is not trusted
 */
export function isSameStatus(one: FileStatus, other: FileStatus): boolean {
  return one.mtime === other.mtime && one.ctime === other.ctime && one.size === other.size && one.inode === other.inode;
}

/**
 * Whether a file still has a status.
 *
 * @param path the file; a link is not followed
 * @param status the status it had
 * @returns whether nothing tells of a change
 */
export function hasStatus(path: string, status: FileStatus): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && isSameStatus(statusOf(stats), status) && stats.isFile();
}

/** For 50 ms after a change of a file, chokidar tells no other one of it; so who watches looks at it again after that. */
export const DEAF = 80;

/**
 * What changes whenever a file does.
 *
 * @param path the file, which may be gone
 */
export function versionOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return `${stats?.mtimeMs} ${stats?.size} ${stats?.ino}`;
}
