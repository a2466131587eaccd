import pc from "picocolors";
import type { Finding } from "../finding.ts";
import { visibleLine } from "../visible.ts";

/**
 * Many findings for a person at a terminal: one line each below their file, then how many each rule made.
 *
 * @param options whether to colour
 */
export function formatGrouped(findings: readonly Finding[], options: { readonly color: boolean }): string {
  const colors = pc.createColors(options.color);
  const byFile = new Map<string, Finding[]>();
  for (const finding of findings) byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
  const files = [...byFile].map(([file, own]) => {
    const places = own.map(({ line, column }) => `${line}:${column}`);
    const width = Math.max(...places.map(({ length }) => length));
    const lines = own.map(({ severity, message, code }, index) => {
      const paint = { error: colors.red, warning: colors.yellow, note: colors.cyan }[severity];
      const label = paint(severity.padEnd("warning".length));
      return `  ${(places[index] ?? "").padStart(width)} ${label} ${visibleLine(message)} ${colors.dim(code)}`;
    });
    return [colors.bold(visibleLine(file)), ...lines].join("\n");
  });
  return [...files, summary(findings)].join("\n\n");
}

function summary(findings: readonly Finding[]): string {
  const byRule = new Map<string, { error: number; warning: number; note: number }>();
  for (const { code, severity } of findings) {
    const counts = byRule.get(code) ?? { error: 0, warning: 0, note: 0 };
    counts[severity] += 1;
    byRule.set(code, counts);
  }
  const width = Math.max(0, ...[...byRule.keys()].map(({ length }) => length));
  const rows = [...byRule]
    .sort(([a, x], [b, y]) => y.error - x.error || y.warning - x.warning || (a < b ? -1 : 1))
    .map(([code, { error, warning }]) => {
      return `  ${code.padEnd(width)} ${String(error).padStart(6)} ${String(warning).padStart(8)}`;
    });
  return [`  ${"rule".padEnd(width)} errors warnings`, ...rows].join("\n");
}
