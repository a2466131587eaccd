import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** Where and why a shell script does not parse; the line and column count from 1. */
export interface ShellError {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Parses a script as Bash; gives undefined where it parses. */
export type ShellParser = (script: string) => Promise<ShellError | undefined>;

/**
 * Makes a parser of shell scripts, mvdan/sh as WebAssembly. It is loaded with the first script, compiled once, and
 * remembers what it has parsed: guides share most of their samples.
 */
export function createShellParser(): ShellParser {
  const known = new Map<string, Promise<ShellError | undefined>>();
  let loading: Promise<ShellParser> | undefined;
  return (script) => {
    let result = known.get(script);
    if (!result) {
      loading ??= loadParser();
      result = loading.then((parse) => parse(script));
      known.set(script, result);
    }
    return result;
  };
}

/** What is used of WebAssembly, which TypeScript declares for browsers alone. */
interface WebAssemblyEngine {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<never>;
}

async function loadParser(): Promise<ShellParser> {
  const { getProcessor, ParseError } = await import("sh-syntax");
  const engine = (globalThis as unknown as { readonly WebAssembly: WebAssemblyEngine }).WebAssembly;
  const compiled = await engine.compile(await readFile(createRequire(import.meta.url).resolve("sh-syntax/main.wasm")));
  // A processor of our own: the package's compiles the module again for each script.
  const process = getProcessor((imports: object) => engine.instantiate(compiled, imports));
  return async (script) => {
    try {
      await process(script, { filepath: "sample.sh" });
      return undefined;
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      return { message: error.Text, line: error.Pos?.Line ?? 1, column: error.Pos?.Col ?? 1 };
    }
  };
}
