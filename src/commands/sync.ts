import { readFileSync } from "node:fs";
import { join } from "node:path";
import { choose, expectDescriptors } from "../build/choose-guides.ts";
import { descriptorFiles } from "../build/make-guide.ts";
import { findingsOf, type Catalog } from "../catalog/catalog.ts";
import { loadDescriptor } from "../descriptor/load.ts";
import { placeProblems } from "../descriptor/place-problems.ts";
import type { Finding } from "../findings/finding.ts";
import { unifiedDiff } from "../files/diff.ts";
import { plural } from "../findings/plural.ts";
import { findLink } from "../files/folders.ts";
import { replaceFiles, type Replacement } from "../files/replace-files.ts";
import type { PagePaths } from "../project/paths.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import { keepClaims } from "../sync/keep.ts";
import { syncDescriptor } from "../sync/sync.ts";
import { findTodos } from "../descriptor/todos.ts";
import { openCatalog } from "./catalog.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { likeFile } from "../files/like-file.ts";
import { printDiffs, report } from "./report.ts";

export interface SyncCommandOptions extends CommonOptions, SyncOptions {}

interface SyncOptions {
  /** The catalog; that of the settings where left out. */
  readonly from?: string | undefined;
  /** Say what would change, and write nothing. */
  readonly check?: boolean | undefined;
  /** Change no fact: name under `keep` those that guides claim and the definitions deny. */
  readonly keep?: boolean | undefined;
}

/** What comes together during a run. */
interface Run {
  readonly findings: Finding[];
  readonly replacements: Replacement[];
  readonly diffs: string[];
  same: number;
  /** Descriptors of images that the catalog has no definitions of. */
  unknown: number;
  /** Those of images whose definitions could not all be read. */
  unread: number;
}

/**
 * `dhi-guides sync [names...]`: brings the facts of descriptors up to date with the definitions.
 *
 * @param names the guides; all where there are none
 * @returns 1 where there are errors, or, with `check`, where something would change
 * @throws ProjectError where there is no catalog, or no definition of a name
 */
export async function sync(
  names: readonly string[],
  options: SyncCommandOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  const { project, findings } = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  if (!project) return report(findings, context, options);
  expectDescriptors(project);
  const chosen = choose(project, names);
  if (options.from === undefined && project.config.catalog === undefined)
    throw new ProjectError("where are the definitions? Give --from DIR, or set `catalog` in dhi-guides.config.yaml");
  const run = syncAll(project, chosen, options, await openCatalog(options.from, project), names.length > 0);
  // A kept fact that is written is a finding, which says more than its lines do.
  if (!options.quiet && (options.check || !options.keep)) printDiffs(run.diffs, context, options);
  const status = report(run.findings, context, options);
  if (!options.quiet) context.err(`${summary(run, options)}\n`);
  // What is outdated is an error already.
  return options.check && options.keep && run.replacements.length > 0 ? 1 : status;
}

/**
 * Names under `keep` what guides claim and the definitions deny.
 *
 * @param names the guides
 * @param root the project's folder
 * @param catalog the definitions
 * @param context the process
 * @returns a note for each fact, and what is wrong with descriptors and definitions
 */
export function keepClaimsOf(
  names: readonly string[],
  root: string,
  catalog: Catalog,
  { packagedTemplates }: CommandContext,
): readonly Finding[] {
  const { project, findings } = openProject({ root, packagedTemplates });
  return project ? syncAll(project, choose(project, names), { keep: true }, catalog).findings : findings;
}

function syncAll(
  project: Project,
  chosen: readonly PagePaths[],
  options: SyncOptions,
  catalog: Catalog,
  areNamed = false,
): Run {
  const run: Run = { findings: [...catalog.findings], replacements: [], diffs: [], same: 0, unknown: 0, unread: 0 };
  for (const paths of chosen) syncOne(run, paths, project, catalog, options, areNamed && !options.keep);
  if (!options.check) replaceFiles(project.root, run.replacements);
  return run;
}

function syncOne(
  run: Run,
  paths: PagePaths,
  { root }: Project,
  catalog: Catalog,
  options: SyncOptions,
  isNamed: boolean,
): void {
  const { name, descriptor: file } = paths;
  const { text, descriptor, problems } = loadDescriptor(descriptorFiles(paths, { root }));
  if (!descriptor || text === undefined) return void run.findings.push(...placeProblems(problems, file, text));
  const image = catalog.images.get(name);
  if (!image || image.all.definitions.length === 0) {
    if (isNamed) throw new ProjectError(`there is no definition of "${name}" in the catalog`);
    run.unknown += 1;
    return;
  }
  // What could not be read is no fact that is gone.
  if (findingsOf(catalog, image).length > 0) return void (run.unread += 1);
  const synced = (options.keep ? keepClaims : syncDescriptor)(text, image, catalog);
  // A reader looks them up in the file as it is afterwards.
  const left = options.check ? text : synced.text;
  const found = [...synced.problems, ...findTodos(left), ...(options.check ? synced.outdated : [])];
  run.findings.push(...placeProblems(found, file, left));
  if (synced.text === text) return void (run.same += 1);
  // Through a link, another file would be written; the loader has refused the descriptor's own.
  const link = findLink(root, join(root, file));
  if (link !== undefined) throw new ProjectError(`${link} is a symbolic link: another file would be written`);
  run.diffs.push(unifiedDiff(file, text, synced.text));
  run.replacements.push({ file, text: likeFile(readFileSync(join(root, file), "utf8"), synced.text) });
}

function summary({ replacements, findings, same, unknown, unread }: Run, { check, keep }: SyncOptions): string {
  const parts = [`${replacements.length} ${check ? "would change" : "changed"}`, `${same} same`];
  if (unknown > 0) parts.push(`${unknown} without a definition`);
  if (unread > 0) parts.push(`${unread} with a broken definition`);
  if (keep)
    parts.push(`${plural(findings.filter(({ code }) => code === "fact-kept").length, "fact")} kept as published`);
  const count = replacements.length + same + unknown + unread;
  return `${plural(count, "descriptor")}: ${parts.join(", ")}`;
}
