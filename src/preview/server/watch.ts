import { isAbsolute, join } from "node:path";
import { CONFIG_FILE, inputPatterns, outputPatterns, type Project } from "../../core.ts";
import { relativePath } from "../../files/relative-path.ts";
import { watchPaths } from "../../files/watch-paths.ts";

/** What happened to a project's files: names of guides, or all of them. */
export interface FileChange {
  readonly guides: ReadonlySet<string>;
  /** Templates, settings or the list of guides changed. */
  readonly isGlobal: boolean;
}

const DEBOUNCE = 15;

/**
 * Watches the sources of a project.
 *
 * @param extra further files whose change concerns all guides
 * @param onProblem called where something cannot be watched
 * @returns resolves once all is watched, with a function that ends it
 */
export async function watchProject(
  { root, config }: Project,
  extra: readonly string[],
  onChange: (change: FileChange) => void,
  onProblem: (message: string) => void,
): Promise<() => Promise<void>> {
  const patterns = inputPatterns(config);
  const descriptors = patterns.map(filesOf);
  const sources = [...descriptors, ...patterns.map(proseOf)];
  const outputs = outputPatterns(config).map(filesOf);
  const fileOf = (path: string) => relativePath(root, path);
  const nameOf = (file: string): string | undefined => {
    if (isAbsolute(file) || /^(?:\.\.|templates\/)/.test(file) || file === CONFIG_FILE) return undefined;
    return sources.map((pattern) => pattern.exec(file)?.[1]).find((name) => name !== undefined);
  };
  const watched = [CONFIG_FILE, "templates", ...new Set(patterns.map(baseOf))];
  return watchPaths([...watched.map((path) => join(root, path)), ...extra], {
    debounce: DEBOUNCE,
    isIgnored: (path) =>
      /(?:^|\/)(?:node_modules|\.[^/]+)(?:\/|$)/.test(fileOf(path)) ||
      outputs.some((output) => output.test(fileOf(path))),
    onProblem,
    onChange: (changes) => {
      const guides = new Set<string>();
      let isGlobal = false;
      for (const [path, kind] of changes) {
        const file = fileOf(path);
        const name = nameOf(file);
        if (name !== undefined) guides.add(name);
        isGlobal ||= name === undefined || (kind === "presence" && descriptors.some((pattern) => pattern.test(file)));
      }
      onChange({ guides, isGlobal });
    },
  });
}

/** The folder above all files of a pattern. */
function baseOf(pattern: string): string {
  const before = pattern.slice(0, pattern.indexOf("{name}"));
  return before.includes("/") ? before.slice(0, before.lastIndexOf("/")) : ".";
}

function filesOf(pattern: string): RegExp {
  const [before = "", after = ""] = pattern.split("{name}").map(escape);
  return new RegExp(`^${before}([^/]+)${after}$`);
}

/** Prose stands in a folder of the guide's name. */
function proseOf(pattern: string): RegExp {
  const base = baseOf(pattern);
  return base === "." ? /^([^/]+)\// : new RegExp(`^${escape(base)}/([^/]+)`);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
