import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CommandContext } from "../../src/commands/context.ts";
import { temporaryFolder } from "./temporary.ts";

/** The repository. */
export const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** The bundled command, which `npm ci` makes. */
export const CLI = join(REPOSITORY, "dist/cli.js");

/** Templates of three short sections, for tests that make guides by the hundred and are not about the real templates. */
export const SMALL_TEMPLATES = join(REPOSITORY, "test/fixtures/small-templates");

/** A folder of files, by their paths. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** The shortest descriptor; of a guide alone, unless it says something of an overview. */
export function minimal(name: string, more = ""): string {
  const lines = more.replace(/(?<=[^\n])$/, "\n");
  return `name: ${name}\ntitle: Example\n${lines}${/^overview:/m.test(lines) ? "" : "overview: false\n"}`;
}

/**
 * Makes a project in a temporary folder, which goes when the test is over.
 *
 * @param files what it holds
 * @returns its path
 */
export function makeProject(files: Files = {}): string {
  const root = temporaryFolder();
  write(root, files);
  return root;
}

/** Writes files into a project. */
export function write(root: string, files: Files): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
}

/** Reads a file of a project. */
export function read(root: string, file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** All files below a folder, with what they hold. */
export function tree(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}

/** A process to run a command in, and what it printed. */
export interface Recorded extends CommandContext {
  readonly stdout: () => string;
  readonly stderr: () => string;
}

/** A context that records what a command prints. */
export function record(): Recorded {
  let stdout = "";
  let stderr = "";
  return {
    out: (text) => void (stdout += text),
    err: (text) => void (stderr += text),
    color: false,
    outColor: false,
    progress: undefined,
    process: { pid: process.pid, isAlive: (pid) => pid === process.pid },
    packagedTemplates: join(REPOSITORY, "templates"),
    previewAssets: join(REPOSITORY, "dist/preview"),
    untilInterrupted: () => Promise.resolve(),
    stdout: () => stdout,
    stderr: () => stderr,
  };
}
