import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { Script } from "node:vm";
import { openCode } from "./code-cache.ts";

export { sealCode } from "./code-cache.ts";
export { V8_SWITCHES } from "./v8-switches.ts";

/** A CommonJS script, as Node calls it. */
type Run = (exports: object, require: NodeJS.Require, module: object, filename: string, folder: string) => void;

/**
 * Runs a bundled script. Where the code that V8 made of it lies beside it (made with the bundle, see
 * esbuild.scripts.mjs), it is not parsed and compiled again; what another release of Node made is passed over, and
 * V8 takes no code that was made under other switches.
 *
 * @param filename the script, absolute: CommonJS, all ASCII, without `import()`
 * @returns what it exports, its source, and the script, whose code can be kept
 * @throws the system's error where the script cannot be read, and what it throws itself
 */
export function launch<T extends object>(
  filename: string,
): {
  readonly exports: T;
  readonly source: string;
  readonly script: Script;
} {
  const require = createRequire(filename);
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
