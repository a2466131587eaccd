import { spawnSync } from "node:child_process";

/** What git gives back at most. */
const MOST_BYTES = 2 ** 30;

/**
 * Runs git, without a shell.
 *
 * @param folder where it runs
 * @param args its arguments
 * @param input what it reads
 * @returns what it prints; or why it could not, in its words
 */
export function runGit(
  folder: string,
  args: readonly string[],
  input = "",
): { readonly output: Buffer } | { readonly reason: string } {
  const run = spawnSync("git", args, { cwd: folder, input, maxBuffer: MOST_BYTES });
  if (run.error) return { reason: run.error.message };
  if (run.status === 0) return { output: run.stdout };
  const [first = ""] = run.stderr.toString("utf8").split("\n");
  return { reason: first.replace(/^fatal: /, "") || `git ended with status ${run.status}` };
}

/**
 * Reads objects, in one run of git.
 *
 * @param folder a folder of the repository
 * @param objects what is asked for: hashes, or `HEAD:./file`; none with a line break
 * @returns the bytes of each, in the same order; undefined for what is no file there. Nothing where git cannot say
 */
export function readObjects(folder: string, objects: readonly string[]): readonly (Buffer | undefined)[] {
  const run = runGit(folder, ["cat-file", "--batch"], objects.map((object) => `${object}\n`).join(""));
  if ("reason" in run) return [];
  let offset = 0;
  return objects.map(() => {
    const end = run.output.indexOf("\n", offset);
    const header = run.output.toString("utf8", offset, end);
    const [, type, size] = / (\w+) (\d+)$/.exec(header) ?? [];
    offset = end + 1;
    if (size === undefined) return undefined;
    const bytes = run.output.subarray(offset, offset + Number(size));
    offset += Number(size) + 1;
    return type === "blob" ? bytes : undefined;
  });
}
