import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../findings/finding.ts";
import { firstDifference, unifiedDiff } from "../files/diff.ts";
import type { ProcessTable } from "../files/this-process.ts";
import { isSystemError } from "../files/system-error.ts";
import { type ComparedOutput, outputText } from "../output/compare-output.ts";
import { type Outputs, readOutputs } from "../output/read-outputs.ts";
import { Staging } from "../output/staging.ts";
import { exportFinding, unusableFinding } from "./findings.ts";
import type { ExportFolder } from "./export-folder.ts";
import type { ExportedFile } from "./pages.ts";

/** What an export did, or would do. */
export interface ExportResult {
  readonly findings: readonly Finding[];
  /** How many files are there that were not as they should be, and how many are gone that were too many. */
  readonly written: number;
  readonly removed: number;
}

interface Compared extends ComparedOutput {
  readonly file: string;
  /** Undefined for a file that is left over. */
  readonly text: string | undefined;
}

/** Compares all files, and what earlier exports wrote besides. What somebody else put into the folder is not looked at. */
function compareFiles(files: readonly ExportedFile[], outputs: Outputs): Compared[] {
  const wanted = new Set(files.map(({ file }) => file));
  const leftovers = [...outputs.manifest.keys()].filter((file) => !wanted.has(file));
  return [
    ...files.map(({ file, text }) => ({ file, text, ...outputs.compare(file, outputText(text)) })),
    ...leftovers.map((file) => ({ file, text: undefined, ...outputs.compare(file, undefined) })),
  ];
}

/**
 * Says what an export would change.
 *
 * @param files what is to stand in the folder
 * @returns a finding for each file that is missing, differs or is left over, and a diff of it
 */
export function checkExport(
  files: readonly ExportedFile[],
  where: ExportFolder,
  process: ProcessTable,
): Pick<ExportResult, "findings"> & { readonly diffs: readonly string[] } {
  try {
    const outputs = readOutputs({ outputBase: where.base, outputFolder: where.folder }, process.isAlive);
    const differing = compareFiles(files, outputs).filter(({ text, state }) =>
      text === undefined ? state !== "new" : state !== "same",
    );
    return {
      findings: differing.map(({ file, text, state, current }) =>
        exportFinding(state, text === undefined, where, file, firstDifference(current ?? "", text ?? "")),
      ),
      diffs: differing
        .filter(({ state }) => state !== "link")
        .map(({ file, text, current }) => unifiedDiff(where.pathOf(file), current ?? "", text ?? "")),
    };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { findings: [unusableFinding(error, where)], diffs: [] };
  }
}

/**
 * Writes what differs, and removes what earlier exports wrote and nothing makes any more. No file is ever half-written.
 *
 * @param files what is to stand in the folder
 * @param force whether files that were edited by hand, or that somebody else wrote, are overwritten
 * @returns what was done; where a file is somebody's, a finding, and nothing is done at all
 */
export function writeExport(
  files: readonly ExportedFile[],
  where: ExportFolder,
  process: ProcessTable,
  force: boolean,
): ExportResult {
  const staging = new Staging(where.folder, process);
  const none = { written: 0, removed: 0 };
  try {
    const outputs = readOutputs({ outputBase: where.base, outputFolder: where.folder }, process.isAlive);
    const compared = compareFiles(files, outputs);
    const kept = compared.filter(({ state, text }) =>
      text === undefined
        ? state === "edited" && !force
        : state === "link" || ((state === "edited" || state === "foreign") && !force),
    );
    if (kept.length > 0) {
      const findings = kept.map(({ file, text, state, current }) =>
        exportFinding(state, text === undefined, where, file, firstDifference(current ?? "", text ?? "")),
      );
      return { findings, ...none };
    }
    let written = 0;
    let removed = 0;
    for (const { file, text, state } of compared) {
      if (text === undefined) {
        // What is a link or a folder now is none of ours.
        if (state === "link" || state === "foreign") staging.forget(file);
        else staging.remove(file);
        if (state === "changed" || state === "edited") removed += 1;
      } else if (state === "same") staging.keep(file, outputText(text).hash);
      else {
        staging.write(file, outputText(text), state === "new");
        written += 1;
      }
    }
    staging.commit();
    for (const folder of outputs.abandoned) rmSync(join(folder), { recursive: true, force: true });
    return { findings: [], written, removed };
  } catch (error) {
    staging.discard();
    if (!isSystemError(error)) throw error;
    return { findings: [unusableFinding(error, where)], ...none };
  }
}
