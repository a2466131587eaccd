import type { Finding } from "../findings/finding.ts";
import { describeSystemError } from "../files/system-error.ts";
import type { OutputState } from "../output/compare-output.ts";
import type { ExportFolder } from "./export-folder.ts";

/** What is said of a file of an export that is not as it should be. */
const MESSAGES: Readonly<Record<Exclude<OutputState, "same">, string>> = {
  new: "unexpected absence of the file, expected it to be exported",
  changed: "unexpected old text, expected what the pages give now",
  edited: "unexpected edit by hand, expected what the pages give",
  foreign: "unexpected file that dhi-guides did not write",
  link: "unexpected symbolic link, by which another file would be written",
};

/**
 * The finding about a file of an export.
 *
 * @param isLeftover whether no page makes it any more
 * @param line the first line that differs
 */
export function exportFinding(
  state: OutputState,
  isLeftover: boolean,
  { pathOf, command }: ExportFolder,
  file: string,
  line: number,
): Finding {
  const isOurs = state === "new" || state === "changed";
  const left = state === "edited" ? "unexpected file, which no page makes any more; it was edited by hand" : LEFT;
  return {
    code: isLeftover ? "output-leftover" : CODES[state],
    severity: "error",
    file: pathOf(file),
    line: isLeftover ? 1 : line,
    column: 1,
    message: isLeftover ? left : MESSAGES[state === "same" ? "changed" : state],
    fix:
      state === "link"
        ? "move it away"
        : isOurs
          ? `run ${command}`
          : `move it away, or overwrite it: ${command} --force`,
  };
}

const LEFT = "unexpected file, which no page makes any more";

const CODES: Readonly<Record<OutputState, string>> = {
  new: "output-missing",
  changed: "output-stale",
  same: "output-stale",
  edited: "output-edited",
  foreign: "output-foreign",
  link: "output-link",
};

/** The finding about a folder that cannot be read or written. */
export function unusableFinding(error: NodeJS.ErrnoException, { pathOf }: ExportFolder): Finding {
  const { reason, fix } = describeSystemError(error);
  const message = `the export cannot be read or written: ${reason}; each of its files is whole`;
  const file = pathOf("").replace(/\/$/, "") || ".";
  return { code: "output-unwritable", severity: "error", file, line: 1, column: 1, message, fix };
}
