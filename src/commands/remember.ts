import type { FileStamp } from "../incremental/stamp.ts";
import type { FileRecord, GuideRecord } from "../incremental/state.ts";
import type { Manifest } from "../output/manifest.ts";
import type { GuidePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import type { BuildMemory } from "./memory.ts";

/** A guide that was made; an output that was yet to be written has no stamp. */
export type MadeRecord = Omit<GuideRecord, "output"> & { readonly output: string | FileRecord };

/**
 * Leaves to the next build what this one read and wrote, as far as the manifest has it.
 *
 * @param project the project
 * @param memory what was known of the last build
 * @param made the guides that were made and are as they should be, by name
 * @param written the stamps of the outputs that were written
 * @param committed the manifest as it is now; its hash where it was touched
 */
export function remember(
  project: Project,
  memory: BuildMemory,
  made: ReadonlyMap<string, MadeRecord>,
  written: ReadonlyMap<string, FileStamp>,
  { manifest, hash }: { readonly manifest: Manifest; readonly hash?: string },
): void {
  const { scan, findStale, cleanOf } = memory;
  const remake = (name: string): GuideRecord | undefined => {
    const guide = made.get(name);
    const record = guide && withOutput(guide, written);
    return record && manifest.get(record.output.path) === record.output.stamp.hash ? record : undefined;
  };
  const others = new Map(scan.others.map((guide) => [guide.name, guide]));
  const recall = ({ name, descriptor }: GuidePaths): GuideRecord | undefined => {
    const known = cleanOf(name) ?? others.get(name);
    if (known?.descriptor.path !== descriptor) return undefined;
    // What was known is right as long as the manifest is the one that it was right in.
    return scan.manifestIsSame || manifest.get(known.output.path) === known.output.stamp.hash ? known : undefined;
  };
  const stale = new Set(scan.stale.values());
  const guides =
    findStale && scan.listed
      ? scan.listed.flatMap((guide) => (stale.has(guide) ? (remake(guide.name) ?? []) : guide))
      : project.guides.flatMap((paths) => (made.has(paths.name) ? remake(paths.name) : recall(paths)) ?? []);
  const shared = [...(project.configFile ? [project.configFile] : []), ...templateFiles(project)].map(memory.settle);
  const entries = manifest.size;
  memory.save({ config: project.config, shared, guides, entries }, project.outputFolder, hash);
}

/**
 * The templates of a project without their texts.
 *
 * @param project the project
 * @returns what is remembered of each
 */
function templateFiles({ templates }: Project): FileRecord[] {
  return templates.map(({ path, stamp }) => ({ path, stamp }));
}

/** Undefined where somebody else changed the output meanwhile. */
function withOutput(guide: MadeRecord, written: ReadonlyMap<string, FileStamp>): GuideRecord | undefined {
  const { output } = guide;
  if (typeof output !== "string") return { ...guide, output };
  const stamp = written.get(output);
  return stamp && { ...guide, output: { path: output, stamp } };
}
