import pc from "picocolors";
import type { Finding, Severity } from "../finding.ts";
import { furtherPlaces } from "../further-places.ts";
import { groupBy } from "../group-by.ts";
import { plural } from "../plural.ts";
import { visibleLine } from "../visible.ts";

interface GroupedOptions {
  readonly color: boolean;
  /** How wide the terminal is; undefined where it is none, so that nothing is cut. */
  readonly columns?: number | undefined;
}

/** So many of the files that have most are named. */
const MOST_FILES = 5;
/** A message is not cut to less than this, however narrow the terminal. */
const LEAST = 40;

/**
 * Many findings for a person at a terminal: first how many each rule made and which files have most, so that one knows
 * where to begin; then one line each below their file.
 *
 * @param findings the findings, sorted
 * @param options whether to colour, and how wide the terminal is
 */
export function formatGrouped(findings: readonly Finding[], options: GroupedOptions): string {
  const colors = pc.createColors(options.color);
  const byFile = groupBy(findings, ({ file }) => file);
  const files = [...byFile].map(([file, own]) => {
    const places = own.map(({ line, column }) => `${line}:${column}`);
    const width = Math.max(...places.map(({ length }) => length));
    const lines = own.map((finding, index) => {
      const { severity, code } = finding;
      const paint = { error: colors.red, warning: colors.yellow, note: colors.cyan }[severity];
      const before = `  ${(places[index] ?? "").padStart(width)} ${severity.padEnd("warning".length)} `;
      const room = options.columns === undefined ? Infinity : options.columns - before.length - code.length - 1;
      const label = paint(severity.padEnd("warning".length));
      return `  ${(places[index] ?? "").padStart(width)} ${label} ${cut(briefly(finding), room)} ${colors.dim(code)}`;
    });
    return [colors.bold(visibleLine(file)), ...lines].join("\n");
  });
  return [rulesTable(findings), ...filesTable(byFile), ...files].join("\n\n");
}

/** The message; its source without what a reader of many can do without, and where else the same is said. */
function briefly(finding: Finding): string {
  const message = visibleLine(finding.message).replace(
    / \((?:[^()\s:]*\/)?([^()/\s:]+\/[^()/\s:]+\.ya?ml): [\w.-]+(?:, and (\d+) more)?\)/,
    (_, file: string, more: string | undefined) => ` (${file}${more === undefined ? "" : ` +${more}`})`,
  );
  const also = furtherPlaces(finding);
  return also === undefined ? message : `${message}; ${also}`;
}

function cut(text: string, room: number): string {
  const characters = Array.from(text);
  const most = Math.max(LEAST, room);
  return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : text;
}

/** How many each rule made, and in how many files: the one with most errors first. */
function rulesTable(findings: readonly Finding[]): string {
  const rows = [...groupBy(findings, ({ code }) => code)].map(([code, own]): Row => {
    return { name: code, ...countOf(own), files: new Set(own.map(({ file }) => file)).size };
  });
  const all: Row = { name: "all", ...countOf(findings), files: new Set(findings.map(({ file }) => file)).size };
  return table("rule", [...rows.sort(worstFirst), all]);
}

/** The files that have most; nothing where there are few files. */
function filesTable(byFile: ReadonlyMap<string, readonly Finding[]>): string[] {
  if (byFile.size <= MOST_FILES) return [];
  const rows = [...byFile].map(([file, own]): Row => ({ name: visibleLine(file), ...countOf(own) }));
  return [table(`most, of ${plural(byFile.size, "file")}`, rows.sort(worstFirst).slice(0, MOST_FILES))];
}

interface Row extends Pick<Record<Severity, number>, "error" | "warning"> {
  readonly name: string;
  readonly files?: number;
}

function table(title: string, rows: readonly Row[]): string {
  const width = Math.max(title.length, ...rows.map(({ name }) => name.length));
  const hasFiles = rows.some(({ files }) => files !== undefined);
  const head = `  ${title.padEnd(width)} errors warnings${hasFiles ? " files" : ""}`;
  const lines = rows.map(({ name, error, warning, files }) => {
    const counts = `${String(error).padStart("errors".length)} ${String(warning).padStart("warnings".length)}`;
    return `  ${name.padEnd(width)} ${counts}${files === undefined ? "" : ` ${String(files).padStart("files".length)}`}`;
  });
  return [head, ...lines].join("\n");
}

function worstFirst(a: Row, b: Row): number {
  return b.error - a.error || b.warning - a.warning || (a.name < b.name ? -1 : 1);
}

function countOf(findings: readonly Finding[]): Pick<Record<Severity, number>, "error" | "warning"> {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { error: count("error"), warning: count("warning") };
}
