import { join, resolve } from "node:path";
import { readBytes } from "../files/read-text.ts";
import { compareFindings, type Finding } from "../findings/finding.ts";
import { foldNotes } from "../findings/fold-notes.ts";
import { formatGithub } from "../findings/reporters/github.ts";
import { formatGrouped } from "../findings/reporters/grouped.ts";
import { formatJson } from "../findings/reporters/json.ts";
import { formatPretty } from "../findings/reporters/pretty.ts";
import { formatSarif } from "../findings/reporters/sarif.ts";
import { plainText } from "../files/line-ends.ts";
import packageJson from "../../package.json" with { type: "json" };
import { findLink } from "../files/folders.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { repositoryPaths } from "./repository-paths.ts";
import { plural } from "../findings/plural.ts";

/** More findings than this are a line each. */
const MANY = 30;

/**
 * Reports findings as the user asked for, and works out the exit status.
 *
 * @param options the reporter, the root, the number of warnings that is still clean
 * @returns 1 where there are errors or too many warnings
 */
export function report(findings: readonly Finding[], context: CommandContext, options: CommonOptions): ExitStatus {
  const sorted = findings.toSorted(compareFindings);
  const told = foldNotes(sorted);
  if (options.reporter === "json") context.out(formatJson(sorted));
  else if (options.reporter === "github") context.out(formatGithub(sorted, repositoryPaths(options.root)), "commands");
  else if (options.reporter === "sarif")
    context.out(
      formatSarif(sorted, { name: packageJson.name, version: packageJson.version }, repositoryPaths(options.root)),
    );
  else if (told.length > MANY)
    context.err(`${formatGrouped(told, { color: context.color, columns: context.progress?.columns })}\n`);
  else if (told.length > 0) {
    const texts = new Map<string, string | undefined>();
    const read = (file: string) => {
      if (!texts.has(file)) texts.set(file, readOrNothing(resolve(options.root), file));
      return texts.get(file);
    };
    context.err(`${formatPretty(told, { color: context.color, read })}\n`);
  }
  const errors = sorted.filter(({ severity }) => severity === "error").length;
  const warnings = sorted.filter(({ severity }) => severity === "warning").length;
  const { maxWarnings = Infinity } = options;
  if (errors === 0 && warnings > maxWarnings && !options.quiet)
    context.err(`${plural(warnings, "warning")}, more than --max-warnings ${maxWarnings}\n`);
  return errors > 0 || warnings > maxWarnings ? 1 : 0;
}

/** Prints diffs to stdout; where a machine reads findings from there, to stderr. */
export function printDiffs(diffs: readonly string[], context: CommandContext, { reporter }: CommonOptions): void {
  const print = reporter === "pretty" ? context.out : context.err;
  for (const diff of diffs) print(diff);
}

/** The text for a code frame. A finding about a link or a device must not print what is behind it. */
function readOrNothing(root: string, file: string): string | undefined {
  if (findLink(root, join(root, file)) !== undefined) return undefined;
  const read = readBytes(join(root, file));
  return "bytes" in read ? plainText(read.bytes.toString("utf8")) : undefined;
}
