import type { Finding } from "../finding.ts";
import { ruleUrl } from "../rule-url.ts";

/**
 * Findings as one JSON array.
 *
 * @param findings what was found, in order
 * @returns the text, with a line break at the end
 */
export function formatJson(findings: readonly Finding[]): string {
  const entries = findings.map(({ code, severity, file, line, column, message, ...rest }) => {
    return { code, severity, file, line, column, message, url: ruleUrl(code), ...rest };
  });
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}
