import type { Finding } from "../finding.ts";
import { isInstalled } from "../../package.ts";
import { documentedAt } from "../rule-url.ts";
import { jsonText } from "./json.ts";

/** Who found it. */
export interface SarifTool {
  readonly name: string;
  readonly version: string;
}

/**
 * Findings as SARIF 2.1.0, for code scanning.
 *
 * @param findings what was found, in order
 * @param tool the tool's name and version
 * @param pathOf a file's path from the top of the repository; undefined for one that it does not hold
 * @returns the JSON text, with a line break at the end
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function formatSarif(
  findings: readonly Finding[],
  tool: SarifTool,
  pathOf: (file: string) => string | undefined = (file) => (isInstalled(file) ? undefined : file),
): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const rules = codes.map((code) => ({
    id: code,
    // Left out where there is none.
    helpUri: documentedAt(findings.find((finding) => finding.code === code) ?? { code }),
  }));
  const results = findings.map(({ code, severity, file, line, column, endLine, endColumn, message, fix }) => ({
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: fix === undefined ? message : `${message}. ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: {
            uri: (pathOf(file) ?? file).split("/").map(encodeURIComponent).join("/"),
            ...(pathOf(file) !== undefined && { uriBaseId: "%SRCROOT%" }),
          },
          region: {
            startLine: line,
            startColumn: column,
            ...(endLine !== undefined && { endLine }),
            ...(endColumn !== undefined && { endColumn }),
          },
        },
      },
    ],
  }));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { ...tool, rules } }, columnKind: "utf16CodeUnits", results }],
  };
  return jsonText(log);
}
