import { DRIFT_KINDS, type DriftEntry, type DriftKind } from "../drift/drift-file.ts";
import { plural } from "../findings/plural.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { writeDriftPage } from "./drift-html.ts";
import { counted, isError, openDrift } from "./drift-open.ts";
import { expectSections, OWN_HEAD, ownLines, ownRows, sectionWords } from "./drift-own.ts";
import { report } from "./report.ts";

export interface DriftCommandOptions extends CommonOptions {
  readonly json?: boolean | undefined;
  /** The sections that are listed, with who says them in words of their own. */
  readonly section?: readonly string[] | undefined;
  /** Where a page goes that shows all of it. */
  readonly html?: string | undefined;
}

/**
 * `dhi-guides drift [names...]`: lists where published pages word shared text otherwise, by section and kind, and which
 * guides say a section in words of their own.
 *
 * @param names the guides; all where there are none
 * @param options the command line
 * @param context the process
 * @returns 1 where a guide has errors
 * @throws ProjectError where there is no guide of a name, or no section
 */
export function drift(names: readonly string[], options: DriftCommandOptions, context: CommandContext): ExitStatus {
  const drifted = openDrift(names, options, context, () => true);
  if ("status" in drifted) return drifted.status;
  const { section: wanted, json, quiet, html } = options;
  const entries = drifted.guides.flatMap(({ paths, drift: applied }) =>
    (applied?.file.entries ?? []).map((entry) => ({ guide: paths.id, ...entry })),
  );
  const words = sectionWords(drifted.guides, drifted.maker.templates);
  expectSections(
    wanted,
    [...words, ...entries].map(({ section }) => section),
  );
  const isWanted = ({ section }: { readonly section: string }) => !wanted || wanted.includes(section);
  const all = entries.filter(isWanted);
  const own = words.filter(isWanted);
  const rows = rowsOf(all);
  const guidesIn = (list: typeof all) => new Set(list.map(({ guide }) => guide)).size;
  if (json) {
    const data = { entries: all.length, guides: guidesIn(all), sections: rows, own };
    context.out(`${JSON.stringify(data, undefined, 2)}\n`);
  } else {
    const tables = [
      tableOf(
        ["section", "kind", "entries", "guides"],
        rows.map((row): (string | number)[] => Object.values(row)),
        2,
      ),
      ...(wanted
        ? own.map((each) => ownLines(each, guidesIn(all.filter(({ section }) => section === each.section))))
        : [tableOf(OWN_HEAD, ownRows(own), 1)]),
    ];
    context.out(
      tables.flatMap((lines) => (lines.length === 0 ? [] : lines.map((line) => `${line}\n`).join(""))).join("\n"),
    );
    if (!quiet && !wanted) context.err(`${counted(all.length)} in ${plural(guidesIn(all), "guide")}\n`);
  }
  if (html !== undefined) {
    writeDriftPage(
      html,
      drifted.project,
      drifted.guides.filter((guide) => guide.drift),
      names.length === 0,
    );
    if (!quiet) context.err(`${html} shows them\n`);
  }
  return report(drifted.findings.filter(isError), context, options);
}

interface Row {
  readonly section: string;
  readonly kind: DriftKind;
  readonly entries: number;
  readonly guides: number;
}

/** By section, those with the most entries first, then by kind. */
function rowsOf(entries: readonly (DriftEntry & { readonly guide: string })[]): Row[] {
  const bySection = new Map<string, (typeof entries)[number][]>();
  for (const entry of entries) bySection.set(entry.section, [...(bySection.get(entry.section) ?? []), entry]);
  const sections = [...bySection].sort(([a, mine], [b, theirs]) => theirs.length - mine.length || (a < b ? -1 : 1));
  return sections.flatMap(([section, list]) =>
    DRIFT_KINDS.flatMap((kind): Row[] => {
      const own = list.filter((entry) => entry.kind === kind);
      const guides = new Set(own.map(({ guide }) => guide)).size;
      return own.length === 0 ? [] : [{ section, kind, entries: own.length, guides }];
    }),
  );
}

/** A table; its first columns are words, the others numbers. */
function tableOf(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  words: number,
): readonly string[] {
  if (rows.length === 0) return [];
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) => (column < words ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
}
