import type { Finding, Severity } from "../finding.ts";
import { furtherPlaces } from "../further-places.ts";
import { plural } from "../plural.ts";
import { documentedAt } from "../rule-url.ts";
import { escapeMarkdown, markdownLink } from "./escape-markdown.ts";

/** A job summary has room for 1 MiB, and holds what several commands found. */
const MOST_BYTES = 200 * 1024;

/** Where a line of a file can be read on the web; undefined where that is not known. */
export type LinkTo = (file: string, line: number) => string | undefined;

/**
 * Findings as GitHub's Markdown, for a job summary or a comment: first how many there are, then a table for each file.
 * What does not fit into a job summary is counted.
 *
 * @param findings what was found, in order
 * @param linkTo where a line of a file can be read
 * @returns the text, with a line break at the end
 */
export function formatMarkdown(findings: readonly Finding[], linkTo: LinkTo = () => undefined): string {
  if (findings.length === 0) return "No findings.\n";
  const files = [...new Set(findings.map(({ file }) => file))];
  let text = `**${counts(findings)}** in ${plural(files.length, "file")}\n`;
  let bytes = Buffer.byteLength(text);
  let told = 0;
  const add = (more: string) => {
    text += more;
    bytes += Buffer.byteLength(more);
  };
  for (const file of files) {
    const own = findings.filter((finding) => finding.file === file);
    const head = `\n**${escapeMarkdown(file)}**\n\n| line | | finding | rule |\n| ---: | --- | --- | --- |\n`;
    const [first, ...others] = own.map((finding) => row(finding, linkTo));
    // A table without a row says nothing.
    if (first === undefined || bytes + Buffer.byteLength(head + first) > MOST_BYTES) break;
    add(head + first);
    told++;
    for (const each of others) {
      if (bytes + Buffer.byteLength(each) > MOST_BYTES) break;
      add(each);
      told++;
    }
  }
  if (told < findings.length) text += `\nAnd ${plural(findings.length - told, "more finding")}: the log has them.\n`;
  return text;
}

function row(finding: Finding, linkTo: LinkTo): string {
  const { file, line, severity, code, message, fix, readAt } = finding;
  const read = readAt && `read at ${readAt.file}:${readAt.line}`;
  const told = [message, furtherPlaces(finding), read, fix].filter((text) => text !== undefined);
  const cells = [
    markdownLink(String(line), linkTo(file, line)),
    severity,
    told.map(escapeMarkdown).join("<br>"),
    markdownLink(escapeMarkdown(code), documentedAt(finding)),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

function counts(findings: readonly Finding[]): string {
  return (["error", "warning", "note"] satisfies Severity[])
    .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => plural(count, severity))
    .join(", ");
}
