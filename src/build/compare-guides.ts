import { join } from "node:path";
import type { Finding } from "../findings/finding.ts";
import { foldCase, isSameFile } from "../files/fold-case.ts";
import { isSystemError } from "../files/system-error.ts";
import { outputText, type ComparedOutput, type OutputText } from "../output/compare-output.ts";
import type { Outputs } from "../output/read-outputs.ts";
import { findLeftovers } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import type { LeftoverCause } from "./folder-findings.ts";

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

/** An output that a build wrote and that no page makes any more, as it is now. */
interface Leftover extends ComparedOutput {
  /** The thing's name; the file where nobody knows whose page it was. */
  readonly name: string;
  readonly file: string;
  readonly cause: LeftoverCause;
}

export interface Leftovers {
  readonly pages: readonly Leftover[];
  /** Whether they are so many that it may be a mistake: of a script that moved descriptors, of a setting. */
  readonly areMany: boolean;
  /** Old paths of pages that are now called otherwise in case alone, and are still there: on macOS and Windows. */
  readonly renamed: readonly string[];
}

/** So few may go at once, and so much of all outputs. */
const FEW = 3;
const SHARE = 0.1;

/** The outputs of pages that descriptors say there are not, with these descriptors. */
export type AbsentPages = ReadonlyMap<string, string>;

/**
 * Finds what a build would remove: what the manifest records, or stands where a page would, and no page makes.
 *
 * @param absent the pages that descriptors say there are not
 */
export function compareLeftovers(project: Project, outputs: Outputs, absent: AbsentPages): Leftovers {
  const expected = new Set(project.pages.map(project.outputFile));
  for (const file of absent.keys()) expected.delete(file);
  const inFolder = (file: string) => join(project.outputFolder, file);
  const folded = new Map([...expected].map((file) => [foldCase(file), file]));
  const isRenamed = (file: string) => {
    const now = folded.get(foldCase(file));
    return now !== undefined && isSameFile(inFolder(now), inFolder(file));
  };
  const found = findLeftovers(project.outputFolder, project.config, expected).filter(({ file }) => !isRenamed(file));
  const files = new Set(found.map(({ file }) => file));
  const unexpected = [...outputs.manifest.keys()].filter((file) => isPage(file) && !expected.has(file));
  const renamed = unexpected.filter(isRenamed);
  const recorded = unexpected.filter((file) => !renamed.includes(file));
  const others = recorded.filter((file) => !files.has(file)).map((file) => ({ name: file, file }));
  const pages = [...found, ...others]
    .map(({ name, file }) => {
      const descriptor = absent.get(file);
      const cause: LeftoverCause = descriptor ? { descriptor } : files.has(file) ? "descriptor" : "settings";
      return { name, file, cause, ...outputs.compare(file, undefined) };
    })
    .filter(({ state }) => state !== "new" && state !== "foreign" && state !== "link");
  return { pages, areMany: pages.length > Math.max(FEW, SHARE * outputs.manifest.size), renamed };
}

/** Somebody may keep hashes of other files in a file of that name. */
const isPage = (file: string) => file.endsWith(".md");
