import { basename, join, posix } from "node:path";
import escapeStringRegexp from "escape-string-regexp";
import type { BuiltPage } from "../build/built-page.ts";
import { createGuideMaker } from "../build/make-guide.ts";
import { loadDrift } from "../drift/load-drift.ts";
import { relativePath } from "../files/relative-path.ts";
import { readText } from "../files/read-text.ts";
import { isThere } from "../files/is-there.ts";
import type { Finding } from "../findings/finding.ts";
import { KINDS, PAGE_FILES } from "../kinds/kinds.ts";
import { PACKAGED_TEMPLATES } from "../package.ts";
import { settingsOf, type Config } from "../project/config.ts";
import { pagesOf } from "../project/pages.ts";
import type { PagePaths } from "../project/paths.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import { explainLines } from "../provenance/explain.ts";

/** A project on one side of a change. */
export interface Side {
  readonly project: Project;
  /** Its pages that a descriptor makes, made, by their outputs. */
  readonly made: ReadonlyMap<string, BuiltPage>;
  /** The files that may be pages, whoever wrote them. */
  readonly files: ReadonlySet<string>;
  /** What is wrong with its sources. */
  readonly findings: readonly Finding[];
  /** What a file is called in the report. */
  readonly named: (where: string) => string;
}

/**
 * Reads a project, and makes its pages.
 *
 * @param root its folder
 * @param files the files below it that git knows
 * @param packagedTemplates the folder of the package's templates, the same for both sides
 * @param called what an error calls the side
 * @returns the side
 * @throws ProjectError where its settings are wrong
 */
export function openSide(root: string, files: readonly string[], packagedTemplates: string, called = ""): Side {
  const { project, findings } = openProject({ root, packagedTemplates });
  if (!project)
    throw new ProjectError(`${called}${findings[0]?.file ?? root}: ${findings[0]?.message ?? "it cannot be read"}`);
  const maker = createGuideMaker(project);
  const built = project.pages.map((paths) => maker.make(paths));
  const made = new Map(built.filter(({ isAbsent }) => !isAbsent).map((page) => [page.paths.output, page]));
  const named = nameTemplates(project, packagedTemplates);
  const all = [...findings, ...maker.findings, ...built.flatMap((page) => page.findings)].map((finding) => {
    return { ...finding, file: named(finding.file) };
  });
  // The pages of a descriptor have its findings in common.
  const once = new Map(all.map((finding) => [JSON.stringify(finding), finding]));
  return { project, made, files: new Set(files), findings: [...once.values()], named };
}

/** The package's templates are called alike on both sides, wherever it is installed. */
function nameTemplates({ root }: Project, packagedTemplates: string): Side["named"] {
  const installed = relativePath(root, packagedTemplates);
  return (where) =>
    /\bnode_modules\//.test(installed) && where.startsWith(`${installed}/`)
      ? `${PACKAGED_TEMPLATES}${where.slice(installed.length)}`
      : where;
}

/**
 * Finds the files that are pages, on either side: those of the settings' patterns; where nothing is set and nothing is
 * described, those that are called as pages are, or else all Markdown.
 *
 * @returns their paths, relative to the root
 */
export function findPageFiles(sides: readonly Side[]): ReadonlySet<string> {
  const isProject = sides.some(({ project, made }) => project.configFile !== undefined || made.size > 0);
  const all = sides.flatMap(({ files }) => [...files]);
  if (!isProject) {
    const named = all.filter((file) => PAGE_FILES.has(basename(file)));
    return new Set(named.length > 0 ? named : all.filter((file) => file.endsWith(".md")));
  }
  const patterns = sides.flatMap(({ project: { config } }) => pagePatterns(config));
  return new Set(all.filter((file) => patterns.some((pattern) => pattern.test(file))));
}

function pagePatterns(config: Config): RegExp[] {
  return KINDS.flatMap((kind) => {
    const { published } = settingsOf(config, kind);
    const outputs = pagesOf(config, kind).map(({ output }) => posix.normalize(output));
    return [...outputs, ...(published === undefined ? [] : [published])].map((pattern) => {
      const [before = "", after = ""] = pattern.split("{name}");
      return new RegExp(`^${escapeStringRegexp(before)}[^/]+${escapeStringRegexp(after)}$`);
    });
  });
}

/**
 * A page of a side: what its file holds; where git knows no file of it on either side, what is made of its descriptor.
 *
 * @param file its path, relative to the root
 * @param isKept whether git knows it on either side
 * @returns the text; undefined where there is no such page, or it cannot be read
 */
export function textOfPage({ project, made, files }: Side, file: string, isKept: boolean): string | undefined {
  if (!isKept) return made.get(file)?.text;
  if (!files.has(file)) return undefined;
  const read = readText(join(project.root, file));
  return "text" in read ? read.text : undefined;
}

/**
 * Says where the lines of a page come from.
 *
 * @param text what the page says
 * @returns a source for each line; undefined where the project makes no such text
 */
export function originsOfPage({ made, named }: Side, file: string, text: string): readonly string[] | undefined {
  const page = made.get(file);
  return page?.text === text ? explainLines(page, page.source).map(({ where }) => named(where)) : undefined;
}

/** A block of drift: what it is known by, and whose it is. */
export interface KnownDrift {
  readonly key: string;
  readonly paths: PagePaths;
  readonly section: string;
}

/** Lists the drift of a side. It is known by what the page says, for the shared text may change. */
export function driftOf({ project }: Side): KnownDrift[] {
  return project.pages.flatMap((paths) => {
    if (!isThere(join(project.root, paths.drift))) return [];
    const entries = loadDrift(project.root, paths.drift).drift?.file.entries ?? [];
    return entries.map(({ section, published }) => {
      return { key: JSON.stringify([paths.drift, section, published]), paths, section };
    });
  });
}
