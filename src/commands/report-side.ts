import { basename, join, posix } from "node:path";
import type { BuiltPage } from "../build/built-page.ts";
import { createGuideMaker } from "../build/make-guide.ts";
import { loadDrift } from "../drift/load-drift.ts";
import { leadsOut, relativePath } from "../files/relative-path.ts";
import { readBytes, readText } from "../files/read-text.ts";
import { isThere } from "../files/is-there.ts";
import type { Finding } from "../findings/finding.ts";
import { KINDS, PAGE_FILES } from "../kinds/kinds.ts";
import { PACKAGED_TEMPLATES } from "../package.ts";
import { settingsOf, type Config } from "../project/config.ts";
import { filesOf, outputPatterns } from "../project/pages.ts";
import type { PagePaths } from "../project/paths.ts";
import { openProject, ProjectError, projectWithout, type Project } from "../project/project.ts";
import { NOT_OF_PAGES } from "../project/right-settings.ts";
import { explainLines } from "../provenance/explain.ts";

/** A project on one side of a change. */
export interface Side {
  readonly project: Project;
  /** Its pages that a descriptor makes, made, by their outputs. */
  readonly made: ReadonlyMap<string, BuiltPage>;
  /** Why no page can be made, where that is so: what is wrong with its settings. */
  readonly unmade: string | undefined;
  /** The files that may be pages, whoever wrote them. */
  readonly files: ReadonlySet<string>;
  /** What is wrong with its sources. */
  readonly findings: readonly Finding[];
  /** What a file is called in the report. */
  readonly named: (where: string) => string;
}

/**
 * Reads a project, and makes its pages. Where its settings are wrong it has no pages but those that are written.
 *
 * @param root its folder
 * @param files the files below it that git knows
 * @param packagedTemplates the folder of the package's templates, the same for both sides
 * @param other the other side: what is made of the same sources there is not made again
 * @returns the side
 */
export function openSide(root: string, files: readonly string[], packagedTemplates: string, other?: Side): Side {
  const opened = openProject({ root, packagedTemplates });
  const { findings } = opened;
  const whole = projectWithout(opened, NOT_OF_PAGES);
  const project = whole ?? opened.right?.project;
  if (!project) throw new ProjectError(`${findings[0]?.file ?? root}: ${findings[0]?.message ?? "it cannot be read"}`);
  const isMade = whole !== undefined;
  const maker = createGuideMaker(project);
  const own = nameTemplates(project, packagedTemplates);
  const named = (where: string) => own(other?.named(where) ?? where);
  const isSame = other ? compareSources(other, project, named) : () => false;
  const built = (isMade ? project.pages : []).map((paths) => {
    const known = other?.made.get(paths.output);
    return known && isSame(known) ? known : maker.make(paths);
  });
  const made = new Map(built.filter(({ isAbsent }) => !isAbsent).map((page) => [page.paths.output, page]));
  const ofBuild = isMade ? [...maker.findings, ...built.flatMap((page) => page.findings)] : [];
  const all = [...findings, ...ofBuild].map((finding) => ({ ...finding, file: named(finding.file) }));
  // The pages of a descriptor have its findings in common.
  const once = new Map(all.map((finding) => [JSON.stringify(finding), finding]));
  const wrong = isMade ? undefined : findings.find(({ severity }) => severity === "error");
  const unmade = isMade
    ? undefined
    : wrong
      ? `${wrong.file}:${wrong.line}: ${wrong.message}`
      : "the settings are wrong";
  return { project, made, unmade, files: new Set(files), findings: [...once.values()], named };
}

/** Tells of pages that the other side made whether this one makes them of the same sources. */
function compareSources(other: Side, project: Project, named: Side["named"]): (page: BuiltPage) => boolean {
  const sharedBy = ({ config, templates }: Project) =>
    JSON.stringify([config, templates.map(({ kind, name, file, text }) => [kind, name, named(file), text])]);
  if (other.unmade !== undefined || sharedBy(other.project) !== sharedBy(project)) return () => false;
  const isSameFile = (file: string) => {
    // It is no part of the base: both sides have what is there now.
    if (leadsOut(file)) return true;
    const [old, current] = [other.project.root, project.root].map((root) => readBytes(join(root, file)));
    const [before, after] = [old, current].map((read) => (read && "bytes" in read ? read.bytes : undefined));
    return before && after ? before.equals(after) : before === after;
  };
  // Of a page that could not be made, it is not known what else it needs.
  return ({ text, paths, inputs }) =>
    text !== undefined &&
    [paths.descriptor, paths.info, paths.snapshot, paths.drift, ...inputs.map(({ path }) => path)].every(isSameFile);
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
  const published = KINDS.flatMap((kind) => settingsOf(config, kind).published ?? []);
  return [...outputPatterns(config).map((output) => posix.normalize(output)), ...published].map(filesOf);
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

/**
 * Finds the pages of a side that a build would write otherwise than they stand there.
 *
 * @param kept the files that git knows on either side; where it knows no page, none is meant to be committed
 * @returns the pages that are outdated, or not there
 */
export function findOutdated(side: Side, kept: ReadonlySet<string>): readonly PagePaths[] {
  const pages = [...side.made.values()].filter(({ text }) => text !== undefined);
  if (!pages.some(({ paths }) => kept.has(paths.output))) return [];
  return pages.filter(({ paths, text }) => textOfPage(side, paths.output, true) !== text).map(({ paths }) => paths);
}

/** Finds the pages of a side that cannot be made: of a descriptor that cannot be read, its guide stands for all. */
export function findUnmade({ made }: Side): readonly PagePaths[] {
  const failed = [...made.values()].filter(({ text }) => text === undefined);
  // The first of a descriptor's pages is its guide.
  const seen = new Set<string>();
  return failed.flatMap(({ content, paths }) => {
    const key = content ? paths.output : paths.id;
    if (seen.has(key)) return [];
    seen.add(key);
    return [paths];
  });
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
