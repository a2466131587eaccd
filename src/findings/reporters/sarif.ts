import type { Finding, Place } from "../finding.ts";
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
  const physicalLocation = ({ file, line, column, endLine, endColumn }: Place) => ({
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
  });
  const results = findings.map((finding) => {
    const { code, severity, message, fix, places = [], readAt } = finding;
    const related = [
      ...places.map((place) => ({ place, text: "also here" })),
      ...(readAt ? [{ place: readAt, text: "read here" }] : []),
    ];
    // Code scanning shows a related location only where the message links to it.
    const link = ({ place: { file, line } }: { readonly place: Place }, index: number) =>
      `[${file === finding.file ? `line ${line}` : `${file}:${line}`}](${index + 1})`;
    const links = related.map(link);
    const sentences = [
      fix === undefined ? message : `${message}. ${fix}`,
      ...(places.length > 0 ? [`Also at ${links.slice(0, places.length).join(", ")}.`] : []),
      ...(readAt ? [`Read at ${links.at(-1)}.`] : []),
    ];
    return {
      ruleId: code,
      ruleIndex: codes.indexOf(code),
      level: severity,
      message: {
        text: sentences
          .map((text, index) => (index < sentences.length - 1 ? text.replace(/\.?$/, ".") : text))
          .join(" "),
      },
      locations: [{ physicalLocation: physicalLocation(finding) }],
      ...(related.length > 0 && {
        relatedLocations: related.map(({ place, text }, index) => ({
          id: index + 1,
          physicalLocation: physicalLocation(place),
          message: { text },
        })),
      }),
    };
  });
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { ...tool, rules } }, columnKind: "utf16CodeUnits", results }],
  };
  return jsonText(log);
}
