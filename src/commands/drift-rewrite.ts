import { rmSync } from "node:fs";
import { join } from "node:path";
import type { BuiltPage } from "../build/built-page.ts";
import { descriptorFiles } from "../build/make-guide.ts";
import { driftText, type DriftEntry, type DriftFile, type DriftKind } from "../drift/drift-file.ts";
import { factsOf } from "../drift/facts.ts";
import { settledDrift } from "../drift/settle.ts";
import { parseDescriptor } from "../descriptor/load.ts";
import { unifiedDiff } from "../files/diff.ts";
import { replaceFiles } from "../files/replace-files.ts";
import { plural } from "../findings/plural.ts";
import { ProjectError, type Project } from "../project/project.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { expectNoLink } from "./expect-no-link.ts";
import { counted, isError, openDrift } from "./drift-open.ts";
import { report } from "./report.ts";

/** Which entries are dropped: those that all of them mean. */
export interface DropOptions extends CommonOptions {
  readonly kind?: readonly DriftKind[] | undefined;
  readonly section?: readonly string[] | undefined;
  readonly guide?: readonly string[] | undefined;
  readonly write?: boolean | undefined;
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
  change: (guide: BuiltPage, project: Project) => DriftFile | undefined,
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

/** A file without an entry goes. */
export function writeDrift({ root }: Project, path: string, file: DriftFile): void {
  expectNoLink(root, path);
  if (file.entries.length === 0) rmSync(join(root, path));
  else replaceFiles(root, [{ file: path, text: driftText(file) }]);
}
