import { codeFrameColumns } from "@babel/code-frame";
import pc from "picocolors";
import type { Finding } from "../finding.ts";
import { visible, visibleLine } from "../visible.ts";
import { ruleUrl } from "../rule-url.ts";

export interface PrettyOptions {
  readonly color: boolean;
  /** The text of a file that findings name; undefined where it cannot be read. */
  readonly read: (file: string) => string | undefined;
}

/** A line longer than this would fill the terminal: its frame is left out. */
const LONGEST_LINE = 400;

/**
 * Findings for a person at a terminal: where, what, the line with a caret, what to do, where to read on.
 *
 * @param findings what was found, in order
 * @param options colours, and how to get the text of a file
 * @returns the text
 */
export function formatPretty(findings: readonly Finding[], options: PrettyOptions): string {
  const colors = pc.createColors(options.color);
  return findings.map((finding) => `${formatFinding(finding, options, colors)}\n`).join("\n");
}

function formatFinding(finding: Finding, options: PrettyOptions, colors: ReturnType<typeof pc.createColors>): string {
  const { code, severity, file, line, column, message, expected, fix, url } = finding;
  const paint = { error: colors.red, warning: colors.yellow, note: colors.cyan }[severity];
  const label = paint(severity);
  return [
    `${colors.bold(`${visibleLine(file)}:${line}:${column}`)} ${label} ${visibleLine(message)} ${colors.dim(code)}`,
    frame(finding, options),
    expected && `  expected: ${visibleLine(expected)}`,
    fix && `  ${colors.green("fix:")} ${visibleLine(fix)}`,
    colors.dim(`  ${url ?? ruleUrl(code)}`),
  ]
    .filter(Boolean)
    .join("\n");
}

function frame(
  { file, line, column, endLine, endColumn }: Finding,
  { read, color }: PrettyOptions,
): string | undefined {
  const text = read(file);
  const shown = text?.split("\n")[line - 1];
  if (text === undefined || shown === undefined || shown.length > LONGEST_LINE) return undefined;
  const isOneLine = endLine === line && endColumn !== undefined && endColumn > column;
  const location = { start: { line, column }, ...(isOneLine && { end: { line, column: endColumn } }) };
  const options = { linesAbove: 1, linesBelow: 1, highlightCode: false, forceColor: color };
  return codeFrameColumns(visible(text), location, options).replace(/^/gm, "  ");
}
