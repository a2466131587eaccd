import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files that every page loads, by their names in `assets/`. */
export type Assets = ReadonlyMap<string, { readonly type: string; readonly content: Buffer }>;

const FILES = {
  "app.css": "text/css",
  "app.js": "text/javascript",
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
