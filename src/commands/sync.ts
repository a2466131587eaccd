import { readFileSync } from "node:fs";
import { join } from "node:path";
import { choose, expectDescriptors, isNamed } from "../build/choose-guides.ts";
import { descriptorFiles } from "../build/make-guide.ts";
import { createNeededTags } from "../build/needed-tags.ts";
import { readDescriptors, readProject } from "../build/read-project.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { loadDescriptor } from "../descriptor/load.ts";
import { placeProblems } from "../descriptor/place-problems.ts";
import { findTodos } from "../descriptor/todos.ts";
import { unifiedDiff } from "../files/diff.ts";
import { likeFile } from "../files/like-file.ts";
import { readText } from "../files/read-text.ts";
import { replaceFiles, type Replacement } from "../files/replace-files.ts";
import type { Finding } from "../findings/finding.ts";
import { plural } from "../findings/plural.ts";
import { place } from "../findings/problem.ts";
import { isOfSettings } from "../project/names.ts";
import { guidesOf, type PagePaths } from "../project/paths.ts";
import { openProject, ProjectError, projectWithout, type Project } from "../project/project.ts";
import type { Defined } from "../sync/defined.ts";
import { definedIn } from "../sync/find-defined.ts";
import { outdatedSnapshot } from "../sync/problems.ts";
import { expectCatalog, openCatalog, unusedWith } from "./catalog.ts";
import { expectNoLink } from "./expect-no-link.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { withFacts } from "./facts-file.ts";
import { printDiffs, report } from "./report.ts";
import { rollPinsOf } from "./sync-pins.ts";

export interface SyncCommandOptions extends CommonOptions, SyncOptions {}

interface SyncOptions {
  /** The catalog; that of the settings where left out. */
  readonly from?: string | undefined;
  /** A file of facts besides; that of the settings where left out. */
  readonly facts?: string | undefined;
  /** Say what would change, and write nothing. */
  readonly check?: boolean | undefined;
  /** False where a check passes over tags, platforms, ends of life and versions. */
  readonly volatile?: boolean | undefined;
  /** Change no fact: name under `keep` those that guides claim and the definitions deny. */
  readonly keep?: boolean | undefined;
  /** Roll stale tags in the author's texts, too. */
  readonly pins?: boolean | undefined;
}

/** What comes together during a run. */
interface Run {
  readonly findings: Finding[];
  readonly replacements: Replacement[];
  readonly diffs: string[];
  /** Descriptors that change, or whose snapshots do. */
  changed: number;
  same: number;
  /** Descriptors of what the catalog has no definitions of. */
  unknown: number;
  /** Those of what has definitions that could not all be read. */
  unread: number;
  /** Tags in texts that are rolled. */
  pins: number;
}

/**
 * `dhi-guides sync [names...]`: brings the facts of descriptors, and those in their snapshots, up to date with the
 * definitions.
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
  const opened = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  const { findings } = opened;
  // By settings of which some are wrong, nothing is written.
  const project = options.check ? projectWithout(opened, unusedWith(options)) : opened.project;
  if (!project) return report([...findings, ...readProject(opened, names)], context, options);
  expectDescriptors(project);
  const chosen = choose(project, names);
  const { config } = project;
  if ((options.facts ?? config.facts) === undefined) expectCatalog(options.from, project);
  const { catalog, findings: ofFacts } = withFacts(options.facts, project, await openCatalog(options.from, project));
  // What cannot be read may say otherwise than what would be written.
  if (ofFacts.some(({ severity }) => severity === "error"))
    return report([...ofFacts, ...catalog.findings, ...readDescriptors(chosen, project)], context, options);
  if (!options.keep) expectDefined(names, chosen, catalog);
  const run = syncAll(project, chosen, options, catalog);
  run.findings.push(...(opened.project ? findings.filter(isOfSettings) : findings), ...ofFacts);
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

function syncAll(project: Project, chosen: readonly PagePaths[], options: SyncOptions, catalog: Catalog): Run {
  const run: Run = {
    findings: [...catalog.findings],
    replacements: [],
    diffs: [],
    changed: 0,
    same: 0,
    unknown: 0,
    unread: 0,
    pins: 0,
  };
  const neededTags = createNeededTags(project);
  for (const paths of guidesOf(chosen)) syncOne(run, paths, { project, catalog, neededTags }, options);
  if (!options.check) replaceFiles(project.root, run.replacements);
  return run;
}

/** A name that was given means something that the catalog has, of one kind at least. */
function expectDefined(names: readonly string[], chosen: readonly PagePaths[], catalog: Catalog): void {
  const unknown = names.find((name) =>
    chosen.every((paths) => !isNamed(paths, name) || !definedIn(paths.name, paths.kind, catalog)),
  );
  if (unknown !== undefined) throw new ProjectError(`there is no definition of "${unknown}" in the catalog`);
}

