import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Script } from "node:vm";

/** A CommonJS script, as Node calls it. */
type Run = (exports: object, require: NodeJS.Require, module: object, filename: string, folder: string) => void;

/**
 * Runs a bundled script. Where V8's code cache lies beside it (made with the bundle, see esbuild.scripts.mjs), it is not
 * parsed and compiled again; a cache of another version of V8, or made with other flags, is passed over.
 *
 * @param filename the script, absolute: CommonJS, all ASCII, without `import()`
 * @returns what it exports, and the script, of which a cache can be made
 * @throws the system's error where the script cannot be read, and what it throws itself
 */
export function launch<T extends object>(filename: string): { readonly exports: T; readonly script: Script } {
  const source = readFileSync(filename, "latin1");
  const cachedData = readCache(filename);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename,
    ...(cachedData && { cachedData }),
  });
  const module: { exports: object } = { exports: {} };
  const run = script.runInThisContext() as Run;
  run(module.exports, createRequire(filename), module, filename, dirname(filename));
  return { exports: module.exports as T, script };
}

function readCache(filename: string): Buffer | undefined {
  try {
    return readFileSync(`${filename}.cache`);
  } catch {
    return undefined;
  }
}
