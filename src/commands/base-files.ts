import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readObjects, runGit } from "../files/git.ts";
import { ProjectError } from "../project/project.ts";

/** Files of the same project at a commit. */
export interface BaseFiles {
  /** A folder that holds them. */
  readonly root: string;
  /** Their paths, relative to it. */
  readonly files: readonly string[];
  readonly remove: () => void;
}

/** What a project is made of: texts. Images, archives and programs are none of it. */
const TEXT = /\.(?:md|ya?ml|hbs|json|m?js)$/;
/** No reader takes more. */
const MOST_BYTES = 1024 * 1024;
/** Names that lead out of a folder, on some system. */
const UNSAFE = /(?:^|\/)(?:\.\.?|\.git)(?:\/|$)|[\\\n\0]|^\/|^[a-z]:/i;

/**
 * Finds the commit that a change is compared with: where it left the base, so that what others did there meanwhile is not
 * told as undone.
 *
 * @param root a folder of the repository
 * @param base a branch, a tag or a commit
 * @returns the commit's hash
 * @throws ProjectError where there is no repository or no such commit
 */
export function findBase(root: string, base: string): string {
  const inside = runGit(root, ["rev-parse", "--is-shallow-repository"]);
  if ("reason" in inside) throw new ProjectError(`git cannot say what changed below ${root}: ${inside.reason}`);
  const commit = runGit(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${base}^{commit}`]);
  const isShallow = inside.output.toString("utf8").trim() === "true";
  if (base === "" || "reason" in commit)
    throw new ProjectError(
      `there is no commit "${base}" here${
        isShallow
          ? ": the clone is shallow; give actions/checkout `fetch-depth: 0`"
          : "; is it fetched? (`git fetch`; of actions/checkout, `fetch-depth: 0`)"
      }`,
    );
  const hash = commit.output.toString("utf8").trim();
  const fork = runGit(root, ["merge-base", hash, "HEAD"]);
  if (!("reason" in fork)) return fork.output.toString("utf8").trim().split("\n")[0] ?? hash;
  if (isShallow)
    throw new ProjectError(
      `the clone is shallow, so that git cannot say where HEAD left "${base}"; give actions/checkout \`fetch-depth: 0\``,
    );
  return hash;
}

/**
 * Takes the text files of a commit out of git, into a temporary folder. Links, submodules and what no project reads are
 * left out; no hook and no filter runs.
 *
 * @param root the project's folder in the working tree
 * @param commit the commit's hash
 * @returns the files below the same folder in the commit
 * @throws ProjectError where git cannot read it
 */
export function takeBaseFiles(root: string, commit: string): BaseFiles {
  // In a folder, git lists what is below it, relative to it.
  const listed = runGit(root, ["ls-tree", "-r", "-l", "-z", commit]);
  if ("reason" in listed) throw new ProjectError(`git cannot list the files of ${commit}: ${listed.reason}`);
  const entries = listed.output
    .toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const [, object, size, file] = /^100\d{3} blob (\w+) +(\d+)\t([^]+)$/.exec(line) ?? [];
      if (object === undefined || file === undefined || UNSAFE.test(file)) return [];
      return TEXT.test(file) && Number(size) <= MOST_BYTES ? [{ object, file }] : [];
    });
  const objects = readObjects(
    root,
    entries.map(({ object }) => object),
  );
  if (objects.length < entries.length) throw new ProjectError(`git cannot read the files of ${commit}`);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "dhi-guides-base-")));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    for (const [index, { file }] of entries.entries()) {
      const bytes = objects[index];
      if (!bytes) continue;
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), bytes);
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { root: folder, files: entries.map(({ file }) => file), remove };
}

/**
 * Lists the files of the working tree that git knows, or would take.
 *
 * @param root the project's folder
 * @returns their paths, relative to it
 * @throws ProjectError where git cannot say
 */
export function listWorkingFiles(root: string): readonly string[] {
  const listed = runGit(root, ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  if ("reason" in listed) throw new ProjectError(`git cannot list the files below ${root}: ${listed.reason}`);
  return [...new Set(listed.output.toString("utf8").split("\0").filter(Boolean))];
}
