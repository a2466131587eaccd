import { codeFrameColumns } from "@babel/code-frame";
import pc from "picocolors";
import type { Finding } from "../finding.ts";
import { furtherPlaces } from "../further-places.ts";
import { visible, visibleLine } from "../visible.ts";
import { documentedAt } from "../rule-url.ts";

interface PrettyOptions {
  readonly color: boolean;
  /** The text of a file that findings name; undefined where it cannot be read. */
  readonly read: (file: string) => string | undefined;
}

/** A line longer than this would fill the terminal: so much is shown of it, and so much of that before the place. */
const LONGEST_LINE = 400;
const SHOWN = 100;
const BEFORE = 40;

/**
 * Findings for a person at a terminal: where, what, the line with a caret, what to do, where to read on.
 *
 * @param options colours, and how to get the text of a file
 */
export function formatPretty(findings: readonly Finding[], options: PrettyOptions): string {
  const colors = pc.createColors(options.color);
  return findings.map((finding) => `${formatFinding(finding, options, colors)}\n`).join("\n");
}

function formatFinding(finding: Finding, options: PrettyOptions, colors: ReturnType<typeof pc.createColors>): string {
  const { code, severity, file, line, column, message, expected, fix, readAt } = finding;
  const url = documentedAt(finding);
  const also = furtherPlaces(finding);
  const paint = { error: colors.red, warning: colors.yellow, note: colors.cyan }[severity];
  const label = paint(severity);
  return [
    `${colors.bold(`${visibleLine(file)}:${line}:${column}`)} ${label} ${visibleLine(message)} ${colors.dim(code)}`,
    frame(finding, options),
    also && `  ${also}`,
    readAt && `  read at ${visibleLine(readAt.file)}:${readAt.line}`,
    expected && `  expected: ${visibleLine(expected)}`,
    fix && `  ${colors.green("fix:")} ${visibleLine(fix)}`,
    url && colors.dim(`  ${url}`),
  ]
    .filter(Boolean)
    .join("\n");
}

function frame(
  { file, line, column, endLine, endColumn }: Finding,
  { read, color }: PrettyOptions,
): string | undefined {
  const text = read(file);
  const lines = text?.split("\n");
  if (text === undefined || lines?.[line - 1] === undefined) return undefined;
  const isOneLine = endLine === line && endColumn !== undefined && endColumn > column;
  const isLong = lines.slice(Math.max(0, line - 2), line + 1).some(({ length }) => length > LONGEST_LINE);
  const from = isLong ? Math.max(0, column - 1 - BEFORE) : 0;
  // In front of a line that is cut stands the sign for it.
  const at = (place: number) => place - from + (from > 0 ? 1 : 0);
  const end = isOneLine ? { end: { line, column: isLong ? Math.min(at(endColumn), SHOWN + 2) : endColumn } } : {};
  const options = { linesAbove: 1, linesBelow: 1, highlightCode: false, forceColor: color };
  const shown = isLong ? lines.map((each) => excerpt(each, from)).join("\n") : text;
  return codeFrameColumns(visible(shown), { start: { line, column: at(column) }, ...end }, options).replace(
    /^/gm,
    "  ",
  );
}

/** A line from a column on, as far as it fits. */
function excerpt(line: string, from: number): string {
  const to = from + SHOWN;
  return `${from > 0 && line !== "" ? "…" : ""}${line.slice(from, to)}${line.length > to ? "…" : ""}`;
}
