import { filesOf, CONFIG_FILE, inputPatterns, outputPatterns, type PagePaths, type Project } from "../../core.ts";
import { relativePath } from "../../files/relative-path.ts";
import { watchPaths } from "../../files/watch-paths.ts";
import { logoFile } from "../logo.ts";

/** What happened to a project's files: to those of some things, or of all. */
export interface FileChange {
  /** Their ids: `redis`, `chart/redis`. */
  readonly things: ReadonlySet<string>;
  /** Templates, settings or the list of descriptors changed. */
  readonly isGlobal: boolean;
}

const DEBOUNCE = 15;

/**
 * Watches the sources of a project.
 *
 * @param pages the project's pages as they are now
 * @param extra further files whose change concerns all pages
 * @param onProblem called where something cannot be watched
 * @returns resolves once all is watched, with a function that ends it
 */
export async function watchProject(
  { root, config }: Project,
  pages: () => readonly PagePaths[],
  extra: readonly string[],
  onChange: (change: FileChange) => void,
  onProblem: (message: string) => void,
): Promise<() => Promise<void>> {
  const patterns = inputPatterns(config);
  const inputs = patterns.map(filesOf);
  const outputs = outputPatterns(config).map(filesOf);
  const look = [config.preview.logo, config.preview.css].filter((file) => file !== undefined);
  const fileOf = (path: string) => relativePath(root, path);
  const isEverybodys = (path: string, file: string) =>
    look.includes(file) || file === CONFIG_FILE || isWithin(file, "templates") || extra.includes(path);
  const watched = [...look, CONFIG_FILE, "templates", ...new Set(patterns.map(baseOf))];
  // A folder that is not there yet cannot be watched before it comes, so the root is, where it will be.
  return watchPaths([root, ...extra], {
    debounce: DEBOUNCE,
    isIgnored: (path) => {
      const file = fileOf(path);
      if (file === "" || extra.includes(path)) return false;
      return (
        !watched.some((one) => one === "." || isWithin(file, one) || isWithin(one, file)) ||
        /(?:^|\/)(?:node_modules|\.[^/]+)(?:\/|$)/.test(file) ||
        outputs.some((output) => output.test(file))
      );
    },
    onProblem,
    onChange: (changes) => {
      const things = new Set<string>();
      let isGlobal = false;
      for (const [path, kind] of changes) {
        const file = fileOf(path);
        const owners = pages().filter((paths) => isOf(file, paths));
        for (const { id } of owners) things.add(id);
        // A descriptor that came or went is another list of things.
        const isListed = inputs.some((input) => input.test(file)) && owners.every(({ info }) => info !== file);
        isGlobal ||= isEverybodys(path, file) || (kind === "presence" && isListed);
      }
      if (isGlobal || things.size > 0) onChange({ things, isGlobal });
    },
  });
}

/** The folder above all files of a pattern. */
function baseOf(pattern: string): string {
  const before = pattern.slice(0, pattern.indexOf("{name}"));
  return before.includes("/") ? before.slice(0, before.lastIndexOf("/")) : ".";
}

/** Whether a page is made of a file. What others write beside a descriptor is in the folder of its prose. */
function isOf(file: string, { descriptor, info, prose }: PagePaths): boolean {
  return file === descriptor || file === info || file === logoFile(info) || isWithin(file, prose);
}

function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}