/** What is known before a descriptor is looked at. */
interface Known {
  readonly project: Project;
  readonly catalog: Catalog;
  readonly neededTags: ReturnType<typeof createNeededTags>;
}

function syncOne(run: Run, paths: PagePaths, { project, catalog, neededTags }: Known, options: SyncOptions): void {
  const { root } = project;
  const { descriptor: file, snapshot: snapshotFile, info } = paths;
  // A snapshot is made anew, whatever it holds.
  const files = { ...descriptorFiles(paths, project), companions: { root, info } };
  const { text, descriptor, problems, inputs } = loadDescriptor(files);
  if (!descriptor || text === undefined) return void run.findings.push(...placeProblems(problems, file, text));
  const defined = definedIn(paths.name, paths.kind, catalog, { tags: neededTags(paths, descriptor) });
  if (!defined) return void (run.unknown += 1);
  // What could not be read is no fact that is gone.
  if (defined.findings.length > 0) return void (run.unread += 1);
  const before = options.keep ? undefined : readSnapshot(root, snapshotFile);
  const synced: ReturnType<Defined["sync"]> = options.keep ? defined.keep(text) : defined.sync(text, before);
  const loaded = { root, paths, files, inputs };
  const rolled = options.pins ? rollPinsOf(synced.text, loaded, defined.repositories) : undefined;
  const after = rolled?.descriptor ?? synced.text;
  // A reader looks them up in the file as it is afterwards.
  const left = options.check ? text : after;
  // Facts that are written move lines.
  const told = options.check && rolled ? rollPinsOf(text, loaded, defined.repositories) : rolled;
  const problemsOfPins = [...(told?.problems ?? []), ...(options.check ? (told?.outdated ?? []) : [])];
  const hasFactsFile = (options.facts ?? project.config.facts) !== undefined;
  const unstated = hasFactsFile ? defined.findUnstated(left) : [];
  const found = [
    ...synced.problems,
    ...unstated,
    ...findTodos(left),
    ...(options.check ? synced.outdated : []),
    ...problemsOfPins,
  ];
  run.findings.push(...placeProblems(found, file, left));
  run.pins += rolled?.count ?? 0;
  let isSame = true;
  const replace = (path: string, from: string | undefined, to: string | undefined) => {
    if (from === to) return;
    isSame = false;
    // Through a link, another file would be written; the loader has refused the descriptor's own.
    expectNoLink(root, path);
    run.diffs.push(unifiedDiff(path, from ?? "", to ?? ""));
    run.replacements.push({
      file: path,
      text: from === undefined || to === undefined ? to : likeFile(readFileSync(join(root, path), "utf8"), to),
    });
  };
  replace(file, text, after);
  for (const [name, to] of rolled?.prose ?? []) replace(name, rolled?.before.get(name), to);
  const { snapshot } = synced;
  if (snapshot && !(options.volatile === false && snapshot.isVolatile)) {
    replace(snapshotFile, before, snapshot.text);
    if (options.check && before !== snapshot.text)
      run.findings.push(place(outdatedSnapshot(snapshot, before !== undefined), snapshotFile));
  }
  if (isSame) run.same += 1;
  else run.changed += 1;
}

/** What a snapshot holds; what is no text holds nothing, and is replaced. */
function readSnapshot(root: string, file: string): string | undefined {
  const read = readText(join(root, file));
  if ("text" in read) return read.text;
  return read.problem.code === "file-missing" ? undefined : "";
}

function summary(
  { changed, findings, same, unknown, unread, pins: rolled }: Run,
  { check, keep, pins }: SyncOptions,
): string {
  const parts = [`${changed} ${check ? "would change" : "changed"}`, `${same} same`];
  if (unknown > 0) parts.push(`${unknown} without a definition`);
  if (unread > 0) parts.push(`${unread} with a broken definition`);
  if (keep)
    parts.push(`${plural(findings.filter(({ code }) => code === "fact-kept").length, "fact")} kept as published`);
  if (pins) parts.push(`${plural(rolled, "pin")} ${check ? "would be rolled" : "rolled"}`);
  const count = changed + same + unknown + unread;
  return `${plural(count, "descriptor")}: ${parts.join(", ")}`;
}
