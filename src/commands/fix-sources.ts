import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BuiltPage } from "../build/built-page.ts";
import { createGuideMaker } from "../build/make-guide.ts";
import { plainText } from "../files/line-ends.ts";
import { readText } from "../files/read-text.ts";
import type { Replacement } from "../files/replace-files.ts";
import type { Finding } from "../findings/finding.ts";
import { formatMarkdown } from "../format/format-markdown.ts";
import { commandLine } from "../package.ts";
import type { PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import { copyOfPackaged } from "../project/template-files.ts";
import { explainLines, type Explanation } from "../provenance/explain.ts";
import { applyEdits, fixedPage, hasOnlyLost, keepGood } from "../verify/fix.ts";
import { isUnharmed } from "../verify/harm.ts";
import type { Edit, FixableFinding } from "../verify/rule.ts";
import { findInSource } from "./find-in-source.ts";

/** Verifies a page's text, which may not be written, with the settings of its file. */
export type PageVerifier = (file: string, text: string) => Promise<readonly FixableFinding[]>;

/** A finding that has one answer, and is left. */
export interface LeftFix {
  readonly finding: FixableFinding;
  /** Why, and what to do about it. */
  readonly why: string;
}

/** An edit of a descriptor, a Markdown file beside it, or a template. */
interface SourceEdit extends Edit {
  /** Relative to the root; of a template, what findings call it. */
  readonly file: string;
}

/** What is done to sources as a whole or not at all, and what it mends: one place may be in many pages. */
interface SourceFix {
  readonly edits: readonly SourceEdit[];
  readonly findings: FixableFinding[];
  /** Whether it edits a template, which any page may use. */
  readonly isTemplate: boolean;
}

/**
 * Mends pages that descriptors make where a person would: in the descriptor, its Markdown files, and the project's own
 * templates. The pages are made again in memory. A fix is kept only if each page that it is for is then the page with
 * that fix, and no page that it reaches has a new finding, or an error of the build.
 *
 * @param findings those with edits, in pages of the project
 * @param project the project
 * @param verify verifies a page's text
 * @returns the findings that are mended, what the sources are to hold, and what is left
 */
export async function fixSources(
  findings: readonly FixableFinding[],
  project: Project,
  verify: PageVerifier,
): Promise<{
  readonly fixed: readonly FixableFinding[];
  readonly sources: readonly Replacement[];
  readonly left: readonly LeftFix[];
}> {
  if (findings.length === 0) return { fixed: [], sources: [], left: [] };
  const pages = createPages(project, verify);
  const { fixes, left } = findFixes(findings, project, pages);
  const kept = [...(await keepGood(fixes.filter(isShared), (chosen) => isGood([], chosen, project, pages)))];
  // What a descriptor says is in its own pages alone: the others need not be made again.
  const own = fixes.filter((fix) => !isShared(fix));
  const descriptorOfFix = ({ findings: [first] }: SourceFix) => descriptorOf(first, pages);
  for (const descriptor of new Set(own.map(descriptorOfFix))) {
    const base = [...kept];
    const some = own.filter((fix) => descriptorOfFix(fix) === descriptor);
    kept.push(...(await keepGood(some, (chosen) => isGood(base, chosen, project, pages))));
  }
  const refused = fixes.filter((fix) => !kept.includes(fix));
  const edits = editsByFile(kept);
  return {
    fixed: kept.flatMap((fix) => fix.findings),
    sources: [...edits].map(([file, some]) => ({
      file,
      text: applyEdits(readFileSync(join(project.root, file), "utf8"), some),
    })),
    left: [
      ...left,
      ...refused.flatMap((fix) =>
        fix.findings.map((finding) => ({
          finding,
          why: `what it would change at ${fix.edits[0]?.file ?? "its source"} does more than mend it: edit it by hand`,
        })),
      ),
    ],
  };
}

/** The pages of a project as they are, each made and verified when it is first asked for. */
interface Pages {
  readonly findings: readonly Finding[];
  readonly paths: ReadonlyMap<string, PagePaths>;
  readonly make: (paths: PagePaths) => BuiltPage;
  readonly verify: PageVerifier;
  readonly findingsOf: (page: BuiltPage) => Promise<readonly FixableFinding[]>;
}

function createPages(project: Project, verify: PageVerifier): Pages {
  const maker = createGuideMaker(project);
  const made = new Map<PagePaths, BuiltPage>();
  const found = new Map<string, Promise<readonly FixableFinding[]>>();
  return {
    findings: maker.findings,
    paths: new Map(project.pages.map((paths) => [paths.output, paths])),
    make: (paths) => {
      const page = made.get(paths) ?? maker.make(paths);
      made.set(paths, page);
      return page;
    },
    verify,
    findingsOf: ({ paths: { output }, text = "" }) => {
      const findings = found.get(output) ?? verify(output, text);
      found.set(output, findings);
      return findings;
    },
  };
}

/** Finds where in the sources each finding is mended. */
function findFixes(
  findings: readonly FixableFinding[],
  project: Project,
  pages: Pages,
): { readonly fixes: readonly SourceFix[]; readonly left: readonly LeftFix[] } {
  const fixes = new Map<string, SourceFix>();
  const left: LeftFix[] = [];
  const explained = new Map<string, readonly Explanation[] | undefined>();
  for (const finding of findings) {
    const { file, edits = [] } = finding;
    const page = pages.make(pages.paths.get(file) as PagePaths);
    const { text } = page;
    if (!explained.has(file)) explained.set(file, isBuilt(page, project) ? explainLines(page, page.source) : undefined);
    const explanations = explained.get(file);
    if (text === undefined || !explanations) {
      left.push({ finding, why: `${file} is not what build gives: run ${commandLine("build")} first` });
      continue;
    }
    const found = edits.map((edit) => sourceEdit(edit, text, explanations, page, project));
    const why = found.find((each) => typeof each === "string");
    if (why !== undefined) {
      left.push({ finding, why });
      continue;
    }
    const key = JSON.stringify(found);
    const sourceEdits = found as SourceEdit[];
    const isTemplate = sourceEdits.some((each) => project.templates.some((template) => template.file === each.file));
    const fix = fixes.get(key) ?? { edits: sourceEdits, findings: [], isTemplate };
    fix.findings.push(finding);
    fixes.set(key, fix);
  }
  return { fixes: [...fixes.values()], left };
}

function isBuilt({ text, paths }: BuiltPage, { root }: Project): boolean {
  const read = readText(join(root, paths.output));
  return "text" in read && read.text === text;
}

/** The edit of the source that gives an edit of a page; or why there is none. */
function sourceEdit(
  edit: Edit,
  text: string,
  explanations: readonly Explanation[],
  { source = "", paths }: BuiltPage,
  project: Project,
): SourceEdit | string {
  const origin = explanations[text.slice(0, edit.start).split("\n").length - 1];
  if (!origin) return "where it comes from is not known";
  const { kind, where } = origin;
  const packaged = kind === "template" ? copyOfPackaged(where) : undefined;
  if (packaged) return `it is in the package's wording: run ${packaged.command} and edit ${packaged.line}`;
  if (kind === "fact") return `it is made from a value: edit ${where}`;
  if (kind === "drift") return `it is a published wording: edit ${where}`;
  const colon = where.lastIndexOf(":");
  const [file, line] = [where.slice(0, colon), Number(where.slice(colon + 1))];
  const own = kind === "template" ? project.templates.find((template) => template.file === file)?.text : undefined;
  const holds = own ?? (file === paths.descriptor ? source : textOf(join(project.root, file)));
  const place = findInSource(edit, text, { text: holds, line, isYaml: kind === "descriptor" });
  return place ? { file, ...place, text: edit.text } : `it is not at one place as it stands in the page: edit ${where}`;
}

function textOf(path: string): string {
  const read = readText(path);
  return "text" in read ? read.text : "";
}

/** Whether fixes are good beside those that are kept already. */
async function isGood(
  kept: readonly SourceFix[],
  chosen: readonly SourceFix[],
  project: Project,
  pages: Pages,
): Promise<boolean> {
  const edits = editsByFile([...kept, ...chosen]);
  if ([...edits.values()].some(touchEachOther)) return false;
  const textsOf = new Map(
    [...edits].map(([file, some]) => [
      file,
      applyEdits(plainText(readFileSync(join(project.root, file), "utf8")), some),
    ]),
  );
  const templates = project.templates.map((template) => ({
    ...template,
    text: textsOf.get(template.file) ?? template.text,
  }));
  const maker = createGuideMaker({ ...project, templates });
  if (!hasOnlyLost(pages.findings, maker.findings, [])) return false;

  const findings = [...kept, ...chosen].flatMap((fix) => fix.findings);
  const reachesAll = chosen.some(isShared);
  const descriptors = new Set(chosen.flatMap((fix) => fix.findings).map((finding) => descriptorOf(finding, pages)));
  for (const paths of project.pages) {
    if (!reachesAll && !descriptors.has(paths.descriptor)) continue;
    const before = pages.make(paths);
    const after = maker.make(paths, undefined, { source: textsOf.get(paths.descriptor), prose: textsOf });
    if (!hasOnlyLost(errorsOf(before), errorsOf(after), [])) return false;
    const mended = findings.filter(({ file }) => file === paths.output);
    if (before.text === undefined || (before.text === after.text && mended.length === 0)) continue;
    if (after.text === undefined || !isUnharmed(before.text, after.text)) return false;
    if (mended.length > 0 && after.text !== fixedPage(before.text, mended, formatMarkdown)) return false;
    const found = await pages.verify(paths.output, after.text);
    if (!hasOnlyLost(await pages.findingsOf(before), found, mended)) return false;
  }
  return true;
}

const isShared = ({ isTemplate }: SourceFix) => isTemplate;

function descriptorOf(finding: Finding | undefined, { paths }: Pages): string | undefined {
  return finding && paths.get(finding.file)?.descriptor;
}

function errorsOf({ findings }: BuiltPage): readonly Finding[] {
  return findings.filter(({ severity }) => severity === "error");
}

function editsByFile(fixes: readonly SourceFix[]): Map<string, readonly SourceEdit[]> {
  const byFile = new Map<string, readonly SourceEdit[]>();
  for (const edit of fixes.flatMap((fix) => fix.edits)) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  return byFile;
}

function touchEachOther(edits: readonly Edit[]): boolean {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  return sorted.some((edit, index) => {
    const next = sorted[index + 1];
    return next !== undefined && (next.start < edit.end || next.start === edit.start);
  });
}
