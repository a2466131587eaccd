import type { Finding } from "../diagnostics/finding.ts";
import type { FileStamp, FileStatus } from "../incremental/stamp.ts";
import type { FileRecord } from "../incremental/state.ts";
import { OutputEncoder } from "../output/output-text.ts";
import type { OutputMemory } from "../output/reconcile.ts";
import type { Stage, StagedText } from "../output/stage.ts";
import type { BuiltGuide } from "../pipeline.ts";
import type { GuidePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import { outputFinding } from "./output-findings.ts";

/** What became of one guide; plain data, so that a thread can send it. */
export interface MadeGuide {
  readonly paths: GuidePaths;
  readonly findings: readonly Finding[];
  /** The descriptor and its prose files, as they were read. */
  readonly inputs: readonly FileRecord[];
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

/** A guide to make. */
export interface Order {
  readonly paths: GuidePaths;
  /** What the last build left as its output, if that is known. */
  readonly stamp: FileStamp | undefined;
}

export type MakeGuide = (order: Order) => MadeGuide;

/** What making guides needs. */
export interface Workshop {
  readonly project: Project;
  readonly build: (paths: GuidePaths) => BuiltGuide;
  readonly outputs: OutputMemory;
  readonly stage: Stage;
  /** Whether guides that were edited by hand are overwritten. */
  readonly force: boolean;
}

/**
 * Prepares what makes a guide and writes its text to the stage, where it differs from the output.
 *
 * @param workshop what it needs
 * @returns makes one guide; throws the system's error
 */
export function createMaker({ project, build, outputs, stage, force }: Workshop): MakeGuide {
  const encoder = new OutputEncoder();
  return ({ paths, stamp }) => {
    const guide = build(paths);
    const { text, findings, inputs, templates } = guide;
    const made = { paths, findings, inputs, templates };
    if (text === undefined) return { ...made, outcome: { kind: "failed" } };
    const file = project.outputFile(paths);
    const wanted = encoder.encode(text);
    const { state, current, status } = outputs.plan(file, wanted, stamp);
    if (state === "same" && status) return { ...made, outcome: { kind: "kept", file, hash: wanted.hash, status } };
    if (state === "new" || state === "changed" || (force && state !== "link"))
      return { ...made, outcome: { kind: "staged", file, isNew: state === "new", text: stage.write(wanted) } };
    const finding = outputFinding(guide, state, current);
    return { ...made, findings: finding ? [...findings, finding] : findings, outcome: { kind: "refused" } };
  };
}
