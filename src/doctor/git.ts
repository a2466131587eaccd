import { runGit } from "../files/git.ts";

/** What is asked of git about a project. Nothing of it changes anything. */
export interface Git {
  /** The top of the working copy. */
  readonly top: string;
  /** The files below a folder or file that git has, relative to the root. */
  readonly tracked: (path: string) => readonly string[];
  /** Whether git passes over a path that it does not have. */
  readonly ignores: (path: string) => boolean;
  /** A setting; undefined where nobody set it. */
  readonly setting: (name: string) => string | undefined;
  /** An attribute of a file: `lf`, `set`, `unspecified`. */
  readonly attribute: (name: string, file: string) => string;
}

/** A repository that is too large to answer in this time is told nothing of. */
const PATIENCE = 10_000;

/**
 * Opens the repository that a folder is in.
 *
 * @param root the folder; what is asked is relative to it
 * @returns undefined where it is in no repository, or there is no git
 */
export function openGit(root: string): Git | undefined {
  const run = (...args: readonly string[]) => {
    const ran = runGit(root, args, { timeout: PATIENCE });
    return "reason" in ran ? undefined : ran.output.toString("utf8");
  };
  const top = run("rev-parse", "--show-toplevel")?.trimEnd();
  if (top === undefined || top === "") return undefined;
  return {
    top,
    tracked: (path) => (run("ls-files", "-z", "--", `:(literal)${path}`) ?? "").split("\0").filter(Boolean),
    ignores: (path) => run("check-ignore", "-q", "--", path) !== undefined,
    setting: (name) => run("config", "--get", name)?.trim(),
    attribute: (name, file) => run("check-attr", "-z", name, "--", file)?.split("\0")[2] ?? "unspecified",
  };
}
