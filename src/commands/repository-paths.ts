import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { findTop } from "../files/git.ts";
import { leadsOut, slashed } from "../files/relative-path.ts";
import { isInstalled } from "../package.ts";

/**
 * Names files as GitHub does: from the top of the working copy, which need not be the project's root. That is the
 * workspace of a job of GitHub Actions where the root lies in it, else the nearest folder that git made its own, else
 * the root.
 *
 * @param workspace the job's workspace
 * @returns a function from a file as findings name it, to its path; undefined for one that the repository does not hold
 */
export function repositoryPaths(
  root: string,
  workspace = process.env["GITHUB_WORKSPACE"],
): (file: string) => string | undefined {
  const given = resolve(root);
  const real = existsSync(given) ? realpathSync(given) : given;
  const job = workspace && existsSync(workspace) ? realpathSync(workspace) : undefined;
  const top = job !== undefined && !leadsOut(relative(job, real)) ? job : (findTop(real) ?? real);
  return (file) => {
    if (isInstalled(file)) return undefined;
    // What stands below the root does so by whichever way one comes to it.
    const path = relative(top, leadsOut(file) ? realPath(join(given, file)) : join(real, file));
    return leadsOut(path) ? undefined : slashed(path);
  };
}

/**
 * Links to the files of the commit that a job of GitHub Actions looks at.
 *
 * @param pathOf a file's path from the top of the repository
 * @param env the job's environment
 * @returns a function from a file and a line to an address; undefined outside of a job
 */
export function repositoryLinks(
  pathOf: (file: string) => string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): (file: string, line: number) => string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = env;
  if (!server || !repository || !commit) return () => undefined;
  return (file, line) => {
    const path = pathOf(file)?.split("/").map(encodeURIComponent).join("/");
    // Rendered Markdown has no lines.
    return path && `${server}/${repository}/blob/${commit}/${path}?plain=1#L${line}`;
  };
}

/** A link in the place of the last name is itself meant. */
function realPath(path: string): string {
  const absolute = resolve(path);
  try {
    return join(realpathSync(dirname(absolute)), basename(absolute));
  } catch {
    return absolute;
  }
}
