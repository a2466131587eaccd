import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { readBytes } from "../files/read-text.ts";
import { compareFindings, type Finding } from "../findings/finding.ts";
import { foldNotes } from "../findings/fold-notes.ts";
import { formatGithub } from "../findings/reporters/github.ts";
import { formatGrouped } from "../findings/reporters/grouped.ts";
import { formatJson } from "../findings/reporters/json.ts";
import { formatJunit } from "../findings/reporters/junit.ts";
import { formatMarkdown } from "../findings/reporters/markdown.ts";
import { formatPretty } from "../findings/reporters/pretty.ts";
import { formatSarif } from "../findings/reporters/sarif.ts";
import { formatTodos } from "../findings/reporters/todos.ts";
import { TODO } from "../findings/todo.ts";
import { harmless } from "../findings/harmless.ts";
import { plainText } from "../files/line-ends.ts";
import { replaceFiles } from "../files/replace-files.ts";
import { ProjectError } from "../project/project-error.ts";
import packageJson from "../../package.json" with { type: "json" };
import { findLink } from "../files/folders.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import type { Reporter, ReportFile } from "./reporters.ts";
import { repositoryLinks, repositoryPaths } from "./repository-paths.ts";
import { plural } from "../findings/plural.ts";

/** More findings than this are a line each. */
const MANY = 30;

/**
 * Reports findings as the user asked for, and works out the exit status.
 *
 * @param options the reporter, the files that get them besides, the root, the number of warnings that is still clean
 * @returns 1 where there are errors or too many warnings
 * @throws ProjectError, or the system's error, where a file cannot be written; none is written then
 */
export function report(findings: readonly Finding[], context: CommandContext, options: CommonOptions): ExitStatus {
  const sorted = findings.toSorted(compareFindings);
  const format = createFormat(sorted, options);
  writeReports(options.reports ?? [], (reporter) =>
    harmless(format(reporter, { color: false }), { commands: reporter === "github" }),
  );
  const { reporter } = options;
  const text = format(reporter, { color: context.color, columns: context.progress?.columns });
  if (reporter === "github") context.out(text, "commands");
  else if (reporter !== "pretty") context.out(text);
  else if (text !== "") context.err(text);
  const errors = sorted.filter(({ severity }) => severity === "error").length;
  const warnings = sorted.filter(({ severity }) => severity === "warning").length;
  const { maxWarnings = Infinity } = options;
  if (errors === 0 && warnings > maxWarnings && !options.quiet)
    context.err(`${plural(warnings, "warning")}, more than --max-warnings ${maxWarnings}\n`);
  return errors > 0 || warnings > maxWarnings ? 1 : 0;
}

/** Findings as any reporter words them. */
function createFormat(findings: readonly Finding[], { root, quiet = false }: CommonOptions) {
  const tool = { name: packageJson.name, version: packageJson.version };
  return (reporter: Reporter, terminal: { readonly color: boolean; readonly columns?: number | undefined }): string => {
    switch (reporter) {
      case "json":
        return formatJson(findings);
      case "github":
        return formatGithub(findings, repositoryPaths(root));
      case "sarif":
        return formatSarif(findings, tool, repositoryPaths(root));
      case "markdown":
        return formatMarkdown(findings, repositoryLinks(repositoryPaths(root)));
      case "junit":
        return formatJunit(findings, tool.name, repositoryPaths(root));
      case "pretty":
        return formatForPerson(foldNotes(findings), root, quiet, terminal);
    }
  };
}

/** TODOs stand last, in short: among so many, errors drown. */
function formatForPerson(
  findings: readonly Finding[],
  root: string,
  isQuiet: boolean,
  terminal: { readonly color: boolean; readonly columns?: number | undefined },
): string {
  const todos = findings.filter(({ code }) => code === TODO);
  const others = findings.filter(({ code }) => code !== TODO);
  const isBrief = isQuiet || todos.length > MANY;
  const told = formatOthers(others, root, terminal);
  if (todos.length === 0) return told;
  const gap = told === "" || told.endsWith("\n\n") ? "" : "\n";
  return `${told}${gap}${formatTodos(todos, { ...terminal, isBrief })}\n`;
}

function formatOthers(
  findings: readonly Finding[],
  root: string,
  terminal: { readonly color: boolean; readonly columns?: number | undefined },
): string {
  if (findings.length > MANY) return `${formatGrouped(findings, terminal)}\n`;
  if (findings.length === 0) return "";
  const texts = new Map<string, string | undefined>();
  const read = (file: string) => {
    if (!texts.has(file)) texts.set(file, readOrNothing(resolve(root), file));
    return texts.get(file);
  };
  return `${formatPretty(findings, { color: terminal.color, read })}\n`;
}

/** Writes all reports or none. */
function writeReports(reports: readonly ReportFile[], textOf: (reporter: Reporter) => string): void {
  for (const { file } of reports)
    // To put a file in the place of a device or a pipe would do harm.
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false)
      throw new ProjectError(`cannot write the report ${file}: it is not a file`);
  const replacements = reports.map(({ reporter, file }) => ({ file: resolve(file), text: textOf(reporter) }));
  replaceFiles("", replacements);
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
