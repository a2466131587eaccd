import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The folder under a project's root that holds what may be deleted at any time. */
export const CACHE_FOLDER = ".dhi-guides";

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
 * Reads what `writeCache` wrote. A cache is never a reason to fail: a file that is missing, cut short or edited, or that
 * was written for another key, counts as absent.
 *
 * @param root the project's root
 * @param name the file's name in the cache folder
 * @param key what the cached value depends on as a whole, for example the version of its format
 * @returns the value, or undefined where there is none to trust
 */
export async function readCache(root: string, name: string, key: string): Promise<unknown> {
  try {
    const text = await readFile(join(root, CACHE_FOLDER, name), "utf8");
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    return text.slice(0, end) === digest(key + body) ? (JSON.parse(body) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes a value to the cache folder, atomically; the folder ignores itself in Git. An unwritable folder costs speed
 * alone, so it is not an error.
 *
 * @param root the project's root
 * @param name the file's name in the cache folder
 * @param key what the value depends on as a whole
 * @param value anything JSON can hold
 */
export async function writeCache(root: string, name: string, key: string, value: unknown): Promise<void> {
  const file = join(root, CACHE_FOLDER, name);
  const temporary = `${file}.${randomUUID()}.tmp`;
  const body = JSON.stringify(value);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(join(root, CACHE_FOLDER, ".gitignore"), "*\n");
    await writeFile(temporary, `${digest(key + body)}\n${body}`);
    await rename(temporary, file);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}
