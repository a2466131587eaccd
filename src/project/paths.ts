import { existsSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import type { Config } from "./config.ts";

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
 * @param root the project's folder
 * @param config its settings
 * @returns the paths of each guide, sorted by name
 * @throws Error where a folder cannot be read
 */
export function findGuides(root: string, config: Config): GuidePaths[] {
  return config.descriptors
    .flatMap((pattern) => namesOf(root, pattern).map((name) => guidePaths(name, pattern, config)))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.descriptor < b.descriptor ? -1 : 1));
}

/**
 * Finds the guides that stand where outputs go, whoever wrote them.
 *
 * @param folder the output folder
 * @param config the project's settings
 * @returns their names, and their paths below the folder
 */
export function findOutputs(folder: string, config: Config): { readonly name: string; readonly file: string }[] {
  const pattern = posix.relative(outputFolder(config), config.output);
  return namesOf(folder, pattern).map((name) => ({ name, file: fill(pattern, name) }));
}

/**
 * The paths of a guide.
 *
 * @param name the image's name
 * @param pattern where its descriptor stands, with `{name}`
 * @param config the project's settings
 * @returns the paths
 */
export function guidePaths(name: string, pattern: string, config: Config): GuidePaths {
  const descriptor = fill(pattern, name);
  const folder = posix.dirname(descriptor);
  // A descriptor with a folder of its own has its prose beside it.
  const hasOwnFolder = posix.dirname(pattern).includes("{name}");
  return {
    name,
    descriptor,
    prose: hasOwnFolder ? folder : posix.join(folder, name),
    output: fill(config.output, name),
  };
}

/**
 * The folder above all outputs: `out`.
 *
 * @param config the project's settings
 * @returns the folder, relative to the root
 */
export function outputFolder(config: Config): string {
  return posix.dirname(config.output.slice(0, config.output.indexOf("{name}")) + "x");
}

function fill(pattern: string, name: string): string {
  return pattern.replace("{name}", () => name);
}

/** The names for which a file of the pattern may exist: one folder is listed, nothing else is opened. */
function namesOf(root: string, pattern: string): string[] {
  const segments = pattern.split("/");
  const index = segments.findIndex((segment) => segment.includes("{name}"));
  const [prefix = "", suffix = ""] = (segments[index] ?? "").split("{name}");
  const folder = join(root, ...segments.slice(0, index));
  const rest = segments.slice(index + 1);
  if (!existsSync(folder)) return [];
  return (
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.name.startsWith(prefix) && entry.name.endsWith(suffix) && !entry.name.startsWith("."))
      // A link to a folder could lead out of the project, so it is passed over; a link to a file is refused when it is read.
      .filter((entry) => (rest.length === 0 ? !entry.isDirectory() : entry.isDirectory()))
      .filter((entry) => rest.length === 0 || existsSync(join(folder, entry.name, ...rest)))
      .map((entry) => entry.name.slice(prefix.length, entry.name.length - suffix.length))
  );
}
