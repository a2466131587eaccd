import { basename, posix } from "node:path";
import type { Finding } from "../findings/finding.ts";
import type { Config } from "./config.ts";
import { listDescriptors, listNames } from "./listing.ts";
import { guideName } from "./names.ts";

/** Where one guide's files stand; all relative to the root, with `/`. */
export interface GuidePaths {
  readonly name: string;
  readonly descriptor: string;
  /** The folder of the descriptor's Markdown files. */
  readonly prose: string;
  readonly output: string;
}

/**
 * Finds the descriptors of a project.
 *
 * @param outputOf where the output of a name stands
 * @returns the paths of each guide, sorted by name
 * @throws Error where a folder cannot be read
 */
export function findGuides(root: string, config: Config, outputOf = filler(config.output)): GuidePaths[] {
  return listDescriptors(root, config)
    .flatMap(({ pattern, names }) => names.map(pathsFor(pattern, outputOf)))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.descriptor < b.descriptor ? -1 : 1));
}

/**
 * Finds the guides that stand where outputs go, whoever wrote them, and that have no descriptor.
 *
 * @param names the names that have a descriptor
 * @returns the others' names, and their paths below the folder
 */
export function findLeftovers(
  folder: string,
  config: Config,
  names: ReadonlySet<string>,
): { readonly name: string; readonly file: string }[] {
  const pattern = posix.relative(outputFolder(config), config.output);
  return listNames(folder, pattern, (name) => !names.has(name)).map((name) => ({ name, file: fill(pattern, name) }));
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
 * The paths of a guide.
 *
 * @param name the image's name
 * @param pattern where its descriptor stands, with `{name}`
 */
export function guidePaths(name: string, pattern: string, config: Config): GuidePaths {
  return pathsFor(pattern, filler(config.output))(name);
}

/** The part of {@link guidePaths} that is the same for all names. */
function pathsFor(pattern: string, outputOf: (name: string) => string): (name: string) => GuidePaths {
  const folder = posix.dirname(pattern);
  // A descriptor with a folder of its own has its prose beside it.
  const prose = filler(folder.includes("{name}") ? folder : posix.join(folder, "{name}"));
  const descriptor = filler(pattern);
  return (name) => ({ name, descriptor: descriptor(name), prose: prose(name), output: outputOf(name) });
}

/**
 * The folder above all outputs: `out`.
 *
 * @returns the folder, relative to the root
 */
export function outputFolder(config: Config): string {
  return posix.dirname(config.output.slice(0, config.output.indexOf("{name}")) + "x");
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

/**
 * Finds descriptors whose name is another's, which several patterns can bring about.
 *
 * @param guides the paths of all guides, sorted by name
 * @returns a finding about each but the first of a name
 */
export function findDuplicates(guides: readonly GuidePaths[]): Finding[] {
  return guides.flatMap((paths, index) => {
    const first = guides[index - 1];
    if (first?.name !== paths.name) return [];
    return {
      code: "descriptor-duplicate",
      severity: "error",
      file: paths.descriptor,
      line: 1,
      column: 1,
      message: `unexpected second descriptor of "${paths.name}", the first is ${first.descriptor}`,
      fix: `remove one of them, or rename ${basename(paths.descriptor)}`,
    };
  });
}
