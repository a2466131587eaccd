import { lstatSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { lstat, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { debug } from "./debug.ts";
import { isSystemError } from "./system-error.ts";

/**
 * Digests a text, for keys that change when the content does.
 *
 * @param text what is digested
 * @returns 32 hexadecimal digits
 */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/**
 * Reads what `writeCache` wrote. A cache is never a reason to fail: a file that is missing, cut short or edited, that was
 * written for another key, or that came with a clone, whose files have other times, counts as absent.
 *
 * @param name the file's name in the cache folder
 * @param key what the cached value depends on as a whole, for example the version of its format
 * @returns the value, or undefined where there is none to trust
 */
export async function readCache(root: string, name: string, key: string): Promise<unknown> {
  try {
    const path = join(root, CACHE_FOLDER, name);
    const written = Math.round((await lstat(path)).mtimeMs);
    const text = await readFile(path, "utf8");
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    if (text.slice(0, end) === digest(`${written}${key}${body}`)) return JSON.parse(body) as unknown;
    debug(`the cache ${name} is of something else, or damaged`);
  } catch (error) {
    if (!(isSystemError(error) && error.code === "ENOENT")) debug(`the cache ${name} cannot be read: ${String(error)}`);
  }
  return undefined;
}

/**
 * Writes a value to the cache folder, atomically; the folder ignores itself in Git. An unwritable folder costs speed
 * alone, so it is not an error.
 *
 * @param name the file's name in the cache folder
 * @param key what the value depends on as a whole
 * @param value anything JSON can hold
 */
export async function writeCache(root: string, name: string, key: string, value: unknown): Promise<void> {
  const file = join(root, CACHE_FOLDER, name);
  const temporary = `${file}.${randomUUID()}.tmp`;
  const body = JSON.stringify(value);
  try {
    if (!makeCacheFolder(root)) return;
    const written = Date.now();
    await writeFile(temporary, `${digest(`${written}${key}${body}`)}\n${body}`, { flag: "wx" });
    await utimes(temporary, written / 1000, written / 1000);
    await rename(temporary, file);
  } catch (error) {
    debug(`the cache ${name} cannot be written: ${String(error)}`);
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/**
 * Asks the file system of a project for the time, which another machine's clock may say.
 *
 * @returns milliseconds as the times of files count them; undefined where nothing can be written
 */
export function fileSystemTime(root: string): number | undefined {
  const file = join(root, CACHE_FOLDER, `${randomUUID()}.tmp`);
  try {
    if (!makeCacheFolder(root)) return undefined;
    writeFileSync(file, "", { flag: "wx" });
    return lstatSync(file).mtimeMs;
  } catch {
    return undefined;
  } finally {
    rmSync(file, { force: true });
  }
}

/** The folder under a project's root that holds what may be deleted at any time. */
export const CACHE_FOLDER = ".dhi-guides";

/** Keeps the folder out of git by itself. */
const IGNORE = ".gitignore";

/**
 * Makes the cache folder of a project. A stranger's project may hold a link in its place, or in it, by which something
 * else would be written: then there is none.
 *
 * @returns whether the folder was made just now; undefined where there is none
 */
export function makeCacheFolder(root: string): { readonly isNew: boolean } | undefined {
  const folder = join(root, CACHE_FOLDER);
  try {
    const isNew = !lstatSync(folder, { throwIfNoEntry: false });
    // Not what is above it: where there is no project, none begins.
    if (isNew) mkdirSync(folder);
    else if (!lstatSync(folder).isDirectory()) return undefined;
    if (!lstatSync(join(folder, IGNORE), { throwIfNoEntry: false })) writeFileSync(join(folder, IGNORE), "*\n");
    return { isNew };
  } catch {
    return undefined;
  }
}
