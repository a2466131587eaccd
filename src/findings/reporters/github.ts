import type { Finding } from "../finding.ts";
import { furtherPlaces } from "../further-places.ts";
import { documentedAt } from "../rule-url.ts";

/**
 * Findings as GitHub workflow commands, which GitHub shows at the lines of a pull request.
 *
 * @param pathOf a file's path from the top of the repository; undefined for one that it does not hold
 * @returns one line a finding
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function formatGithub(findings: readonly Finding[], pathOf: (file: string) => string | undefined): string {
  return findings.map((finding) => `${formatCommand(finding, pathOf(finding.file))}\n`).join("");
}

function formatCommand(finding: Finding, path: string | undefined): string {
  const { code, severity, file, line, column, endLine, endColumn, message, fix, readAt } = finding;
  // GitHub would lead to a file that the repository does not have.
  const isElsewhere = path === undefined;
  const place = isElsewhere ? {} : { file: path, line, col: column, endLine, endColumn };
  const properties = { ...place, title: code };
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  const sentence = isElsewhere ? `${file}:${line}:${column}: ${message}` : message;
  // GitHub shows ten annotations of a step: the further places are named in the one of the fact.
  const also = furtherPlaces(finding);
  const read = readAt && `read at ${readAt.file}:${readAt.line}`;
  const text = [sentence, also, read, fix, documentedAt(finding)].filter(Boolean).join("\n");
  return `::${severity === "note" ? "notice" : severity} ${list.join(",")}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
