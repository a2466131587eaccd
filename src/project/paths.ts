import { posix } from "node:path";
import { FIRST_KIND, KINDS, type Kind } from "../kinds/kinds.ts";
import { SNAPSHOT_FILE } from "../descriptor/snapshot.ts";
import { INFO_FILE } from "../descriptor/info.ts";
import { folderOf, settingsOf, type Config } from "./config.ts";
import { listDescriptors, listNames } from "./listing.ts";
import { guideName } from "./names.ts";
import { outputPatterns, pagesOf, type ProjectPage } from "./pages.ts";

/** Where the files of one page stand; all relative to the root, with `/`. */
export interface PagePaths {
  readonly kind: Kind;
  readonly page: ProjectPage;
  readonly name: string;
  /** The name as commands take it, with its kind where it is not the first: `redis`, `chart/redis`. */
  readonly id: string;
  readonly descriptor: string;
  /** The folder of the descriptor's Markdown files. */
  readonly prose: string;
  readonly info: string;
  readonly snapshot: string;
  readonly drift: string;
  readonly output: string;
}

/**
 * Finds the pages of a project.
 *
 * @param outputOf where the output of a name stands, for a pattern
 * @returns the paths of each page, by kind, name, the order of the patterns, and that of the pages
 * @throws Error where a folder cannot be read
 */
export function findPages(root: string, config: Config, outputOf = filler): PagePaths[] {
  return KINDS.flatMap((kind) => {
    const pages = pagesOf(config, kind);
    return listDescriptors(root, settingsOf(config, kind))
      .flatMap(({ pattern, names }) => {
        const pathsOf = pathsFor(kind, pages, pattern, config, outputOf);
        return names.map((name) => ({ name, paths: pathsOf(name) }));
      })
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .flatMap(({ paths }) => paths);
  });
}

/** The guide of each thing: what has one, whatever other pages it has. */
export function guidesOf(pages: readonly PagePaths[]): readonly PagePaths[] {
  return pages.filter(({ kind, page }) => page.name === kind.pages[0].name);
}

/**
 * Finds the pages that stand where outputs go, whoever wrote them, and that are none of the project's.
 *
 * @param folder the folder of all outputs
 * @param expected the outputs of the project's pages, below that folder
 * @returns what commands call them, and their paths below the folder
 */
export function findLeftovers(
  folder: string,
  config: Config,
  expected: ReadonlySet<string>,
): { readonly name: string; readonly file: string }[] {
  const inner = outputFolder(config);
  const found = KINDS.flatMap((kind) =>
    pagesOf(config, kind).flatMap(({ output }) => {
      const pattern = posix.relative(inner, output);
      return listNames(folder, pattern, () => true).map((name) => ({
        name: idOf(kind, name),
        file: fill(pattern, name),
      }));
    }),
  );
  // Patterns of several kinds may find the same file.
  return [...new Map(found.map((each) => [each.file, each])).values()].filter(({ file }) => !expected.has(file));
}

/**
 * Finds the guides that nobody has adopted yet.
 *
 * @param pattern where finished guides stand, with `{name}`
 * @param names the names that have a descriptor
 * @returns the others' names and files, relative to the root, sorted
 * @throws Error where a folder cannot be read
 */
export function findUnmanaged(
  root: string,
  pattern: string,
  names: ReadonlySet<string>,
): { readonly name: string; readonly file: string }[] {
  const isWanted = (written: string) => !names.has(guideName(written) ?? written);
  return listNames(root, pattern, isWanted)
    .sort()
    .map((name) => ({ name, file: fill(pattern, name) }));
}

/**
 * The paths of a thing's pages, the guide first.
 *
 * @param name its name
 * @param kind its kind
 * @param pattern where its descriptor stands, with `{name}`; where the settings say first, if left out
 */
export function pagePaths(
  name: string,
  kind: Kind,
  config: Config,
  pattern = settingsOf(config, kind).descriptors[0] ?? kind.descriptors[0],
): readonly [PagePaths, ...PagePaths[]] {
  const [guide, ...others] = pathsFor(kind, pagesOf(config, kind), pattern, config, filler)(name);
  if (!guide) throw new Error(`${kind.name} has no pages`);
  return [guide, ...others];
}

/** The part of {@link pagePaths} that is the same for all names. */
function pathsFor(
  kind: Kind,
  pages: readonly ProjectPage[],
  pattern: string,
  config: Config,
  outputOf: (pattern: string) => (name: string) => string,
): (name: string) => PagePaths[] {
  const folder = posix.dirname(pattern);
  // A descriptor with a folder of its own has its prose beside it.
  const proseFolder = folder.includes("{name}") ? folder : posix.join(folder, "{name}");
  const prose = filler(proseFolder);
  const descriptor = filler(pattern);
  const info = filler(settingsOf(config, kind).info ?? posix.join(proseFolder, INFO_FILE));
  const snapshot = filler(posix.join(proseFolder, SNAPSHOT_FILE));
  const each = pages.map((page) => ({
    page,
    output: outputOf(page.output),
    drift: filler(posix.join(proseFolder, page.drift)),
  }));
  return (name) => {
    const shared = {
      kind,
      name,
      id: idOf(kind, name),
      descriptor: descriptor(name),
      prose: prose(name),
      info: info(name),
      snapshot: snapshot(name),
    };
    return each.map(({ page, output, drift }) => ({ ...shared, page, drift: drift(name), output: output(name) }));
  };
}

/** What commands call a thing. */
export const idOf = (kind: Kind, name: string): string => (kind === FIRST_KIND ? name : `${kind.folder}/${name}`);

/**
 * The folder above all outputs: `out`.
 *
 * @returns the folder, relative to the root; `.` where the kinds' outputs have none in common
 */
export function outputFolder(config: Config): string {
  const [first = [], ...others] = outputPatterns(config).map((pattern) => folderOf(pattern).split("/"));
  const length = first.findIndex((step, index) => others.some((steps) => steps[index] !== step));
  return (length < 0 ? first : first.slice(0, length)).join("/") || ".";
}

/**
 * Fills a pattern.
 *
 * @param pattern a path with `{name}`
 * @param name what stands for it
 */
export function fill(pattern: string, name: string): string {
  return filler(pattern)(name);
}

/** {@link fill} for many names. */
export function filler(pattern: string): (name: string) => string {
  const at = pattern.indexOf("{name}");
  if (at < 0) return () => pattern;
  const [before, after] = [pattern.slice(0, at), pattern.slice(at + "{name}".length)];
  return (name) => before + name + after;
}
