import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { diffLines } from "diff";
import type { BuiltPage } from "../build/built-page.ts";
import { driftedBlocks, type GuideEntry } from "../drift/debt.ts";
import { driftPage, type DriftPage } from "../drift/page/drift-page.ts";
import { makeFolder } from "../files/folders.ts";
import { runGit } from "../files/git.ts";
import { relativePath } from "../files/relative-path.ts";
import { withPath } from "../files/system-error.ts";
import { Formatter } from "../format/formatter.ts";
import { originsOfLines } from "../markdown/origin.ts";
import type { Project } from "../project/project.ts";

/**
 * Writes a page that shows the drift of guides.
 *
 * @param file where it goes, from the current folder
 * @param project the project
 * @param guides those that have drift, made
 * @param isAll whether these are all that there are: then their history is shown
 * @throws the system's error where it cannot be written
 */
export function writeDriftPage(file: string, project: Project, guides: readonly BuiltPage[], isAll: boolean): void {
  const path = resolve(file);
  const folder = dirname(path);
  const templates = new Map(project.templates.map((template) => [template.file, template.path]));
  const entries = guides.flatMap(driftEntries);
  const text = driftPage({
    blocks: driftedBlocks(entries, countLines()),
    guides: guides.map(({ paths: { id, descriptor }, drift }) => ({ name: id, descriptor, drift: drift?.path ?? "" })),
    history: isAll ? historyOf(project.root, entries.length) : [],
    hrefOf: (target) =>
      relativePath(folder, templates.get(target) ?? join(project.root, target))
        .split("/")
        .map(encodeURIComponent)
        .join("/"),
  });
  withPath(path, () => {
    makeFolder(folder);
    writeFileSync(path, text);
  });
}

/**
 * Gives the entries of a guide with where their shared text stands.
 *
 * @param built the guide, made
 * @param guide its index
 * @returns its entries, in the order of its drift file
 */
export function driftEntries({ sections, drift }: BuiltPage, guide: number): GuideEntry[] {
  if (!drift) return [];
  // A block's text carries where it stands in the drift file, and the template's line that it took the place of.
  const sources = new Map<number, string>();
  for (const { line } of sections.flatMap(({ marked }) => originsOfLines(marked))) {
    const shared = line.findLast((origin) => origin.kind === "template");
    const own = line.find((origin) => origin.kind === "drift");
    if (shared && own && !sources.has(own.line)) sources.set(own.line, `${shared.file}:${shared.line}`);
  }
  return drift.file.entries.map((entry, index) => ({ ...entry, guide, source: sources.get(drift.lineOf(index)) }));
}

/** Counts the lines of a block that go and come where its wording is the shared one, in house style. */
function countLines(): (shared: string, published: string) => number {
  const formatter = new Formatter();
  return (shared, published) =>
    diffLines(formatter.text(published), formatter.text(shared))
      .filter(({ added, removed }) => added || removed)
      .reduce((sum, { count }) => sum + count, 0);
}

/** More points than this are no clearer. */
const MOST_POINTS = 30;

/** The number of entries at commits that changed drift files, and now; nothing where there is no repository. */
function historyOf(root: string, now: number): DriftPage["history"] {
  const git = (...args: string[]) => {
    const ran = runGit(root, args);
    return "reason" in ran ? "" : ran.output.toString("utf8");
  };
  const files = ":(glob)**/*drift.yaml";
  const commits = git("log", "--reverse", "--format=%H %cs", "--", files).split("\n").filter(Boolean);
  const step = Math.max(1, (commits.length - 1) / (MOST_POINTS - 2));
  const shown = commits.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  const last = commits.at(-1);
  if (last !== undefined && shown.at(-1) !== last) shown.push(last);
  const points = shown.map((commit) => {
    const [hash = "", when = ""] = commit.split(" ");
    return {
      when,
      entries: git("grep", "--count", "-h", "-E", "^ *- section:", hash, "--", files)
        .split("\n")
        .reduce((sum, count) => sum + Number(count), 0),
    };
  });
  return points.length === 0 ? [] : [...points, { when: "now", entries: now }];
}
