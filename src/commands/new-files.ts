import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { createNeededTags } from "../build/needed-tags.ts";
import { descriptorFiles } from "../build/make-guide.ts";
import { readCompanions } from "../descriptor/companions.ts";
import { parseDescriptor } from "../descriptor/load.ts";
import { findTodos } from "../descriptor/todos.ts";
import { findInvisible } from "../files/read-text.ts";
import type { Finding } from "../findings/finding.ts";
import { place } from "../findings/problem.ts";
import { KINDS, FIRST_KIND, type Kind } from "../kinds/kinds.ts";
import { idOf, pagePaths, type PagePaths } from "../project/paths.ts";
import { ProjectError, type Project } from "../project/project.ts";
import { schemaPath } from "../project/schema-path.ts";
import type { Defined } from "../sync/defined.ts";
import { definedIn } from "../sync/find-defined.ts";
import { snapshotText } from "../sync/snapshot.ts";
import { definedOrThrow } from "./catalog.ts";
import { expectNoLink } from "./expect-no-link.ts";
import { withoutUnused } from "./without-unused.ts";

/* What a new descriptor says: `new` writes it, and `init` the first one. */

/** What is asked of a new descriptor. */
export interface NewFileOptions {
  readonly title?: string | undefined;
  readonly layout?: string | undefined;
  /** The catalog whose definitions give the facts. */
  readonly from?: string | undefined;
  /** What else one can do where that catalog does not have the thing. */
  readonly advice?: string | undefined;
  /** Asks a question; undefined where there is nobody to answer. */
  readonly ask?: ((question: string, initial: string) => Promise<string>) | undefined;
}

/** A file that is to be written, relative to the project's root. */
export interface NewFile {
  readonly file: string;
  readonly text: string;
}

/** What is to be described. */
export interface Thing {
  readonly kind: Kind;
  readonly name: string;
  /** As commands name it. */
  readonly id: string;
}

/** What a name means: `redis` is the first kind's, `chart/redis` a chart. */
export function thingOf(given: string): Thing {
  const kind = KINDS.find(({ folder }) => given.startsWith(`${folder}/`)) as Kind | undefined;
  const name = kind ? given.slice(kind.folder.length + 1) : given;
  return { kind: kind ?? FIRST_KIND, name, id: idOf(kind ?? FIRST_KIND, name) };
}

/**
 * The files of a thing that has none yet: its descriptor, and the snapshot where its pages print it.
 *
 * @param catalog whose definitions give the facts; it must have the thing where `from` names it
 * @returns the descriptor first; no files where the definitions have errors, which are the findings
 * @throws ProjectError where the name is none, or taken, or the catalog does not have it
 */
export async function newFiles(
  { kind, name, id }: Thing,
  project: Project,
  catalog: Catalog,
  options: NewFileOptions,
): Promise<{ readonly files: readonly NewFile[]; readonly findings: readonly Finding[] }> {
  const valid = kind.schema.shape.name.safeParse(name);
  if (!valid.success)
    throw new ProjectError(
      `"${name}" is no ${kind.noun}'s name: ${valid.error.issues[0]?.message ?? "expected another"}`,
    );
  const existing = project.pages.find((page) => page.id === id);
  if (existing) throw new ProjectError(`${existing.descriptor} exists: edit it, or choose another name`);

  const pages = pagePaths(name, kind, project.config);
  const [paths] = pages;
  const { from, advice } = options;
  const known = from === undefined ? definedIn(name, kind, catalog) : definedOrThrow(name, kind, catalog, from, advice);
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
  return { files, findings: findTodos(text).map((todo) => place(todo, file)) };
}

/** The title, and whether the project's `info.yaml` says it already. */
async function titleOf(
  { kind, name, info: file, id }: PagePaths,
  { root }: Project,
  known: Defined | undefined,
  { title: given, ask }: NewFileOptions,
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

/** The name in words: `kserve-agent` is "Kserve Agent". */
function inWords(name: string): string {
  return name
    .split(/[._-]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
