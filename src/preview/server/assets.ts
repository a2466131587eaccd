import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

/** What pages load, by the names that they know. */
export type Assets = ReadonlyMap<string, { readonly type: string; readonly content: string | Buffer }>;

const FILES = {
  "app.css": "text/css",
  "app.js": "text/javascript",
  "author.js": "text/javascript",
  "early.js": "text/javascript",
  "stream.js": "text/javascript",
};

/**
 * Reads what pages load.
 *
 * @throws Error where the package has not been bundled
 */
export function readAssets(folder: string): Assets {
  if (!existsSync(join(folder, "app.js"))) throw new Error(`${folder} has no app.js: run \`npm run bundle\``);
  return new Map(
    Object.entries(FILES).map(([name, type]) => [
      name,
      { type: `${type}; charset=utf-8`, content: readFileSync(join(folder, name)) },
    ]),
  );
}

/**
 * What a file is called that may be kept for ever: what has another content has another name.
 *
 * @param name what pages call it: `app.js`
 * @returns the name with a hash of the content: `app-1d63ed5a.js`
 */
export function hashedName(name: string, content: string | Uint8Array): string {
  const ending = extname(name);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  return `${name.slice(0, name.length - ending.length)}-${hash}${ending}`;
}
