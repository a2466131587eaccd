import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";
import { findUpwards } from "../files/find-upwards.ts";
import { slashed } from "../files/relative-path.ts";
import { FIRST_KIND } from "../kinds/kinds.ts";
import { CONFIG_SCHEMA } from "./config.ts";
import { CONFIG_FILE } from "./names.ts";

/**
 * Finds the JSON Schema that editors are to read a file by: that of the package that is installed nearest, as Node
 * looks for it, from the file's folder upwards; in the package's own repository, that of the repository. Where it is
 * not installed yet, the path where npm will put it: beside the nearest `package.json`, or else in the root.
 *
 * @param file the file's path, relative to the root; it need not exist yet
 * @param kind a descriptor's kind, or what else has a JSON Schema in the package
 * @returns the schema's path, relative to the file's folder
 */
export function schemaPath(
  root: string,
  file: string,
  { jsonSchema }: { readonly jsonSchema: string } = FIRST_KIND,
): string {
  // A path through a link to the project would not hold in the repository.
  const top = existsSync(root) ? realpathSync(root) : resolve(root);
  const folder = join(top, posix.dirname(file));
  const manifest = findUpwards(folder, "package.json");
  const home = manifest === undefined ? top : dirname(manifest);
  const own = join(home, jsonSchema);
  const installed = `node_modules/dhi-guides/${jsonSchema}`;
  const isOwn = existsSync(own) && (manifest === undefined || isPackage(manifest));
  const schema = findUpwards(folder, installed) ?? (isOwn ? own : join(home, installed));
  return slashed(relative(folder, schema));
}

/** Finds the JSON Schema of a project's settings, relative to the root, where they stand: see {@link schemaPath}. */
export function configSchemaPath(root: string): string {
  return schemaPath(root, CONFIG_FILE, { jsonSchema: CONFIG_SCHEMA });
}

function isPackage(manifest: string): boolean {
  return /"name"\s*:\s*"dhi-guides"/.test(readFileSync(manifest, "utf8"));
}
