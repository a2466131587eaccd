import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { choose, expectDescriptors } from "../build/choose-guides.ts";
import { createGuideMaker } from "../build/make-guide.ts";
import { blocksOf } from "../drift/blocks.ts";
import { driftedBlocks, type DriftedBlock, type Wording } from "../drift/debt.ts";
import { driftText, type DriftFile } from "../drift/drift-file.ts";
import { driftKind } from "../drift/drift-kind.ts";
import { replaceBlocks } from "../drift/replace-blocks.ts";
import { unifiedDiff } from "../files/diff.ts";
import { makeFolder } from "../files/folders.ts";
import { likeFile } from "../files/like-file.ts";
import { replaceFiles } from "../files/replace-files.ts";
import { plural } from "../findings/plural.ts";
import { visibleLine } from "../findings/visible.ts";
import { stripMarks } from "../markdown/origin.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import { markedCopy } from "../project/template-copies.ts";
import { isOwnTemplate } from "../project/template-files.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { expectNoLink } from "./expect-no-link.ts";
import { counted } from "./drift-open.ts";
import { writeDrift } from "./drift-rewrite.ts";
import { driftEntries } from "./drift-html.ts";
import { report } from "./report.ts";

export interface TakeOptions extends CommonOptions {
  /** One name. */
  readonly section?: readonly string[] | undefined;
  readonly block: string;
  readonly published?: string | undefined;
  readonly write?: boolean | undefined;
}

/**
 * `dhi-guides drift take`: makes a published wording of a block the shared text of all guides. Shows the partial's and
 * the pages' diff; guides with another wording keep it.
 *
 * @param options the section, and how the block and the wording begin
 * @param context the process
 * @returns 1 where a guide has errors
 * @throws ProjectError where no block or no wording, or more than one, is meant, or the partial must be edited by hand
 */
export function takeDrift(options: TakeOptions, context: CommandContext): ExitStatus {
  const [wanted, ...others] = options.section ?? [];
  if (wanted === undefined || others.length > 0) throw new ProjectError("which section? Give --section and one name");
  const { project, findings } = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  if (!project) return report(findings, context, options);
  expectDescriptors(project);
  const maker = createGuideMaker(project);
  const guides = choose(project, []).map((paths) => maker.make(paths));
  const blocks = driftedBlocks(guides.flatMap(driftEntries), () => 0).filter(({ section }) => section === wanted);
  const block = only(blocks, ({ shared }) => shared, options.block, `drifted block of ${wanted}`);
  const wording =
    options.published === undefined
      ? block.wordings[0]
      : only(block.wordings, ({ published }) => published, options.published, "published wording");
  if (!wording) throw new ProjectError("there is no published wording");
  const names = wording.guides.map((index) => guides[index]?.paths.name ?? "");
  const edit = editOf(block, wording, names, project);

  const print = options.reporter === "pretty" ? context.out : context.err;
  if (!options.quiet) print(unifiedDiff(edit.path, edit.before, edit.text));
  const templates = project.templates.map((template) =>
    template.file === edit.file ? { ...template, file: edit.path, text: edit.text } : template,
  );
  const after = createGuideMaker({ ...project, templates });
  const changed: { readonly path: string; readonly file: DriftFile }[] = [];
  let pages = 0;
  for (const guide of guides) {
    const file = guide.drift && takenOver(guide.drift.file, block, wording.published, guide.paths.name);
    if (file && guide.drift && driftText(file) !== driftText(guide.drift.file))
      changed.push({ path: guide.drift.path, file });
    const { text = "" } = after.make(guide.paths, undefined, { drift: file });
    if (guide.text === undefined || text === guide.text) continue;
    pages += 1;
    if (!options.quiet) print(unifiedDiff(guide.paths.output, guide.text, text));
  }
  if (options.write) {
    writePartial(project, edit.path, edit.text);
    for (const { path, file } of changed) writeDrift(project, path, file);
  }
  if (!options.quiet)
    context.err(
      `${edit.path}:${edit.line}: ${counted(wording.guides.length)} ${options.write ? "dropped" : "would be dropped"}, ` +
        `${plural(pages, "page")} ${options.write ? "" : "would "}change${options.write ? "" : "; --write does it"}\n`,
    );
  const all = [...findings, ...maker.findings, ...guides.flatMap((guide) => guide.findings)];
  return report(
    all.filter(({ severity }) => severity === "error"),
    context,
    options,
  );
}

