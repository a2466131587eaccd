import { readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { findMisnamed, isMisnamedFolder } from "../files/file-name.ts";
import { relativePath } from "../files/relative-path.ts";
import { choose, isNamed } from "../build/choose-guides.ts";
import { PAGE_FILES } from "../kinds/kinds.ts";
import { commandLine } from "../package.ts";
import { findLeftovers, type PagePaths } from "../project/paths.ts";
import { ProjectError, type Project } from "../project/project.ts";

/**
 * Finds the pages that `verify` is asked for.
 *
 * @param asked files, folders or names of the project's things: what exists as a path is one; all outputs where there
 *   are none. Of folders, every page in them, by the name of its file or as the project's, or else every Markdown file.
 * @returns the pages' paths relative to the root, sorted
 * @throws ProjectError where there is neither such a path nor such a name, or no page of that name is built yet
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
  if (!stats) return findMisnamed(absolute) ? [absolute] : outputsOf(asked, project);
  if (!stats.isDirectory()) return [absolute];
  const names = readdirSync(absolute, { recursive: true, encoding: "utf8" });
  const markdown = names.filter((name) => name.endsWith(".md"));
  const outputs = new Set(project.pages.map(({ output }) => join(project.root, output)));
  const pages = markdown.filter((name) => PAGE_FILES.has(basename(name)) || outputs.has(join(absolute, name)));
  // What is in a folder whose name is not UTF-8 cannot be listed.
  const misnamed = names.filter((name) => !name.endsWith(".md") && isMisnamedFolder(join(absolute, name)));
  return [...(pages.length > 0 ? pages : markdown), ...misnamed].map((name) => join(absolute, name));
}

/** The pages of a name that are built: a descriptor may say that there is no overview. */
function outputsOf(name: string, project: Project): string[] {
  const isKnown = project.pages.some((paths) => isNamed(paths, name));
  // Most likely a path was meant.
  if (!isKnown && /[/\\]|\.md$/.test(name)) throw new ProjectError(`there is no ${name}`);
  const chosen = choose(project, [name]);
  const isBuilt = ({ output }: PagePaths) => statSync(join(project.root, output), { throwIfNoEntry: false });
  const built = chosen.filter(isBuilt);
  if (built.length === 0)
    throw new ProjectError(`the guide of "${name}" is not built yet: run ${commandLine(`build ${name}`)}`);
  return built.map(({ output }) => join(project.root, output));
}
