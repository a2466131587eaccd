import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { changedPartials } from "../incremental/changed-partials.ts";
import { NOTHING_KNOWN, scanProject, type Scan } from "../incremental/scan.ts";
import { distrust, hashOf, isSettled, stampFile, type FileStamp } from "../incremental/stamp.ts";
import {
  isSameContent,
  loadState,
  StateWriter,
  type BuildState,
  type FileRecord,
  type GuideRecord,
} from "../incremental/state.ts";
import { TOOL } from "../incremental/tool.ts";
import { MANIFEST } from "../output/manifest.ts";
import { CONFIG_FILE } from "../project/config-file.ts";
import type { Config } from "../project/config.ts";
import type { Project } from "../project/project.ts";
import { outputFolder, pathsOfKnown, type FindGuides } from "../project/paths.ts";
import type { BuildOptions, CommandContext } from "./context.ts";

/** Where descriptors stand in a project whose settings say nothing else. */
const USUAL_FOLDER = "images";

/** What all guides of a project depend on, as it was read. */
type ReadShared = Pick<Project, "templates" | "configFile">;

/** What a build knows of the one before it, and what it leaves to the next. */
export interface BuildMemory {
  readonly scan: Scan;
  /** The last build's settings, which still hold where the scan found nothing to do. */
  readonly config: Config | undefined;
  /** Finds the project's guides where there are those of the last build, so that no folder needs to be listed again. */
  readonly findKnown: FindGuides | undefined;
  /**
   * Finds the guides that must be made again, where nothing else needs a look: all were asked for, there are those of the
   * last build, and the list of what was written is as it was.
   */
  readonly findStale: FindGuides | undefined;
  /** A guide whose inputs and output are as they were. */
  readonly cleanOf: (name: string) => GuideRecord | undefined;
  /** Whether a project's settings and templates are still those that the scan found to be as they were. */
  readonly holds: (project: ReadShared) => boolean;
  /** Whether templates are those of the last build, by their content: then nothing is wrong with them. */
  readonly knowsTemplates: (templates: readonly FileRecord[]) => boolean;
  /** The names of the partials that differ from the last build's; undefined where layouts do, too. */
  readonly changedPartials: (templates: Project["templates"]) => ReadonlySet<string> | undefined;
  /** When it was asked for, by `process.uptime()`. */
  readonly started: number;
  /** What the last build left as the output of a guide, by its name. */
  readonly outputOf: (name: string) => FileStamp | undefined;
  /** The stamp of a file, for the next build: without its times where the file was not at rest. */
  readonly settle: (file: FileRecord) => FileRecord;
  /**
   * Leaves a state to the next build.
   *
   * @param made what the build read and wrote
   * @param outputs the output folder
   * @param manifestHash the hash of the manifest that holds all of it; undefined where it was not touched
   */
  readonly save: (
    made: Pick<BuildState, "config" | "shared" | "guides" | "entries">,
    outputs: string,
    manifestHash: string | undefined,
  ) => void;
  /** Leaves the last build's state, with the stamps as they are now. */
  readonly renew: () => void;
  /** Leaves the last build's state as it is. */
  readonly close: () => void;
}

/**
 * Recalls the last build, and compares what it left with what there is now. Where nothing changed, a build needs no more
 * than this.
 *
 * @param names the guides that are asked for; all where there are none
 * @param options the command line
 * @param context the process
 * @param mayWrite whether a state may be left
 * @param expect is told about how many guides have to be made, as soon as it is clear that there are some: maybe more than
 *   once, and a guess where nothing is known
 * @returns the memory
 */
export function recallBuild(
  names: readonly string[],
  { root: folder, out, registry, namespace }: BuildOptions,
  { packagedTemplates, pid, isAlive }: CommandContext,
  mayWrite = true,
  expect: (guides: number) => void = () => {},
): BuildMemory {
  const started = process.uptime();
  const root = resolve(folder);
  const target = out === undefined ? undefined : resolve(out);
  const signature = JSON.stringify({ target, registry, namespace, packagedTemplates });
  const key = hashOf(signature).slice(0, 16);
  let writer: StateWriter | undefined;
  const open = () => (mayWrite ? (writer ??= StateWriter.open(root, key, pid, isAlive)) : undefined);
  const clock = () => open()?.clock ?? 0;

  const loaded = loadState(root, key);
  const state = loaded?.tool === TOOL && loaded.options === signature ? loaded : undefined;
  const scan = state
    ? scanProject(state, {
        ...{ root, packagedTemplates, names, clock, expect },
        outputFolder: target ?? join(root, outputFolder(state.config)),
        outputBase: target ?? root,
      })
    : NOTHING_KNOWN;

  if (scan === NOTHING_KNOWN) expect(names.length || countEntries(join(root, USUAL_FOLDER)));

  const { listed } = scan;
  const find =
    (guides: Iterable<GuideRecord>): FindGuides =>
    (config, outputOf) =>
      pathsOfKnown(guides, config, outputOf);
  let clean: ReadonlyMap<string, GuideRecord> | undefined;
  const knownTemplates = state?.shared.filter(({ path }) => path !== CONFIG_FILE) ?? [];
  // What is read from here on is compared with this time.
  if (!scan.isUpToDate) open();
  return {
    scan,
    config: state?.config,
    findKnown: listed && find(listed),
    findStale: listed && scan.manifestIsSame && names.length === 0 ? find([...scan.stale.values()]) : undefined,
    cleanOf: (name) => (clean ??= new Map(scan.clean.map((guide) => [guide.name, guide]))).get(name),
    holds: (project) => scan === NOTHING_KNOWN || holds(scan.trusted, project),
    knowsTemplates: (templates) => scan.templatesAreSame && isSameContent(templates, knownTemplates),
    changedPartials: (templates) => changedPartials(templates, knownTemplates),
    started,
    outputOf: (name) => scan.stale.get(name)?.output.stamp,
    settle: (file) => ({ ...file, stamp: settled(file.stamp, clock()) }),
    save: (made, outputs, manifestHash) => {
      const expected = manifestHash ?? (scan.manifestIsSame ? state?.manifest.stamp.hash : undefined);
      const stamp = stampFile(join(outputs, MANIFEST));
      // Another build may have written the manifest meanwhile: then nothing is known of it.
      if (!stamp || stamp.hash !== expected) return writer?.discard();
      const manifest = { path: MANIFEST, stamp: settled(stamp, clock()) };
      writer?.save({ ...made, folders: [], manifest, tool: TOOL, options: signature });
    },
    renew: () => {
      const renewed = scan.renewed ?? (scan.folders && state);
      if (renewed) open()?.save({ ...renewed, folders: scan.folders ?? renewed.folders });
      else writer?.discard();
    },
    close: () => writer?.discard(),
  };
}

/** Whether nobody has changed since what was found to be as the last build left it; settings that are new are a change. */
function holds(trusted: readonly FileRecord[], { configFile, templates }: ReadShared): boolean {
  const read = new Map(
    [...(configFile ? [configFile] : []), ...templates].map(({ path, stamp }) => [path, stamp.hash]),
  );
  const hadConfig = trusted.some(({ path }) => path === CONFIG_FILE);
  return hadConfig === read.has(CONFIG_FILE) && trusted.every(({ path, stamp }) => read.get(path) === stamp.hash);
}

function settled(stamp: FileStamp, time: number): FileStamp {
  return isSettled(stamp, time) ? stamp : distrust(stamp);
}

function countEntries(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}
