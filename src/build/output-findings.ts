import { commandLine } from "../package.ts";
import type { Finding } from "../findings/finding.ts";
import { firstDifference } from "../files/diff.ts";
import type { OutputState } from "../output/compare-output.ts";
import { copyOfPackaged } from "../project/template-files.ts";
import { explainLine } from "../provenance/explain.ts";
import type { BuiltPage } from "./built-page.ts";

/**
 * The finding about an output that differs from what it should be.
 *
 * @param state how the output differs
 * @param current what the output holds
 * @returns the finding, at the first line that differs, with what to edit instead; undefined where there is nothing to say
 */
export function outputFinding(guide: BuiltPage, state: OutputState, current: string | undefined): Finding | undefined {
  const file = guide.paths.output;
  if (state === "link") return linkFinding(file);
  const at = { severity: "error", file, line: 1, column: 1 } as const;
  if (state === "same") return undefined;
  if (state === "new")
    return {
      ...at,
      code: "output-missing",
      message: "unexpected absence of the page, expected it to be built",
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
  const packaged = source?.kind === "template" ? copyOfPackaged(instead) : undefined;
  const edit = packaged ? `run ${packaged.command} and edit ${packaged.line}` : `edit ${instead}`;
  const fix = `${edit} instead; ${commandLine("build --force")} overwrites the page`;
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

/** The finding about an output that would be written somewhere else. */
function linkFinding(file: string): Finding {
  return {
    code: "output-link",
    severity: "error",
    file,
    line: 1,
    column: 1,
    message: "unexpected symbolic link on the way to the page, expected folders and a file",
    fix: "remove the link",
  };
}
