import { join } from "node:path";
import type { Finding } from "../diagnostics/finding.ts";
import type { FileStamp, FileStatus } from "../incremental/stamp.ts";
import type { FileRecord } from "../incremental/state.ts";
import { OutputEncoder } from "../output/output-text.ts";
import type { OutputPlan } from "../output/plan.ts";
import type { OutputMemory } from "../output/reconcile.ts";
import type { Stage, StagedText } from "../output/stage.ts";
import type { BuiltGuide } from "../built-guide.ts";
import type { GuidePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import type { Seams } from "../seams.ts";
import { obstructedFinding, outputFinding } from "./output-findings.ts";
import { isSystemError } from "./system-error.ts";

/** What became of one guide. */
export interface PlacedGuide {
  readonly paths: GuidePaths;
  readonly findings: readonly Finding[];
  /** The descriptor and its prose files, as they were read. */
  readonly inputs: readonly FileRecord[];
  /** Where its sections begin. */
  readonly seams: Seams;
  /** The files of all templates that have a say in the guide. */
  readonly templates: readonly string[];
  readonly outcome: Outcome;
}

export type Outcome =
  /** There are errors, so there is no text. */
  | { readonly kind: "failed" }
  /** The output is somebody's: it stays as it is. */
  | { readonly kind: "refused" }
  /** The output is as it should be. */
  | { readonly kind: "kept"; readonly file: string; readonly hash: string; readonly status: FileStatus }
  /** The text waits in the stage. */
  | { readonly kind: "staged"; readonly file: string; readonly isNew: boolean; readonly text: StagedText };

/** What is needed to place guides. */
export interface Placing {
  readonly project: Project;
  readonly outputs: OutputMemory;
  readonly stage: Stage;
  /** What the last build left as the output of a guide, by its name, if that is known. */
  readonly stampOf: (name: string) => FileStamp | undefined;
  /** Whether guides that were edited by hand are overwritten. */
  readonly force: boolean;
  /** Makes a guide once more, to say where its lines came from. */
  readonly build: (paths: GuidePaths) => BuiltGuide;
}

/**
 * Prepares what writes a guide's text to the stage, where it differs from the output.
 *
 * @param placing what it needs
 * @returns places a guide; throws the system's error
 */
export function createPlacer({
  project,
  outputs,
  stage,
  stampOf,
  force,
  build,
}: Placing): (guide: BuiltGuide) => PlacedGuide {
  const encoder = new OutputEncoder();
  return (guide) => {
    const { paths, findings, inputs, seams, spliced, templates } = guide;
    const placed = { paths, findings, inputs, seams, templates };
    const text = spliced?.bytes ?? guide.text;
    if (text === undefined) return { ...placed, outcome: { kind: "failed" } };
    const wanted = encoder.encode(text);
    const file = project.outputFile(paths);
    let plan: OutputPlan;
    try {
      plan = outputs.plan(file, wanted, stampOf(paths.name), spliced?.from);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      const obstructed = obstructedFinding(error, project.root, join(project.outputFolder, file));
      return { ...placed, findings: [...findings, obstructed], outcome: { kind: "refused" } };
    }
    const { state, current, status } = plan;
    if (state === "same" && status) return { ...placed, outcome: { kind: "kept", file, hash: wanted.hash, status } };
    if (state === "new" || state === "changed" || (force && state !== "link"))
      return { ...placed, outcome: { kind: "staged", file, isNew: state === "new", text: stage.write(wanted) } };
    const finding = outputFinding(guide, state, current, build, project);
    return { ...placed, findings: finding ? [...findings, finding] : findings, outcome: { kind: "refused" } };
  };
}
