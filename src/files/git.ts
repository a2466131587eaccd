import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { findFolder } from "./find-upwards.ts";
import { environmentOfProcess } from "./this-process.ts";

/** What git gives back at most. */
const MOST_BYTES = 2 ** 30;

/**
 * Runs git, without a shell.
 *
 * @param folder where it runs
 * @param args its arguments
 * @param options what it reads, the milliseconds after which it is given up, and the statuses with which it has done what
 *   it was asked for
 * @returns what it prints; or why it could not, in its words
 */
export function runGit(
  folder: string,
  args: readonly string[],
  {
    input = "",
    timeout,
    successes = [0],
  }: { readonly input?: string; readonly timeout?: number; readonly successes?: readonly number[] } = {},
): { readonly output: Buffer } | { readonly reason: string } {
  const run = spawnSync("git", args, { cwd: folder, input, timeout, maxBuffer: MOST_BYTES, env: environment() });
  if (run.error) return { reason: reasonOf(run.error, folder) };
  if (run.status !== null && successes.includes(run.status)) return { output: run.stdout };
  const said = run.stderr.toString("utf8");
  const [first = ""] = said.split("\n");
  // What git says to do about a folder of another user stands further down.
  const [advice] = /git config --global --add safe\.directory .*/.exec(said) ?? [];
  const reason = first.replace(/^fatal: /, "") || `git ended with status ${run.status}`;
  return { reason: advice === undefined ? reason : `${reason}; ${advice}` };
}

/**
 * In a hook, git says which repository it is about, and takes the current folder for its top. Asked without that, it
 * finds the same from the folder.
 */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_COMMON_DIR, GIT_INDEX_FILE, GIT_PREFIX, ...rest } = environmentOfProcess();
  return { ...(rest["GIT_WORK_TREE"] === undefined ? rest : environmentOfProcess()), LC_ALL: "C" };
}

/**
 * Finds the top of a working copy without git: it has `.git`, which is a folder, or a file in a worktree and a submodule.
 *
 * @returns undefined where the folder is in none
 */
export function findTop(folder: string): string | undefined {
  return findFolder(folder, (each) => existsSync(join(each, ".git")));
}

function reasonOf(error: NodeJS.ErrnoException, folder: string): string {
  if (error.code !== "ENOENT") return error.message;
  return existsSync(folder) ? "git is not installed, or not on the PATH" : `there is no folder ${folder}`;
}

/**
 * Reads objects, in one run of git.
 *
 * @param folder a folder of the repository
 * @param objects what is asked for: hashes, or `HEAD:./file`; none with a line break
 * @returns the bytes of each, in the same order; undefined for what is no file there. Nothing where git cannot say
 */
export function readObjects(folder: string, objects: readonly string[]): readonly (Buffer | undefined)[] {
  const run = runGit(folder, ["cat-file", "--batch"], { input: objects.map((object) => `${object}\n`).join("") });
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

/**
 * When files were committed last, in one run of git. What only the oldest commit of a shallow clone has, nobody knows.
 *
 * @param folder a folder of the repository
 * @returns seconds since 1970, by the files' paths below the folder; nothing where git cannot say
 */
export function readLastCommits(folder: string): ReadonlyMap<string, number> {
  const options = [
    "-z",
    "--no-color",
    "--no-show-signature",
    "--no-renames",
    "--no-follow",
    "--name-only",
    "--relative",
  ];
  const run = runGit(folder, ["log", ...options, "--format=%x01%ct%x02%D%x02", "--", "."]);
  const last = new Map<string, number>();
  if ("reason" in run) return last;
  for (const commit of run.output
    .toString("utf8")
    .split(/\u0001(?=\d+\u0002)/)
    .slice(1)) {
    const [time = "", names = "", files = ""] = commit.split("\u0002");
    if (/(?:^|, )grafted(?:,|$)/.test(names)) continue;
    for (const file of files.replace(/^[\0\n]+/, "").split("\0"))
      if (file !== "") last.set(file, Math.max(Number(time), last.get(file) ?? 0));
  }
  return last;
}
