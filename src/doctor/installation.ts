import { readFileSync, realpathSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { isScalar, LineCounter, parseDocument, visit } from "yaml";
import { findUpwards } from "../files/find-upwards.ts";
import { PACKAGE_MANAGERS, type PackageManager } from "../files/package-manager.ts";
import { leadsOut, relativePath } from "../files/relative-path.ts";
import type { Finding } from "../findings/finding.ts";
import type { Setup } from "./setup.ts";
import { workflowFiles } from "./workflow-versions.ts";

/** A place that says where the package comes from. */
interface Source {
  /** `file:../dhi-guides.tgz`, `^1.0.0`, an address. */
  readonly from: string;
  /** The folder that it counts from, absolute. */
  readonly folder: string;
  readonly at: Pick<Finding, "file" | "line" | "column">;
}

/** A path, as package managers take it, or as npm's lock file has it. */
const PATH = /^(?:(?:file|link|portal):(?:\/\/(?=\/))?|(?=\.{0,2}[/\\]|[A-Za-z]:[/\\]|~\/))(.+)$/;

/**
 * Finds a package that only this machine can install, since it stands where no clone has it.
 *
 * @param sources where the package comes from, by `package.json`, by the lock file
 * @returns a warning at the first such; none where the project is in no repository
 */
export function sourceFindings({ root, git, running }: Setup, sources: readonly Source[]): Finding[] {
  if (!git) return [];
  for (const { from, folder, at } of sources) {
    const [, path] = PATH.exec(from) ?? [];
    if (path === undefined) continue;
    const target = resolve(realpathSync(folder), path);
    const below = relative(realpathSync(git.top), target);
    const isOut = path.startsWith("~/") || leadsOut(below);
    // Before the first commit, all is still to be added.
    if (!isOut && (git.tracked(at.file).length === 0 || hasFiles(relativePath(realpathSync(root), target)))) continue;
    const where = isOut ? "which leads out of the repository" : "which git does not have";
    return [
      {
        code: "setup-version",
        severity: "warning",
        ...at,
        message: `unexpected ${running.name} from ${from}, ${where}: no other machine can install it`,
        fix: isOut
          ? `put its tarball into the repository, as vendor/${running.name}.tgz, or take the published version`
          : "`git add` it, or take the published version",
      },
    ];
  }
  return [];

  function hasFiles(path: string): boolean {
    return git === undefined || git.tracked(path === "" ? "." : path).length > 0;
  }
}

/**
 * Finds workflows with the tool that install by a lock file which is not there, or which git does not have.
 *
 * @param manifest the project's `package.json`, absolute
 * @returns a warning for each workflow, at the first such command
 */
export function lockFindings(setup: Setup, manifest: string): Finding[] {
  const { root, git, running } = setup;
  return workflowFiles(setup).flatMap(({ file, path }): Finding[] => {
    const text = readFileSync(path, "utf8");
    // A larger repository has workflows that are about other packages.
    const found = text.includes(running.name) ? lockedCommand(text) : undefined;
    if (!found) return [];
    const { command, line, column, manager } = found;
    const { lockFiles, install } = manager;
    const [usual] = lockFiles;
    const lock = lockFiles.map((name) => findUpwards(dirname(manifest), name)).find((each) => each !== undefined);
    const tell = (message: string, fix: string): Finding[] => [
      { code: "setup-version", severity: "warning", file, line, column, message, fix },
    ];
    if (lock === undefined)
      return tell(
        `unexpected \`${command}\` without ${usual}, which it needs`,
        `run \`${install}\`, and commit ${usual}`,
      );
    const name = relativePath(root, lock);
    const isTracked = (each: string) => git === undefined || git.tracked(each).length > 0;
    if (!isTracked(relativePath(root, manifest)) || isTracked(name)) return [];
    const ignored = git?.ignores(name) === true ? `take it out of .gitignore, and ` : "";
    return tell(`unexpected \`${command}\` without ${name} in git, which it needs`, `${ignored}\`git add ${name}\``);
  });
}

function lockedCommand(text: string) {
  const lines = new LineCounter();
  let found: { readonly manager: PackageManager; readonly said: string; readonly offset: number } | undefined;
  visit(parseDocument(text, { lineCounter: lines, logLevel: "silent" }), {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || key.value !== "run" || !isScalar(value) || typeof value.value !== "string")
        return undefined;
      for (const manager of PACKAGE_MANAGERS) {
        const [said] = manager.installsLocked.exec(value.value) ?? [];
        if (said === undefined) continue;
        found = { manager, said, offset: value.range?.[0] ?? 0 };
        return visit.BREAK;
      }
      return undefined;
    },
  });
  if (!found) return undefined;
  const { manager, said, offset } = found;
  const { line, col } = lines.linePos(Math.max(offset, text.indexOf(said, offset)));
  return { manager, command: said, line, column: col };
}
