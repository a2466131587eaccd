import type { Finding } from "../findings/finding.ts";
import { groupBy } from "../findings/group-by.ts";
import { plural } from "../findings/plural.ts";
import { codeSpan, folded } from "./markdown.ts";
import { listed } from "./listed.ts";
import { withoutNames } from "./without-names.ts";
import type { ReportedPage } from "./page.ts";

/** So many are shown at once; others are folded. */
const MOST_SHOWN = 8;
/** The characters that a section may take. */
const MOST_CHARACTERS = 8000;

const RANK: Readonly<Record<Finding["severity"], number>> = { error: 0, warning: 1, note: 2 };

/**
 * Lists findings, each once with the files in which it is.
 *
 * @param heading what they are
 * @param isFolded whether none is shown at once
 * @param pages the pages whose names may stand for each other's in messages
 * @returns a section; "" where there are none
 */
export function findingSection(
  heading: string,
  findings: readonly Finding[],
  isFolded: boolean,
  pages: readonly ReportedPage[] = [],
): string {
  if (findings.length === 0) return "";
  const spells = new Map(pages.map(({ file, names }) => [file, withoutNames(names)]));
  const sorted = findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  const groups = groupBy(sorted, ({ code, severity, file, message }) =>
    JSON.stringify([code, severity, spells.get(file)?.(message) ?? message]),
  );
  const rows: string[] = [];
  let left = MOST_CHARACTERS;
  for (const group of groups.values()) {
    const row = rowOf(group);
    if ((left -= row.length + 1) < 0) break;
    rows.push(row);
  }
  const rest = groups.size - rows.length;
  if (rest > 0) rows.push(`- and ${rest} more`);
  const shown = isFolded ? [] : rows.slice(0, MOST_SHOWN);
  const hidden = rows.slice(shown.length);
  return [
    `### ${heading}`,
    ...(shown.length > 0 ? [shown.join("\n")] : []),
    ...(hidden.length > 0
      ? [folded(shown.length > 0 ? "More of them" : plural(findings.length, "finding"), hidden.join("\n"))]
      : []),
  ].join("\n\n");
}

function rowOf(group: readonly Finding[]): string {
  const [first] = group;
  if (!first) return "";
  const { code, severity, message } = first;
  const places = group.map(({ file, line }) => codeSpan(`${file}:${line}`, 200));
  const names = group.some((finding) => finding.message !== message) ? "; each says its own name" : "";
  return `- ${severity} ${codeSpan(code, 100)} in ${listed(places, 600)}${names}: ${codeSpan(message, 600)}`;
}
