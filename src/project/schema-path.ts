import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";
import { slashed } from "../files/relative-path.ts";
import { FIRST_KIND, type Kind } from "../kinds/kinds.ts";

/**
 * Finds the JSON Schema that editors are to read a descriptor by: that of the package that is installed nearest, as Node
 * looks for it, from the descriptor's folder upwards; in the package's own repository, that of the repository. Where it is
 * not installed yet, the path where npm will put it: beside the nearest `package.json`, or else in the root.
 *
 * @param descriptor the descriptor's path, relative to the root; it need not exist yet
 * @param kind its kind
 * @returns the schema's path, relative to the descriptor's folder
 */
export function schemaPath(root: string, descriptor: string, { jsonSchema }: Kind = FIRST_KIND): string {
  return packagedPath(root, descriptor, jsonSchema);
}

/**
 * Finds a file of the package as {@link schemaPath} does.
 *
 * @param file the file that names it, relative to the root; it need not exist yet
 * @param packaged its path in the package: `schema/config.json`
 * @returns its path, relative to the folder of the file
 */
export function packagedPath(root: string, file: string, packaged: string): string {
  // A path through a link to the project would not hold in the repository.
  const top = existsSync(root) ? realpathSync(root) : resolve(root);
  const folder = join(top, posix.dirname(file));
  const manifest = findUpwards(folder, "package.json");
  const home = manifest === undefined ? top : dirname(manifest);
  const own = join(home, packaged);
  const installed = `node_modules/dhi-guides/${packaged}`;
  const isOwn = existsSync(own) && (manifest === undefined || isPackage(manifest));
  const schema = findUpwards(folder, installed) ?? (isOwn ? own : join(home, installed));
  return slashed(relative(folder, schema));
}

function isPackage(manifest: string): boolean {
  return /"name"\s*:\s*"dhi-guides"/.test(readFileSync(manifest, "utf8"));
}

function findUpwards(folder: string, file: string): string | undefined {
  const path = join(folder, file);
  if (existsSync(path)) return path;
  return dirname(folder) === folder ? undefined : findUpwards(dirname(folder), file);
}
