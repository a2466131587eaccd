import { existsSync } from "node:fs";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { commandLine } from "../package.ts";
import type { Finding } from "../findings/finding.ts";
import { firstDifference } from "../files/diff.ts";
import type { OutputState } from "../output/compare-output.ts";
import type { Project } from "../project/project.ts";
import { copyOfPackaged } from "../project/template-files.ts";
import { explainLine } from "../provenance/explain.ts";
import { describeSystemError } from "../files/system-error.ts";
import type { Staging } from "../output/staging.ts";
import type { BuiltGuide } from "./built-guide.ts";

/**
 * The finding about an output that differs from what it should be.
 *
 * @param state how the output differs
 * @param current what the output holds
 * @param project the project, for what to copy of the package
 * @returns the finding, at the first line that differs, with what to edit instead; undefined where there is nothing to say
 */
export function outputFinding(
  guide: BuiltGuide,
  state: OutputState,
  current: string | undefined,
  project: Pick<Project, "root" | "templates">,
): Finding | undefined {
  const file = guide.paths.output;
  if (state === "link") return linkFinding(file);
  const at = { severity: "error", file, line: 1, column: 1 } as const;
  if (state === "same") return undefined;
  if (state === "new")
    return {
      ...at,
      code: "output-missing",
      message: "unexpected absence of the guide, expected it to be built",
      fix: `run ${commandLine("build")}`,
    };
  const { text = "" } = guide;
  const line = firstDifference(current ?? "", text);
  if (state === "changed")
    return {
      ...at,
      line,
      code: "output-stale",
      message: "unexpected old text, expected what the descriptor and templates give now",
      fix: `run ${commandLine("build")}`,
    };
  const source = explainLine({ ...guide, text }, Math.min(line, text.split("\n").length - 1));
  const instead = source?.where ?? guide.paths.descriptor;
  const packaged = source?.kind === "template" ? copyOfPackaged(instead, project) : undefined;
  const edit = packaged ? `${packaged.copy} and edit line ${packaged.line} there` : `edit ${instead}`;
  const fix = `${edit} instead; ${commandLine("build --force")} overwrites the guide`;
  return state === "edited"
    ? {
        ...at,
        line,
        code: "output-edited",
        message: "unexpected edit by hand, expected what the descriptor and templates give",
        fix,
      }
    : {
        ...at,
        line,
        code: "output-foreign",
        message: "unexpected file that dhi-guides did not write",
        fix: `move it away, or overwrite it with ${commandLine("build --force")}`,
      };
}

/** The finding about an output whose descriptor is gone. */
export function leftoverFinding(file: string, state: OutputState): Finding {
  const message = "unexpected guide, its descriptor is gone";
  const at = { code: "output-leftover", severity: "error", file, line: 1, column: 1 } as const;
  return state === "edited"
    ? { ...at, message: `${message}; it was edited by hand`, fix: `${commandLine("build --force")} removes it` }
    : { ...at, message, fix: `run ${commandLine("build")}, which removes it` };
}

/** The finding about an output that would be written somewhere else. */
function linkFinding(file: string): Finding {
  return {
    code: "output-link",
    severity: "error",
    file,
    line: 1,
    column: 1,
    message: "unexpected symbolic link on the way to the guide, expected folders and a file",
    fix: "remove the link",
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
  return refused("build", "the guides cannot be written", error, root, isOurs ? (dest ?? folder) : path, left);
}

/** The finding about one guide that cannot be written where it goes; the others can. */
export function obstructedFinding(error: NodeJS.ErrnoException, root: string, path: string): Finding {
  return refused("build", "the guide cannot be written", error, root, error.path ?? path);
}

/** The finding about outputs that cannot be read. */
export function unreadableFinding(error: NodeJS.ErrnoException, root: string, path: string): Finding {
  return refused("check", "the guides cannot be read", error, root, error.path ?? path);
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
    file: relative(resolve(root), blamed(error, path)).split(sep).join("/") || ".",
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
