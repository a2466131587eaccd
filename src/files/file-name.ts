import { lstatSync, readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { Problem } from "../findings/problem.ts";

/** What stands for bytes that are not UTF-8: a path with it leads to nothing, though the folder lists it. */
const REPLACED = "\ufffd";

/**
 * Tells a file whose name is not UTF-8 from one that is not there.
 *
 * @param path a path as a folder's list or the command line gave it
 * @returns the problem; undefined where there is no such file
 */
export function findMisnamed(path: string): Problem | undefined {
  if (!path.includes(REPLACED)) return undefined;
  const name = bytesOf(path)?.escaped ?? "";
  if (name === "") return undefined;
  return {
    code: "file-name",
    severity: "error",
    message: `unexpected file name that is not UTF-8: "${name}"`,
    fix: "rename it, best in ASCII",
    place: { line: 1, column: 1 },
  };
}

/**
 * Whether a path is that of a folder whose name is not UTF-8: nothing in it can be listed.
 *
 * @param path a path as the list of the folder above gave it
 */
export function isMisnamedFolder(path: string): boolean {
  const found = path.includes(REPLACED) ? bytesOf(path) : undefined;
  return found !== undefined && found.escaped !== "" && lstatSync(found.bytes).isDirectory();
}

/** The bytes of a path, and its text from the first name on that is not UTF-8, whose bytes are escaped: `caf\xe9.md`. */
function bytesOf(path: string): { readonly bytes: Buffer; readonly escaped: string } | undefined {
  if (!path.includes(REPLACED)) return isThere(path) ? { bytes: Buffer.from(path), escaped: "" } : undefined;
  const above = bytesOf(dirname(path));
  if (!above) return undefined;
  const name = basename(path);
  const found = list(above.bytes).find((each) => each.toString() === name);
  if (!found) return undefined;
  const bytes = Buffer.concat([above.bytes, Buffer.from("/"), found]);
  const isMisnamed = !found.equals(Buffer.from(name));
  if (above.escaped === "" && !isMisnamed) return { bytes, escaped: "" };
  return { bytes, escaped: [above.escaped, escape(found)].filter(Boolean).join("/") };
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function list(folder: Buffer): Buffer[] {
  try {
    return readdirSync(folder, { encoding: "buffer" });
  } catch {
    return [];
  }
}

/** Each byte that UTF-8 has no character for, as an escape; one that is a part of no character is decoded alone. */
function escape(name: Buffer): string {
  let text = "";
  for (let index = 0; index < name.length;) {
    const length = [1, 2, 3, 4].find((count) => {
      const part = name.subarray(index, index + count);
      return part.length === count && Buffer.from(part.toString()).equals(part);
    });
    const part = name.subarray(index, index + (length ?? 1));
    text += length === undefined ? `\\x${part.toString("hex")}` : part.toString();
    index += part.length;
  }
  return text;
}
