import { join } from "node:path";
import type { Finding } from "../findings/finding.ts";
import { isSystemError } from "../files/system-error.ts";
import { outputText, type ComparedOutput, type OutputText } from "../output/compare-output.ts";
import type { Outputs } from "../output/read-outputs.ts";
import { findLeftovers } from "../project/paths.ts";
import type { Project } from "../project/project.ts";

/**
 * Compares a guide with its output. What the system refuses is a finding about this guide alone; the others go on.
 *
 * @param text the guide
 * @param file its output, below the output folder
 * @param outputs what is remembered of its outputs
 * @param refused makes the finding of the system's error
 * @returns what the output is to hold, and how it differs; or the finding
 */
export function compareGuide(
  text: string,
  file: string,
  { root, outputFolder }: Project,
  outputs: Outputs,
  refused: (error: NodeJS.ErrnoException, root: string, path: string) => Finding,
): { readonly wanted: OutputText; readonly output: ComparedOutput } | { readonly finding: Finding } {
  const wanted = outputText(text);
  try {
    return { wanted, output: outputs.compare(file, wanted) };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { finding: refused(error, root, join(outputFolder, file)) };
  }
}

/** Outputs that a build wrote and whose descriptors are gone, as they are now. */
export interface Leftovers {
  readonly guides: readonly ({ readonly name: string; readonly file: string } & ComparedOutput)[];
  /** Whether they are so many that it may be a mistake: of a script that moved descriptors, of a setting. */
  readonly areMany: boolean;
}

/** So few may go at once, and so much of all outputs. */
const FEW = 3;
const SHARE = 0.1;

/**
 * Finds what a build would remove.
 *
 * @param absent the outputs of pages that descriptors say there are not
 */
export function compareLeftovers(project: Project, outputs: Outputs, absent: ReadonlySet<string>): Leftovers {
  const expected = new Set(project.pages.map(project.outputFile));
  for (const file of absent) expected.delete(file);
  const guides = findLeftovers(project.outputFolder, project.config, expected)
    .map((leftover) => ({ ...leftover, ...outputs.compare(leftover.file, undefined) }))
    .filter(({ state }) => state !== "new" && state !== "foreign" && state !== "link");
  return { guides, areMany: guides.length > Math.max(FEW, SHARE * outputs.manifest.size) };
}
