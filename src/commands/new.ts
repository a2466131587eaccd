import { existsSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { EMPTY_CATALOG, type Catalog } from "../catalog/catalog.ts";
import { KINDS, FIRST_KIND, type Kind } from "../kinds/kinds.ts";
import { idOf, pagePaths, type PagePaths } from "../project/paths.ts";
import { isProjectError } from "../project/project-error.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import { schemaPath } from "../project/schema-path.ts";
import { findInvisible } from "../files/read-text.ts";
import { findLink, makeFolder } from "../files/folders.ts";
import { isSystemError, withPath } from "../files/system-error.ts";
import { readCompanions } from "../descriptor/companions.ts";
import { commandLine } from "../package.ts";
import type { Finding } from "../findings/finding.ts";
import { place } from "../findings/problem.ts";
import type { Defined } from "../sync/defined.ts";
import { definedIn } from "../sync/find-defined.ts";
import { snapshotText } from "../sync/snapshot.ts";
import { descriptorFiles } from "../build/make-guide.ts";
import { createNeededTags } from "../build/needed-tags.ts";
import { parseDescriptor } from "../descriptor/load.ts";
import { findTodos } from "../descriptor/todos.ts";
import { definedOrThrow, openCatalog } from "./catalog.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { withFacts } from "./facts-file.ts";
import { failureLine } from "./failure.ts";
import { report } from "./report.ts";
import { withoutUnused } from "./without-unused.ts";

export interface NewOptions extends CommonOptions {
  readonly title?: string | undefined;
  readonly layout?: string | undefined;
  /** The catalog whose definitions give the facts. */
  readonly from?: string | undefined;
  /** A file of facts besides; that of the settings where left out. */
  readonly facts?: string | undefined;
  /** Asks a question; undefined where there is nobody to answer. */
  readonly ask?: ((question: string, initial: string) => Promise<string>) | undefined;
}

/** What is to be described. */
interface Thing {
  readonly kind: Kind;
  readonly name: string;
  /** As commands name it. */
  readonly id: string;
}

/** Descriptors that were written, and what is to be said of them. */
interface Written {
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * `dhi-guides new NAME... [--from DIR]`: writes descriptors that build at once and mark what only a person knows. What can
 * be written is; of each other one it is said why not.
 *
 * @param names the things: `redis` is an image, `chart/redis` a Helm chart
 * @returns 1 where one of several could not be written
 * @throws ProjectError where the only one is no name, or taken, or the catalog does not have it; or where nothing can be
 *   written at all
 */
export async function newDescriptors(
  names: readonly string[],
  options: NewOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  const things = [...new Map(names.map(thingOf).map((thing) => [thing.id, thing])).values()];
  if (options.title !== undefined && things.length > 1)
    throw new ProjectError("--title is the name of one: leave it out, or give one name");
  const { project, findings } = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  if (!project) return report(findings, context, options);
  const layouts = project.templates.filter(({ kind }) => kind === "layout").map((layout) => layout.name);
  if (options.layout !== undefined && !layouts.includes(options.layout))
    throw new ProjectError(`there is no layout "${options.layout}", expected one of ${layouts.join(", ")}`);
  const defined = options.from === undefined ? EMPTY_CATALOG : await openCatalog(options.from, project);
  const { catalog, findings: ofFacts } = withFacts(options.facts, project, defined, things);
  // Which of its names are unknown, `sync` tells.
  const broken = ofFacts.filter(({ severity }) => severity === "error");
  if (broken.length > 0) return report(broken, context, options);

  const done: (Written & Thing)[] = [];
  let failed = 0;
  for (const thing of things) {
    try {
      done.push({ ...(await writeNew(thing, project, catalog, options)), ...thing });
    } catch (error) {
      if (things.length === 1 || !(isProjectError(error) || isSystemError(error))) throw error;
      context.err(failureLine(error));
      failed += 1;
    }
  }
  const written = done.filter(({ files }) => files.length > 0);
  const files = written.flatMap((each) => each.files);
  if (options.reporter === "pretty") for (const file of files) context.out(`${file}\n`);
  const status = report(
    done.flatMap((each) => each.findings),
    context,
    options,
  );
  if (!options.quiet && files.length > 0) {
    const next = commandLine(`build ${written.map(({ id }) => id).join(" ")}`);
    context.err(`wrote ${files.join(", ")}: fill in what is marked, then run ${next}\n`);
  }
  return failed > 0 ? 1 : status;
}

/** `redis` is the first kind's, `chart/redis` a chart. */
function thingOf(given: string): Thing {
  const kind = KINDS.find(({ folder }) => given.startsWith(`${folder}/`)) as Kind | undefined;
  const name = kind ? given.slice(kind.folder.length + 1) : given;
  return { kind: kind ?? FIRST_KIND, name, id: idOf(kind ?? FIRST_KIND, name) };
}

/** Nothing is written where the definitions have errors. */
async function writeNew(
  { kind, name, id }: Thing,
  project: Project,
  catalog: Catalog,
  options: NewOptions,
): Promise<Written> {
  const valid = kind.schema.shape.name.safeParse(name);
  if (!valid.success)
    throw new ProjectError(
      `"${name}" is no ${kind.noun}'s name: ${valid.error.issues[0]?.message ?? "expected another"}`,
    );
  const existing = project.pages.find((page) => page.id === id);
  if (existing) throw new ProjectError(`${existing.descriptor} exists: edit it, or choose another name`);

  const pages = pagePaths(name, kind, project.config);
  const [paths] = pages;
  const { from } = options;
  const known = from === undefined ? definedIn(name, kind, catalog) : definedOrThrow(name, kind, catalog, from);
  if (known && known.findings.length > 0) return { files: [], findings: known.findings };
  const { title, isTitled } = await titleOf(paths, project, known, options);
  const { descriptor: file } = paths;
  const head = {
    name,
    title,
    isTitled,
    layout: options.layout,
    hasOverview: pages.some(({ page }) => page.fields === "overview"),
    schema: schemaPath(project.root, file, kind),
  };
  const text = withoutUnused(known ? known.scaffold(head) : kind.scaffold(head), paths, project);
  const files = [{ file, text }];
  const { descriptor } = parseDescriptor(text, descriptorFiles(paths, project));
  const tags = descriptor && createNeededTags(project)(paths, descriptor);
  const snapshot = definedIn(name, kind, catalog, { tags })?.snapshot;
  if (snapshot) files.push({ file: paths.snapshot, text: snapshotText(snapshot) });
  for (const each of files) expectNoLink(project.root, each.file);
  if (existsSync(join(project.root, file))) throw new ProjectError(`${file} exists: edit it, or choose another name`);
  writeFile(join(project.root, file), text, "wx");
  for (const each of files.slice(1)) writeFile(join(project.root, each.file), each.text, "w");
  return { files: files.map((each) => each.file), findings: findTodos(text).map((todo) => place(todo, file)) };
}

/** The title, and whether the project's `info.yaml` says it already. */
async function titleOf(
  { kind, name, info: file, id }: PagePaths,
  { root }: Project,
  known: Defined | undefined,
  { title: given, ask }: NewOptions,
): Promise<{ readonly title: string; readonly isTitled: boolean }> {
  const titled = (displayName: string | undefined) =>
    displayName === undefined ? undefined : kind.titleOf(displayName);
  const told = titled(readCompanions(root, { info: file }).info?.title);
  const guess = inWords(name);
  const title = given ?? told ?? titled(known?.info.title) ?? (await ask?.(`Title of ${id}`, guess)) ?? guess;
  if (!kind.schema.shape.title.safeParse(title).success || findInvisible(title))
    throw new ProjectError(`"${title}" is no title: expected some words on one line`);
  return { title, isTitled: title === told };
}

function expectNoLink(root: string, file: string): void {
  const link = findLink(root, join(root, file));
  if (link !== undefined)
    throw new ProjectError(`${link} is a symbolic link: the descriptor would be written elsewhere`);
}

/** Half a file is none; one that somebody else has just written is theirs. */
function writeFile(path: string, text: string, flag: "w" | "wx"): void {
  makeFolder(dirname(path));
  try {
    withPath(path, () => writeFileSync(path, text, { flag }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") rmSync(path, { force: true });
    throw error;
  }
}

/** The name in words: `kserve-agent` is "Kserve Agent". */
function inWords(name: string): string {
  return name
    .split(/[._-]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
