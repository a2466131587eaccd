import { existsSync } from "node:fs";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { commandLine } from "../findings/command.ts";
import type { Finding } from "../findings/finding.ts";
import { wordSystemError } from "../files/system-error.ts";
import type { OutputState } from "../output/plan.ts";
import type { Staging } from "../output/staging.ts";

/* What is found about the folder of outputs, without a look at the guides in it. */

/** The finding about an output whose descriptor is gone. */
export function leftoverFinding(file: string, state: OutputState): Finding {
  const at = { severity: "error", file, line: 1, column: 1 } as const;
  const message = "unexpected guide, its descriptor is gone";
  return state === "edited"
    ? {
        ...at,
        code: "output-leftover",
        message: `${message}; it was edited by hand`,
        fix: `${commandLine("build --force")} removes it`,
      }
    : { ...at, code: "output-leftover", message, fix: `run ${commandLine("build")}, which removes it` };
}

/**
 * The finding about an output folder that cannot be written.
 *
 * @param error the system's error
 * @param root the project's folder
 * @param staging the folder of the outputs, that of the build, and whether files were put in their places already
 * @returns the finding: at the path that was to be made or written, never at one that only the build knows
 */
export function unwritableFinding(
  error: NodeJS.ErrnoException,
  root: string,
  { folder, stage, isBegun }: Pick<Staging, "folder" | "stage" | "isBegun">,
): Finding {
  const left = isBegun ? "some are written, each of them whole" : "all files are as they were";
  const { reason, fix } = wordSystemError(error);
  // A text is renamed from the build's folder to its place.
  const { path = folder, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const isOurs = path === stage || path.startsWith(stage + sep);
  return {
    ...atOutput(blamed(error, isOurs ? (dest ?? folder) : path), root),
    code: "output-unwritable",
    message: `the guides cannot be written: ${reason}; ${left}`,
    fix: `${fix}, and build again`,
  };
}

/** The finding about one guide that cannot be written where it goes; the others can. */
export function obstructedFinding(error: NodeJS.ErrnoException, root: string, path: string): Finding {
  const { reason, fix } = wordSystemError(error);
  return {
    ...atOutput(blamed(error, error.path ?? path), root),
    code: "output-unwritable",
    message: `the guide cannot be written: ${reason}`,
    fix: `${fix}, and build again`,
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

/** The finding about an output folder that cannot be read. */
export function unreadableFinding(error: NodeJS.ErrnoException, root: string, folder: string): Finding {
  const { reason, fix } = wordSystemError(error);
  const message = `the guides cannot be read: ${reason}`;
  return {
    ...atOutput(blamed(error, error.path ?? folder), root),
    code: "output-unreadable",
    message,
    fix: `${fix}, and check again`,
  };
}

function atOutput(path: string, root: string): Pick<Finding, "severity" | "file" | "line" | "column"> {
  const file = relative(resolve(root), path).split(sep).join("/") || ".";
  return { severity: "error", file, line: 1, column: 1 };
}
