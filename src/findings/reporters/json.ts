import type { Finding } from "../finding.ts";
import { documentedAt } from "../rule-url.ts";

/**
 * Findings as one JSON array.
 *
 * @returns the text, with a line break at the end
 */
export function formatJson(findings: readonly Finding[]): string {
  return jsonText(
    findings.map((finding) => {
      const documented = { ...finding, url: documentedAt(finding) };
      const { code, severity, file, line, column, message, url, ...rest } = documented;
      return { code, severity, file, line, column, message, url, ...rest };
    }),
  );
}

/**
 * A document of JSON that is safe to print: it escapes what else would be spelled out (see `harmless`), and be another
 * text then.
 *
 * @param value what JSON can hold
 * @returns the text, with a line break at the end
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]|(?<=#)#(?=\[)/g,
    escape,
  );
  return `${text}\n`;
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
