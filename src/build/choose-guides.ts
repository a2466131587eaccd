import { join, posix } from "node:path";
import { didYouMean, firstNames } from "../findings/suggest.ts";
import type { Finding } from "../findings/finding.ts";
import { slashed } from "../files/relative-path.ts";
import { isSystemError } from "../files/system-error.ts";
import { KINDS } from "../kinds/kinds.ts";
import { settingsOf } from "../project/config.ts";
import { MANIFEST, readManifest } from "../output/manifest.ts";
import { findDuplicates } from "../project/duplicates.ts";
import { type PagePaths, findUnmanaged } from "../project/paths.ts";
import { ProjectError, type Project } from "../project/project.ts";

/** What is asked for of a project. */
interface ChosenPages {
  /** The pages that can be made, in the project's order. */
  readonly pages: readonly PagePaths[];
  /** What happened so far: those whose descriptor is in the way of another failed. */
  readonly counts: Counts;
  readonly findings: readonly Finding[];
}

/**
 * Picks the pages that are asked for.
 *
 * @param names the names of things; all pages where there are none
 * @returns the pages, and a finding about each second descriptor of a name, or of a file
 * @throws ProjectError where there is no descriptor of a name, or nothing to do at all
 */
export function choosePages(project: Project, names: readonly string[]): ChosenPages {
  expectDescriptors(project);
  const chosen = choose(project, names);
  const { findings, refused } = findDuplicates(project.pages);
  const pages = chosen.filter(({ descriptor }) => !refused.has(descriptor));
  const failed = chosen.length - pages.length;
  return { pages, counts: { ...emptyCounts(), pages: chosen.length, failed }, findings };
}

/**
 * Picks the pages of some things.
 *
 * @param names the things' names: `redis` is what there is of every kind, `chart/redis` one; all pages where there are none
 * @returns the pages, in the project's order
 * @throws ProjectError where there is no descriptor of a name
 */
export function choose({ pages }: Pick<Project, "pages">, names: readonly string[]): readonly PagePaths[] {
  if (names.length === 0) return pages;
  const known = new Set(pages.flatMap(namesOf));
  for (const name of names) if (!known.has(name)) throw new ProjectError(unknownName(name, pages));
  return pages.filter((paths) => names.some((name) => isNamed(paths, name)));
}

/**
 * Whether a page is meant by a name.
 *
 * @param name as the command line gives it: `redis`, `chart/redis`
 */
export function isNamed(paths: Pick<PagePaths, "kind" | "name">, name: string): boolean {
  return namesOf(paths).includes(name);
}

/** What a thing may be called: its name alone, and with its kind. */
const namesOf = ({ kind, name }: Pick<PagePaths, "kind" | "name">): string[] => [name, `${kind.folder}/${name}`];

function unknownName(name: string, pages: readonly PagePaths[]): string {
  const ids = [...new Set(pages.map(({ id }) => id))];
  // Who gives a file's path means its name; who gives another kind, what there is of that name, the likest first.
  const path = posix.normalize(slashed(name)).replace(/(?:\.ya?ml|\/)$/, "");
  const bare = posix.basename(path);
  const isMeant = ({ descriptor, output }: PagePaths) =>
    [descriptor.replace(/\.ya?ml$/, ""), output, posix.dirname(output)].includes(path);
  const named = pages.filter((paths) => paths.name === bare).map(({ id }) => id);
  const meant = pages.find(isMeant)?.id;
  const question =
    didYouMean(meant ?? path, meant === undefined ? named : ids) ??
    didYouMean(named[0] ?? path, ids) ??
    didYouMean(bare, ids);
  const list = ids.length > 0 ? `, expected one of ${firstNames(ids)}` : "";
  return `there is no descriptor of "${name}"${question === undefined ? list : `: ${question}`}`;
}

/**
 * Refuses a project in which there is nothing to do: most likely it is the wrong folder, or the settings' pattern is
 * misspelt, and "0 errors" would be taken for a success.
 *
 * @throws ProjectError where it has no descriptor, no guide that a build wrote, and no guide that is yet to be adopted
 */
export function expectDescriptors({ root, config, pages, outputFolder }: Project): void {
  if (pages.length > 0 || hasEntries(outputFolder)) return;
  const settings = KINDS.map((kind) => settingsOf(config, kind));
  if (settings.some(({ published }) => published !== undefined && findUnmanaged(root, published, new Set()).length > 0))
    return;
  const patterns = settings.flatMap(({ descriptors }) => descriptors).join(", ");
  throw new ProjectError(
    `no descriptors here: looked for ${patterns} below ${root}; is this the project's folder? (--root DIR)`,
  );
}

/** Whether a build left guides, which the next one removes. What cannot be read is the command's to tell. */
function hasEntries(outputFolder: string): boolean {
  try {
    return readManifest(join(outputFolder, MANIFEST)).manifest.size > 0;
  } catch (error) {
    if (isSystemError(error)) return true;
    throw error;
  }
}

/** What happened to the pages of a run. */
export interface Counts {
  /** Those that were asked for. */
  pages: number;
  new: number;
  changed: number;
  same: number;
  removed: number;
  failed: number;
}

/** @returns counts of a run in which nothing has happened yet */
export function emptyCounts(): Counts {
  return { pages: 0, new: 0, changed: 0, same: 0, removed: 0, failed: 0 };
}
