import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { findMisnamed, isMisnamedFolder } from "../files/file-name.ts";
import { relativePath } from "../files/relative-path.ts";
import { choose } from "../build/choose-guides.ts";
import { commandLine } from "../package.ts";
import { findLeftovers } from "../project/paths.ts";
import { ProjectError, type Project } from "../project/project.ts";

/**
 * Finds the guides that `verify` is asked for.
 *
 * @param asked files, folders or names of the project's guides: what exists as a path is one; all outputs where there
 *   are none. Of folders, every `guides.md` in them, or else every Markdown file.
 * @returns the guides' paths relative to the root, sorted
 * @throws ProjectError where there is neither such a path nor such a name, or the named guide is not built yet
 */
export function findVerified(asked: readonly string[], project: Project): string[] {
  const { root, config, outputFolder: folder } = project;
  const files =
    asked.length === 0
      ? findLeftovers(folder, config, new Set()).map(({ file }) => join(folder, file))
      : asked.flatMap((each) => filesOf(each, project));
  return [...new Set(files.map((file) => relativePath(root, file)))].sort();
}

function filesOf(asked: string, project: Project): string[] {
  const absolute = resolve(asked);
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (!stats) return [findMisnamed(absolute) ? absolute : outputOf(asked, project)];
  if (!stats.isDirectory()) return [absolute];
  const names = readdirSync(absolute, { recursive: true, encoding: "utf8" });
  const markdown = names.filter((name) => name.endsWith(".md"));
  const guides = markdown.filter((name) => /(?:^|[/\\])guides\.md$/.test(name));
  // What is in a folder whose name is not UTF-8 cannot be listed.
  const misnamed = names.filter((name) => !name.endsWith(".md") && isMisnamedFolder(join(absolute, name)));
  return [...(guides.length > 0 ? guides : markdown), ...misnamed].map((name) => join(absolute, name));
}

function outputOf(name: string, project: Project): string {
  // Most likely a path was meant.
  if (/[/\\]|\.md$/.test(name)) throw new ProjectError(`there is no ${name}`);
  const file = choose(project, [name]).map((paths) => join(project.root, paths.output))[0] ?? "";
  if (!statSync(file, { throwIfNoEntry: false }))
    throw new ProjectError(`the guide of "${name}" is not built yet: run ${commandLine(`build ${name}`)}`);
  return file;
}
