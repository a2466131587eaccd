import { existsSync } from "node:fs";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { slashed } from "../files/relative-path.ts";
import { describeSystemError } from "../files/system-error.ts";
import type { Finding } from "../findings/finding.ts";
import type { OutputState } from "../output/compare-output.ts";
import type { Staging } from "../output/staging.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { plural } from "../findings/plural.ts";
import { firstNames } from "../findings/suggest.ts";
import { commandLine } from "../package.ts";

/* What is found about the folder of outputs, without a look at the pages in it. */

/** Why no page makes an output: its descriptor or the settings' page is gone, or a descriptor says that there is none. */
export type LeftoverCause = "descriptor" | "settings" | { readonly descriptor: string };

/** The causes in words: of one page, of several, and how they are undone. */
function wordsOf(cause: LeftoverCause): { readonly one: string; readonly many: string; readonly undo: string } {
  if (cause === "descriptor")
    return { one: "its descriptor is gone", many: "whose descriptors are gone", undo: "bring the descriptors back" };
  if (cause === "settings")
    return {
      one: "the settings have none there",
      many: "which the settings do not have",
      undo: `put the pages of ${CONFIG_FILE} back`,
    };
  return {
    one: `which ${cause.descriptor} says there is not`,
    many: "which descriptors say there are not",
    undo: "have the descriptors say otherwise",
  };
}

/** The finding about an output that no page makes; where they are many, a build does not remove it by itself. */
export function leftoverFinding(file: string, state: OutputState, cause: LeftoverCause, areMany: boolean): Finding {
  const message = `unexpected page, ${wordsOf(cause).one}`;
  const at = { code: "output-leftover", severity: "error", file, line: 1, column: 1 } as const;
  const forced = `${commandLine("build --force")} removes it`;
  if (state === "edited") return { ...at, message: `${message}; it was edited by hand`, fix: forced };
  return { ...at, message, fix: areMany ? forced : `run ${commandLine("build")}, which removes it` };
}

/**
 * The finding about a build that would remove many pages.
 *
 * @param manifest the file that lists the outputs, as findings name it
 * @param pages the pages: whose they are, and why they would go
 * @param all how many outputs there were
 */
export function massRemovalFinding(
  manifest: string,
  pages: readonly { readonly name: string; readonly cause: LeftoverCause }[],
  all: number,
): Finding {
  const words = pages.map(({ cause }) => wordsOf(cause));
  const reasons = [...new Set(words.map(({ many }) => many))].join(" or ");
  const undo = [...new Set(words.map((word) => word.undo))].join(", ");
  const names = firstNames([...new Set(pages.map(({ name }) => name))]);
  return {
    code: "output-mass-removal",
    severity: "error",
    file: manifest,
    line: 1,
    column: 1,
    message: `unexpected removal of ${pages.length} of ${plural(all, "page")}, ${reasons}: ${names}`,
    fix: `${undo}, or run ${commandLine("build --force")}, which removes the pages, and overwrites those that were edited by hand`,
  };
}

/**
 * The finding about an output folder that cannot be written.
 *
 * @param staging the folder of the outputs, that of the build, and whether files were put in their places already
 * @returns the finding: at the path that was to be made or written, never at one that only the build knows
 */
export function unwritableFinding(
  error: NodeJS.ErrnoException,
  root: string,
  { folder, stage, isBegun }: Pick<Staging, "folder" | "stage" | "isBegun">,
): Finding {
  const left = isBegun ? "some are written, each of them whole" : "all files are as they were";
  // A text is renamed from the build's folder to its place.
  const { path = folder, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const isOurs = path === stage || path.startsWith(stage + sep);
  return refused("build", "the pages cannot be written", error, root, isOurs ? (dest ?? folder) : path, left);
}

/** The finding about one page that cannot be written where it goes; the others can. */
export function obstructedFinding(error: NodeJS.ErrnoException, root: string, path: string): Finding {
  return refused("build", "the page cannot be written", error, root, error.path ?? path);
}

/** The finding about outputs that cannot be read. */
export function unreadableFinding(error: NodeJS.ErrnoException, root: string, path: string): Finding {
  return refused("check", "the pages cannot be read", error, root, error.path ?? path);
}

function refused(
  command: "build" | "check",
  what: string,
  error: NodeJS.ErrnoException,
  root: string,
  path: string,
  left?: string,
): Finding {
  const { reason, fix } = describeSystemError(error);
  return {
    code: command === "build" ? "output-unwritable" : "output-unreadable",
    severity: "error",
    file: slashed(relative(resolve(root), blamed(error, path))) || ".",
    line: 1,
    column: 1,
    message: [`${what}: ${reason}`, left].filter(Boolean).join("; "),
    fix: `${fix}, and ${command} again`,
  };
}

/** Any file system takes names of so many bytes. */
const LONGEST_NAME = 255;
const isTooLong = (path: string) => Buffer.byteLength(basename(path)) > LONGEST_NAME;

/** A file in a folder's place, or the name that is too long: the system names what should be below. */
function blamed({ code }: NodeJS.ErrnoException, path: string): string {
  const above: string[] = [];
  for (let file = path; above.at(-1) !== file; file = dirname(file)) above.push(file);
  const isBlamed = { ENOTDIR: existsSync, ENAMETOOLONG: isTooLong }[code ?? ""];
  return (isBlamed && above.find(isBlamed)) ?? path;
}
