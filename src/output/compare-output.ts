import { type FileStamp, type FileStatus, hashOf, isSameStatus, statusOf } from "../files/stamp.ts";
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from "node:fs";
import { conflictSides } from "../files/conflict-marks.ts";
import { plainText } from "../files/line-ends.ts";

/** What is to happen to one output. */
export type OutputState =
  /** There is no file yet. */
  | "new"
  /** The file is what the tool wrote earlier, and now outdated. */
  | "changed"
  /** The file is what it should be. */
  | "same"
  /** Somebody changed the file by hand since the tool wrote it. */
  | "edited"
  /** The tool never wrote this file; or a folder or a device stands in its place. */
  | "foreign"
  /** A symbolic link is on the way, by which something else would be read or written. */
  | "link";

export interface ComparedOutput {
  readonly state: OutputState;
  /** What the file holds now, with `\n` line ends; undefined for a new one, and for one that needed no reading. */
  readonly current: string | undefined;
  /** What the system says of the file; undefined for a new one. */
  readonly status: FileStatus | undefined;
}

/**
 * Compares an output with what stands in its place.
 *
 * @param path the output
 * @param wanted what it should hold; undefined for a leftover, whose descriptor is gone
 * @param known the hashes of what the tool wrote there, as far as it is remembered
 * @param stamp what the last build left there: where the file still has its status, it is not read
 * @param isMerged asked of a text that nobody remembers: whether git made it of two that the tool wrote
 * @returns what is to happen
 * @throws the system's error where the file exists but cannot be read
 */
export function compareOutput(
  path: string,
  wanted: Pick<OutputText, "hash"> | undefined,
  known: ReadonlySet<string>,
  stamp?: FileStamp,
  isMerged?: (text: string) => boolean,
): ComparedOutput {
  const before = lstatSync(path, { throwIfNoEntry: false });
  if (!before) return { state: "new", current: undefined, status: undefined };
  if (before.isSymbolicLink()) return { state: "link", current: undefined, status: undefined };
  if (!before.isFile()) return { state: "foreign", current: undefined, status: undefined };
  if (stamp && wanted && known.has(stamp.hash) && isSameStatus(statusOf(before), stamp))
    return { state: wanted.hash === stamp.hash ? "same" : "changed", current: undefined, status: stamp };
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  let status: FileStatus;
  let bytes: Buffer;
  try {
    // The status first: a file that is changed meanwhile must look changed the next time.
    status = statusOf(fstatSync(descriptor));
    bytes = readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  const written = bytes.toString("utf8");
  // Git may have checked the file out with CRLF: that is no change.
  const current = plainText(written);
  const hashes = [hashOf(bytes), ...(current === written ? [] : [hashOf(current)])];
  if (wanted && hashes.includes(wanted.hash)) return { state: "same", current, status };
  if (known.size === 0) return { state: "foreign", current, status };
  if (hashes.some((hash) => known.has(hash))) return { state: "changed", current, status };
  // Git may have left what two branches built between the marks of a conflict: nobody wrote that by hand.
  const sides = conflictSides(current);
  const isMade = sides !== undefined && [sides.ours, sides.theirs].every((side) => known.has(hashOf(side)));
  return { state: isMade || isMerged?.(current) === true ? "changed" : "edited", current, status };
}

/** What an output is to hold. */
export interface OutputText {
  /** The text in UTF-8. */
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/**
 * Encodes a text for an output.
 *
 * @param text what the output is to hold
 * @returns its bytes, and their hash
 */
export function outputText(text: string): OutputText {
  const bytes = Buffer.from(text);
  return { bytes, hash: hashOf(bytes) };
}
