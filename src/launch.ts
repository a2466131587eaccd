import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Script } from "node:vm";
import { openCode } from "./code-cache.ts";

export { sealCode } from "./code-cache.ts";

/** A CommonJS script, as Node calls it. */
type Run = (exports: object, require: NodeJS.Require, module: object, filename: string, folder: string) => void;

/**
 * Runs a bundled script. Where the code that V8 made of it lies beside it (made with the bundle, see
 * esbuild.scripts.mjs), it is not parsed and compiled again; what another release of Node made is passed over.
 *
 * @param filename the script, absolute: CommonJS, all ASCII, without `import()`
 * @param switches switches of V8, for all that it compiles from then on; it takes code only that was made under the same
 * @returns what it exports, its source, and the script, whose code can be kept
 * @throws the system's error where the script cannot be read, and what it throws itself
 */
export function launch<T extends object>(
  filename: string,
  switches: readonly string[] = [],
): {
  readonly exports: T;
  readonly source: string;
  readonly script: Script;
} {
  const require = createRequire(filename);
  // Node's module for that takes a millisecond to load.
  if (switches.length > 0) (require("node:v8") as typeof import("node:v8")).setFlagsFromString(switches.join(" "));
  const source = readFileSync(filename, "latin1");
  const cachedData = readCode(filename, source);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename,
    ...(cachedData && { cachedData }),
  });
  const module: { exports: object } = { exports: {} };
  const run = script.runInThisContext() as Run;
  run(module.exports, require, module, filename, dirname(filename));
  return { exports: module.exports as T, source, script };
}

function readCode(filename: string, source: string): Buffer | undefined {
  try {
    return openCode(source, readFileSync(`${filename}.cache`));
  } catch {
    return undefined;
  }
}
