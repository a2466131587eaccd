import { lstatSync } from "node:fs";

/**
 * Spells a path so that two that macOS or Windows take for one file are equal: there neither case counts nor, on macOS,
 * how an accent is encoded.
 *
 * @param path a path, as a pattern or a folder's list has it
 * @returns a text to compare by; it is no path
 */
export function foldCase(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

/**
 * Whether two paths lead to one file, as they do where case does not count and they differ in case alone.
 *
 * @returns false where one of them leads to nothing
 */
export function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => lstatSync(path, { throwIfNoEntry: false, bigint: true }));
  return first !== undefined && second !== undefined && first.ino === second.ino && first.dev === second.dev;
}
