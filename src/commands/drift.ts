import { rmSync } from "node:fs";
import { join } from "node:path";
import type { BuiltGuide } from "../build/built-guide.ts";
import { choose, expectDescriptors } from "../build/choose-guides.ts";
import { createGuideMaker, descriptorFiles, type GuideMaker } from "../build/make-guide.ts";
import { DRIFT_KINDS, driftText, type DriftEntry, type DriftFile, type DriftKind } from "../drift/drift-file.ts";
import { hasDrift } from "../drift/drift-path.ts";
import { factsOf } from "../drift/facts.ts";
import { settledDrift } from "../drift/settle.ts";
import { parseDescriptor } from "../descriptor/load.ts";
import { unifiedDiff } from "../files/diff.ts";
import { findLink } from "../files/folders.ts";
import { replaceFiles } from "../files/replace-files.ts";
import type { Finding } from "../findings/finding.ts";
import type { GuidePaths } from "../project/paths.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { writeDriftPage } from "./drift-html.ts";
import { expectSections, OWN_HEAD, ownLines, ownRows, sectionWords } from "./drift-own.ts";
import { report } from "./report.ts";
import { plural } from "../findings/plural.ts";

export interface DriftCommandOptions extends CommonOptions {
  readonly json?: boolean | undefined;
  /** The sections that are listed, with who says them in words of their own. */
  readonly section?: readonly string[] | undefined;
  /** Where a page goes that shows all of it. */
  readonly html?: string | undefined;
}

/** Which entries are dropped: those that all of them mean. */
export interface DropOptions extends CommonOptions {
  readonly kind?: readonly DriftKind[] | undefined;
  readonly section?: readonly string[] | undefined;
  readonly guide?: readonly string[] | undefined;
  readonly write?: boolean | undefined;
}

/** Guides, made. */
interface Drifted {
  readonly project: Project;
  readonly maker: GuideMaker;
  readonly guides: readonly BuiltGuide[];
  readonly findings: readonly Finding[];
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
    (applied?.file.entries ?? []).map((entry) => ({ guide: paths.name, ...entry })),
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

const isError = ({ severity }: Finding): boolean => severity === "error";

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

/**
 * `dhi-guides drift drop`: takes entries out, so that guides say what shared text says, and shows what follows.
 *
 * @param options which entries: of these kinds, sections and guides; meaning only where it is named
 * @param context the process
 * @returns 1 where a guide has errors
 * @throws ProjectError where nothing says which entries
 */
export function dropDrift(options: DropOptions, context: CommandContext): ExitStatus {
  const { kind, section, guide: names = [] } = options;
  if (!kind && !section && names.length === 0)
    throw new ProjectError("which entries? Give --kind, --section or --guide");
  const isDropped = (entry: DriftEntry) =>
    (kind ? kind.includes(entry.kind) : entry.kind !== "meaning") && (!section || section.includes(entry.section));
  return rewrite(
    names,
    options,
    context,
    "dropped",
    ({ drift: applied }) =>
      applied && { ...applied.file, entries: applied.file.entries.filter((entry) => !isDropped(entry)) },
  );
}

/**
 * `dhi-guides drift settle [names...]`: takes over what a build makes of drift whose shared text or facts changed.
 *
 * @param names the guides; all where there are none
 * @param options the command line
 * @param context the process
 * @returns 1 where a guide has errors
 */
export function settleDrift(
  names: readonly string[],
  options: CommonOptions & { readonly write?: boolean | undefined },
  context: CommandContext,
): ExitStatus {
  return rewrite(names, options, context, "settled", ({ drift: applied, paths, source = "" }, project) => {
    const { descriptor } = parseDescriptor(source, descriptorFiles(paths, project));
    return applied && descriptor && settledDrift(applied.file, applied.outcomes, factsOf(descriptor), descriptor.name);
  });
}

/** Gives drift files other entries; shows what changes in the pages, and in files where no page changes. */
function rewrite(
  names: readonly string[],
  options: CommonOptions & { readonly write?: boolean | undefined },
  context: CommandContext,
  done: string,
  change: (guide: BuiltGuide, project: Project) => DriftFile | undefined,
): ExitStatus {
  const drifted = openDrift(names, options, context);
  if ("status" in drifted) return drifted.status;
  const { project, maker, guides, findings } = drifted;
  let entries = 0;
  const changed: { readonly path: string; readonly file: DriftFile }[] = [];
  const print = options.reporter === "pretty" ? context.out : context.err;
  for (const guide of guides) {
    const file = change(guide, project);
    if (!file || !guide.drift || driftText(file) === driftText(guide.drift.file)) continue;
    entries += Math.max(1, guide.drift.file.entries.length - file.entries.length);
    changed.push({ path: guide.drift.path, file });
    const { text = "" } = maker.make(guide.paths, undefined, { drift: file });
    if (text !== guide.text && !options.quiet) print(unifiedDiff(guide.paths.output, guide.text ?? "", text));
  }
  if (options.write) for (const { path, file } of changed) writeDrift(project, path, file);
  if (!options.quiet) {
    const verb = options.write ? done : `would be ${done}`;
    const next = options.write || changed.length === 0 ? "" : "; --write does it";
    context.err(`${counted(entries)} in ${plural(changed.length, "guide")} ${verb}${next}\n`);
  }
  return report(findings.filter(isError), context, options);
}

/** `1 entry`, `2 entries`. */
export const counted = (entries: number): string => (entries === 1 ? "1 entry" : `${entries} entries`);

/** A file without an entry goes. */
export function writeDrift({ root }: Project, path: string, file: DriftFile): void {
  const link = findLink(root, join(root, path));
  if (link !== undefined) throw new ProjectError(`${link} is a symbolic link: another file would be written`);
  if (file.entries.length === 0) rmSync(join(root, path));
  else replaceFiles(root, [{ file: path, text: driftText(file) }]);
}

/** Opens a project and makes guides: where nothing else is said, those that have drift. */
function openDrift(
  names: readonly string[],
  options: CommonOptions,
  context: CommandContext,
  isMade = (paths: GuidePaths, { root }: Project): boolean => hasDrift(root, paths.prose),
): Drifted | { readonly status: ExitStatus } {
  const { project, findings } = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  if (!project) return { status: report(findings, context, options) };
  expectDescriptors(project);
  const maker = createGuideMaker(project);
  const guides = choose(project, names)
    .filter((paths) => isMade(paths, project))
    .map((paths) => maker.make(paths));
  const all = [...findings, ...maker.findings, ...guides.flatMap((guide) => guide.findings)];
  return { project, maker, guides, findings: all };
}