/** The one whose text begins so, blanks collapsed; the whole text means itself. */
function only<T>(items: readonly T[], textOf: (item: T) => string, beginning: string, what: string): T {
  const plain = (text: string) => text.replace(/\s+/g, " ").trim();
  const begin = items.filter((item) => plain(textOf(item)).startsWith(plain(beginning)));
  const found = begin.find((item) => plain(textOf(item)) === plain(beginning)) ?? begin[0];
  const list = (texts: readonly T[]) => texts.map((item) => `\n  ${visibleLine(plain(textOf(item)))}`).join("");
  if (!found) throw new ProjectError(`no ${what} begins so, expected one of${list(items)}`);
  if (begin.length > 1 && plain(textOf(found)) !== plain(beginning))
    throw new ProjectError(`more than one ${what} begins so:${list(begin)}`);
  return found;
}

/** What a partial is to say. */
interface Edit {
  /** As findings name the template that is read now. */
  readonly file: string;
  /** The project's own, which may not be there yet. */
  readonly path: string;
  readonly line: number;
  readonly before: string;
  readonly text: string;
}

function editOf(block: DriftedBlock, { published }: Wording, names: readonly string[], project: Project): Edit {
  const [, file = "", line] = /^(.*):(\d+)$/.exec(block.source ?? "") ?? [];
  const template = project.templates.find((each) => each.file === file);
  if (!template) throw new ProjectError("the shared text of the block is gone: run drift settle");
  const byHand = (why: string) =>
    new ProjectError(`${block.source} ${why}: edit it by hand, to say\n${published.replace(/^/gm, "  ")}`);
  const isNamed = names.some((name) => new RegExp(`dhi\\.io/${name}(?![\\w.-])`).test(published));
  if (isNamed) throw byHand("would name the image of one guide");
  if (/\{\{|[\u0001\u0002]/.test(published)) throw byHand("would hold what templates read as theirs");
  const shared = blocksOf(block.shared);
  const blocks = blocksOf(template.text);
  const index = blocks.findIndex(
    ({ start, end }, at) =>
      start < Number(line) &&
      Number(line) <= end &&
      shared.every(({ key }, offset) => blocks[at + offset]?.key === key),
  );
  if (index < 0) throw byHand("has conditions or values in this block");
  const run = blocks.slice(index, index + shared.length);
  const origin = { kind: "template", file, line: Number(line) } as const;
  const text = stripMarks(replaceBlocks(template.text, [{ run, shared, text: published, origin }]));
  const path = /(?:^|\/)(templates\/.+)$/.exec(file)?.[1] ?? file;
  const isCopied = !isOwnTemplate(file);
  return {
    file,
    path,
    line: (run[0]?.start ?? 0) + 1,
    before: template.text,
    text: isCopied ? markedCopy(template.text, text) : text,
  };
}

/** Entries that say what is shared now go; those with words of their own keep them beside the new text. */
function takenOver(file: DriftFile, { section, shared }: DriftedBlock, published: string, name: string): DriftFile {
  const entries = file.entries.flatMap((entry) => {
    if (entry.section !== section || entry.shared !== shared) return entry;
    return entry.published === published
      ? []
      : { ...entry, shared: published, kind: driftKind(published, entry.published, name) };
  });
  return { ...file, entries };
}

/** A partial of the package is copied, with the change. */
function writePartial({ root }: Project, path: string, text: string): void {
  expectNoLink(root, path);
  if (existsSync(join(root, path)))
    return replaceFiles(root, [{ file: path, text: likeFile(readFileSync(join(root, path), "utf8"), text) }]);
  makeFolder(dirname(join(root, path)));
  writeFileSync(join(root, path), text);
}
