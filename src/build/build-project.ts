import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../findings/finding.ts";
import { isThere } from "../files/is-there.ts";
import type { ProcessTable } from "../files/this-process.ts";
import type { FileRecord } from "../files/stamp.ts";
import { isSystemError } from "../files/system-error.ts";
import type { ComparedOutput } from "../output/compare-output.ts";
import { MANIFEST } from "../output/manifest.ts";
import { readOutputs, type Outputs } from "../output/read-outputs.ts";
import { Staging } from "../output/staging.ts";
import type { PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import type { BuiltPage } from "./built-page.ts";
import { choose, choosePages, type Counts } from "./choose-guides.ts";
import { compareGuide, compareLeftovers } from "./compare-guides.ts";
import { leftoverFinding, massRemovalFinding, obstructedFinding, unwritableFinding } from "./folder-findings.ts";
import { InputCheck, loadState, recordKey, saveState, stateKey, type BuildState, type PageRecord } from "./state.ts";

/** What a build is asked for. */
export interface BuildRequest {
  /** The guides; all where there are none. */
  readonly names: readonly string[];
  /** Whether outputs that were edited by hand, or that somebody else wrote, are overwritten. */
  readonly force?: boolean | undefined;
  /** The process, by which builds at the same time tell whose files are still needed. */
  readonly process: ProcessTable;
  /** Is told how many guides there are, and then of each that is through. */
  readonly progress?: Progress | undefined;
}

/** Hears how far a run is. */
interface Progress {
  readonly start: (total: number) => void;
  readonly step: () => void;
}

/** What a build did. */
export interface BuildResult {
  readonly counts: Counts;
  readonly findings: readonly Finding[];
  /** False where nothing could be written at all. */
  readonly couldRun: boolean;
  /** The names of whose pages were removed, because nothing makes them any more. */
  readonly removed: readonly string[];
}

/**
 * Builds a project: plans what must be made, makes it, writes what differs, and remembers it for the next build. A guide
 * with an error is not written; the others are.
 *
 * @returns what was done, and everything that is wrong
 * @throws ProjectError where there is no guide of a name, or nothing to do at all
 */
export async function buildProject(project: Project, request: BuildRequest): Promise<BuildResult> {
  const chosen = choosePages(project, request.names);
  const key = stateKey(project);
  const before = await loadState(key);
  const staging = new Staging(project.outputFolder, request.process);
  const { counts } = chosen;
  const findings: Finding[] = [...chosen.findings];
  const removed: string[] = [];
  let couldRun = true;
  try {
    const outputs = readOutputs(project, request.process.isAlive);
    const run: Run = {
      project,
      request,
      outputs,
      staging,
      counts,
      findings,
      inputs: new InputCheck(project.root),
      absent: new Map(),
    };
    // plan
    const { due, current } = findDue(run, chosen.pages, before);
    // make
    const made = due.length > 0 ? await makeGuides(run, due) : new Map<string, MadeRecord>();
    if (request.names.length === 0) removed.push(...removeLeftovers(run));
    // write
    const manifest = staging.commit();
    for (const folder of outputs.abandoned) rmSync(folder, { recursive: true, force: true });
    // remember
    if (made) await saveState(key, remember(run, before, current, made, manifest ?? outputs.manifest), before);
  } catch (error) {
    staging.discard();
    if (!isSystemError(error)) throw error;
    if (!staging.isBegun) Object.assign(counts, { new: 0, changed: 0, removed: 0 });
    findings.push(unwritableFinding(error, project.root, staging));
    couldRun = staging.isBegun;
  }
  return { counts, findings, removed, couldRun };
}

/** What comes together during a build. */
interface Run {
  readonly project: Project;
  readonly request: BuildRequest;
  readonly outputs: Outputs;
  readonly staging: Staging;
  readonly counts: Counts;
  readonly findings: Finding[];
  readonly inputs: InputCheck;
  /** The outputs of pages that descriptors say there are not, with these descriptors. */
  readonly absent: Map<string, string>;
}

/** A page that was made and is as it should be; an output that is yet to be written has no stamp. */
interface MadeRecord {
  readonly inputs: readonly FileRecord[];
  /** Undefined where there is to be no such page. */
  readonly output: string | FileRecord | undefined;
}

/** Sorts out the guides whose inputs and output are as the last build left them. */
function findDue(
  run: Run,
  pages: readonly PagePaths[],
  before: BuildState,
): { readonly due: readonly PagePaths[]; readonly current: BuildState } {
  const { project, outputs, staging, counts, inputs } = run;
  const current = new Map<string, PageRecord>();
  const due = pages.filter((paths) => {
    const known = before.get(recordKey(paths));
    const unchanged = known && hasSameCompanions(project, paths, known) && inputs.unchanged(known.inputs);
    const file = project.outputFile(paths);
    if (known && unchanged && known.output === undefined) {
      run.absent.set(file, paths.descriptor);
      counts.pages -= 1;
      current.set(recordKey(paths), unchanged === known.inputs ? known : { inputs: unchanged });
      return false;
    }
    if (known?.output?.path !== file || !unchanged) return true;
    const { hash } = known.output.stamp;
    const { state, status } = outputs.compare(file, known.output.stamp, known.output.stamp);
    if (state !== "same" || !status) return true;
    staging.keep(file, hash);
    counts.same += 1;
    const isSame = unchanged === known.inputs && status === known.output.stamp;
    const output = isSame ? known.output : inputs.settled({ path: file, stamp: { ...status, hash } });
    current.set(recordKey(paths), isSame ? known : { inputs: unchanged, output });
    return false;
  });
  return { due, current };
}

/** Whether what may stand beside a descriptor is there as it was: a file that was not there is no input. */
function hasSameCompanions({ root }: Project, { drift, info, snapshot }: PagePaths, { inputs }: PageRecord): boolean {
  return [drift, info, snapshot].every(
    (path) => isThere(join(root, path)) === inputs.some((file) => file.path === path),
  );
}

/** Makes guides and stages what differs; undefined where nothing may be remembered, so that findings are found again. */
async function makeGuides(run: Run, due: readonly PagePaths[]): Promise<ReadonlyMap<string, MadeRecord> | undefined> {
  const { project, request, findings, inputs } = run;
  // Most builds find nothing to make, and need none of this.
  const { createGuideMaker } = await import("./make-guide.ts");
  const { GuideFindings } = await import("./guide-findings.ts");
  const maker = createGuideMaker(project);
  findings.push(...maker.findings);
  request.progress?.start(due.length);
  const made = new Map<string, MadeRecord>();
  const kept: KeptOutput[] = [];
  const found = new GuideFindings();
  for (const paths of due) {
    const guide = maker.make(paths);
    found.add(guide);
    const output = stageGuide(run, guide, kept);
    if ((output !== undefined || guide.isAbsent) && guide.findings.length === 0)
      made.set(recordKey(paths), { inputs: guide.inputs.map((file) => inputs.settled(file)), output });
    request.progress?.step();
  }
  if (kept.length > 0) {
    const { outputFinding } = await import("./output-findings.ts");
    findings.push(...kept.flatMap(({ guide, state, current }) => outputFinding(guide, state, current) ?? []));
  }
  findings.push(...found.all());
  return maker.findings.length === 0 ? made : undefined;
}

/** An output that is somebody's: it is not overwritten. */
interface KeptOutput extends Pick<ComparedOutput, "state" | "current"> {
  readonly guide: BuiltPage;
}

/** Stages a guide where it differs from its output; undefined where there is none, or the output is kept. */
function stageGuide(
  { project, request, outputs, staging, counts, findings, inputs, absent }: Run,
  guide: BuiltPage,
  kept: KeptOutput[],
): MadeRecord["output"] | undefined {
  if (guide.isAbsent) {
    absent.set(project.outputFile(guide.paths), guide.paths.descriptor);
    counts.pages -= 1;
    return undefined;
  }
  if (guide.text === undefined) {
    counts.failed += 1;
    return undefined;
  }
  const file = project.outputFile(guide.paths);
  const compared = compareGuide(guide.text, file, project, outputs, obstructedFinding);
  if ("finding" in compared) {
    findings.push(compared.finding);
    return undefined;
  }
  const { wanted } = compared;
  const { state, current, status } = compared.output;
  if (state === "same" && status) {
    counts.same += 1;
    staging.keep(file, wanted.hash);
    return inputs.settled({ path: file, stamp: { ...status, hash: wanted.hash } });
  }
  if (state === "new" || state === "changed" || (request.force && state !== "link")) {
    counts[state === "new" ? "new" : "changed"] += 1;
    staging.write(file, wanted, state === "new");
    return file;
  }
  kept.push({ guide, state, current });
  return undefined;
}

/** Removes what no page makes any more; gives the names of whose pages they were. */
function removeLeftovers({ project, request, outputs, staging, counts, findings, absent }: Run): string[] {
  // Somebody removed the descriptor and the page: then only the manifest still knows of it.
  const expected = new Set(project.pages.map(project.outputFile).filter((file) => !absent.has(file)));
  for (const file of outputs.manifest.keys())
    if (!expected.has(file) && outputs.compare(file, undefined).state === "new") staging.remove(file);
  const leftovers = compareLeftovers(project, outputs, absent);
  for (const file of leftovers.renamed) staging.forget(file);
  if (leftovers.areMany && !request.force) {
    findings.push(massRemovalFinding(project.outputPath(MANIFEST), leftovers.pages, outputs.manifest.size));
    return [];
  }
  return leftovers.pages.flatMap(({ name, file, state, cause }) => {
    if (state === "edited" && !request.force) {
      findings.push(leftoverFinding(project.outputPath(file), state, cause, leftovers.areMany));
      return [];
    }
    staging.remove(file);
    counts.removed += 1;
    return [name];
  });
}

/** What the next build may know: all that is as it should be, as far as the manifest has it. */
function remember(
  { project, staging, request }: Run,
  before: BuildState,
  current: BuildState,
  made: ReadonlyMap<string, MadeRecord>,
  manifest: ReadonlyMap<string, string>,
): BuildState {
  const written = staging.written();
  const wanted = request.names.length === 0 ? undefined : new Set(choose(project, request.names).map(recordKey));
  const state = new Map<string, PageRecord>();
  const isRecorded = ({ output }: PageRecord) =>
    output === undefined || manifest.get(output.path) === output.stamp.hash;
  for (const paths of project.pages) {
    const page = recordKey(paths);
    const known = current.get(page) ?? (wanted?.has(page) === false ? before.get(page) : undefined);
    if (known && isRecorded(known)) state.set(page, known);
    const fresh = made.get(page);
    if (!fresh) continue;
    const { inputs, output } = fresh;
    const stamp = typeof output === "string" ? written.get(output) : undefined;
    if (typeof output === "string" && !stamp) continue;
    const record = {
      inputs,
      output: typeof output === "string" && stamp ? { path: output, stamp } : (output as FileRecord),
    };
    if (isRecorded(record)) state.set(page, record);
  }
  return state;
}
