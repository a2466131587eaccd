import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import type { Problem, TextPlace } from "../findings/problem.ts";
import { conflictLine } from "./conflict-marks.ts";
import { findMisnamed } from "./file-name.ts";
import { hashOf, statusOf, type FileStamp, type FileStatus } from "./stamp.ts";

/** Far above any guide's text, far below what could hurt the machine. */
const MAX_BYTES = 1024 * 1024;

/*
 * What a reader cannot see but a machine obeys: control characters, and the marks that reverse the direction of text
 * (CVE-2021-42574, "Trojan Source"). Tab and line break are text; a byte order mark at the start and CRLF are handled.
 */
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/;

const CONFLICT = "unexpected marks of a merge conflict, expected one of the two versions";

const START = { line: 1, column: 1 };

type TextResult = { readonly text: string } | { readonly problem: Problem };

/**
 * Reads a text that a stranger may have written: a regular file of bounded size, in UTF-8, without invisible characters.
 * Symbolic links are refused, so that a pull request cannot publish a file of the machine that builds it.
 *
 * @returns the text with `\n` line ends and without a byte order mark, and what the file was; or the problem, whose code is one of
 *   file-missing, file-name, file-unreadable, file-too-large, file-encoding, file-conflict, invisible-character
 */
export function readText(path: string): (TextResult & { readonly stamp: FileStamp }) | { readonly problem: Problem } {
  const read = readBytes(path);
  if ("problem" in read) return read;
  const decoded = decode(read.bytes);
  return "problem" in decoded ? decoded : { ...decoded, stamp: { ...read.status, hash: hashOf(read.bytes) } };
}

/**
 * Reads the bytes of a file that a stranger may have made: never through a symbolic link, never a device or a pipe, never
 * more than {@link MAX_BYTES}.
 *
 * @returns its bytes and what the file was, or the problem
 */
export function readBytes(
  path: string,
): { readonly bytes: Buffer; readonly status: FileStatus } | { readonly problem: Problem } {
  let descriptor: number;
  try {
    // O_NONBLOCK: opening a named pipe must not wait for its writer.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const misnamed = findMisnamed(path);
    return misnamed ? { problem: misnamed } : unreadable(error as NodeJS.ErrnoException);
  }
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) return fail("file-unreadable", "unexpected special file, expected a regular file");
    if (status.size > MAX_BYTES)
      return fail("file-too-large", `unexpected size of ${status.size} bytes, expected at most ${MAX_BYTES}`);
    return { bytes: readFileSync(descriptor), status: statusOf(status) };
  } catch (error) {
    return unreadable(error as NodeJS.ErrnoException);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Decodes and cleans the bytes of a text file.
 *
 * @param bytes what the file holds
 * @returns as {@link readText}
 */
export function decode(bytes: Buffer): TextResult {
  if (!isUtf8(bytes)) {
    const place = placeOf(bytes.toString("latin1"), firstInvalidByte(bytes));
    return fail("file-encoding", "unexpected bytes that are not UTF-8, expected UTF-8 text", place, "save it as UTF-8");
  }
  let text = bytes.toString("utf8");
  if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
  if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
  const conflict = conflictLine(text);
  if (conflict !== undefined)
    return fail(
      "file-conflict",
      CONFLICT,
      { line: conflict, column: 1 },
      "keep what should stand there, without marks",
    );
  const problem = findInvisible(text);
  return problem ? { problem } : { text };
}

/**
 * Looks for a character that is not to be seen but acts.
 *
 * @returns the problem at its place, or undefined where the text is clean
 */
export function findInvisible(text: string): Problem | undefined {
  const index = text.search(INVISIBLE);
  if (index < 0) return undefined;
  const code = text.charCodeAt(index).toString(16).toUpperCase().padStart(4, "0");
  const { problem } = fail(
    "invisible-character",
    `unexpected invisible character U+${code}`,
    placeOf(text, index),
    "remove it",
  );
  return problem;
}

function placeOf(text: string, index: number): TextPlace {
  const before = text.slice(0, index);
  return { line: before.split("\n").length, column: index - before.lastIndexOf("\n") };
}

function firstInvalidByte(bytes: Buffer): number {
  const decoded = bytes.toString("utf8");
  const kept = decoded.slice(0, decoded.indexOf("\ufffd"));
  return Buffer.byteLength(kept);
}

function unreadable(error: NodeJS.ErrnoException): { problem: Problem } {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return fail("file-missing", "the file does not exist");
  if (error.code === "ELOOP" || error.code === "EMLINK")
    return fail("file-unreadable", "unexpected symbolic link, expected a regular file", START, "copy the file");
  return fail("file-unreadable", `the file cannot be read: ${error.message}`);
}

function fail(code: string, message: string, place: TextPlace = START, fix?: string): { problem: Problem } {
  return { problem: { code, severity: "error", message, place, ...(fix && { fix }) } };
}
