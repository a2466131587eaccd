import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readCompanions } from "../../descriptor/companions.ts";
import { plainText } from "../../files/line-ends.ts";
import type { Snapshot } from "../../descriptor/snapshot.ts";
import type { Kind } from "../../kinds/kinds.ts";
import type { Config } from "../../project/config.ts";
import { settingsOf } from "../../project/config.ts";
import { fill, guidesOf, idOf, pagePaths, type PagePaths } from "../../project/paths.ts";
import type { Project } from "../../project/project.ts";
import type { Fields } from "../describe/page-context.ts";
import { filesIn } from "../describe/prose-files.ts";
import { statedIn } from "../write/edit-yaml.ts";
import type { PublishedGuide } from "./published-guide.ts";
import type { SourcePage } from "./read-pages.ts";

/** What pages are about, and what the project has of it. */
export interface Thing {
  readonly kind: Kind;
  readonly name: string;
  /** Where its pages stand, the guide first. */
  readonly paths: readonly [PagePaths, ...PagePaths[]];
  /** Its descriptor as it stands, scalars as text; undefined where there is none. */
  readonly descriptor: { readonly text: string; readonly fields: Fields } | undefined;
  readonly beside: PublishedGuide["beside"];
  /** The text of a snapshot that it does not have yet. */
  readonly newSnapshot: string | undefined;
  /** The prose files beside it. */
  readonly files: readonly string[];
}

/** What a descriptor has at its top whichever page it was written for. */
const HEAD: ReadonlySet<string> = new Set(["name", "title", "registry"]);

/**
 * The snapshot of a thing: what it says, and its text; undefined where definitions say nothing. What is used is in the
 * order in which a page lists it.
 */
export type SnapshotOf = (
  kind: Kind,
  name: string,
  listed: readonly string[],
) => { readonly facts: Snapshot; readonly text: string } | undefined;

/**
 * Makes the function that finds what a page is about.
 *
 * @param project the project
 * @param config its settings, as they will be
 * @param snapshotOf what definitions say
 * @returns the function; it gives the same thing for all pages of one
 */
export function createThings(
  { root, pages }: Pick<Project, "root" | "pages">,
  config: Config,
  snapshotOf: (kind: Kind, name: string) => ReturnType<SnapshotOf> = () => undefined,
) {
  const managed = new Map(guidesOf(pages).map((paths) => [paths.id, paths]));
  const known = new Map<string, Thing>();
  return ({ kind, name }: Pick<SourcePage, "kind" | "name">): Thing => {
    const id = idOf(kind, name);
    const found = known.get(id) ?? thingOf(kind, name, managed.get(id), { root, config, snapshotOf });
    known.set(id, found);
    return found;
  };
}

function thingOf(
  kind: Kind,
  name: string,
  managed: PagePaths | undefined,
  {
    root,
    config,
    snapshotOf,
  }: {
    readonly root: string;
    readonly config: Config;
    readonly snapshotOf: (kind: Kind, name: string) => ReturnType<SnapshotOf>;
  },
): Thing {
  const isIts = (pattern: string) => fill(pattern, name) === managed?.descriptor;
  const paths = pagePaths(name, kind, config, settingsOf(config, kind).descriptors.find(isIts));
  const file = join(root, paths[0].descriptor);
  const prose = join(root, paths[0].prose);
  const text = managed && existsSync(file) ? plainText(readFileSync(file, "utf8")) : undefined;
  const { info, snapshot: known } = readCompanions(root, paths[0]);
  const made = existsSync(join(root, paths[0].snapshot)) ? undefined : snapshotOf(kind, name);
  const snapshot = known ?? made?.facts;
  return {
    kind,
    name,
    paths,
    descriptor: text === undefined ? undefined : { text, fields: statedIn(text) },
    beside: { ...(info && { info }), ...(snapshot && { snapshot }) },
    newSnapshot: made?.text,
    files: text !== undefined && existsSync(prose) ? readdirSync(prose) : [],
  };
}

/**
 * What a descriptor says at its top: what of its fields is not another page's.
 *
 * @param fields the descriptor's fields
 * @param kind what it is about
 */
export function topFields(fields: Fields, { pages }: Kind): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !pages.some((page) => page.fields === name)));
}

/**
 * Whether a descriptor was written for other pages than the guide: of that, it says nothing.
 *
 * @param fields the descriptor's fields
 * @param kind what it is about
 */
export function lacksGuide(fields: Fields, kind: Kind): boolean {
  const isForOther = kind.pages.some((page) => page.fields && typeof fields[page.fields] === "object");
  return isForOther && Object.keys(topFields(fields, kind)).every((name) => HEAD.has(name));
}

/**
 * The prose files that a descriptor names for one of its pages.
 *
 * @param fields the descriptor's fields
 * @param page the page
 */
export function ownFiles(fields: Fields, { kind, page }: Pick<SourcePage, "kind" | "page">): readonly string[] {
  return filesIn(page.fields === "" ? topFields(fields, kind) : page.fields && fields[page.fields]);
}

/**
 * Whether a descriptor says what only one of its pages says: where it is `false`, or nothing, nobody wrote that page.
 *
 * @param fields the descriptor's fields
 * @param page the page
 */
export function isStated(fields: Fields, { page }: Pick<PagePaths, "page">): boolean {
  return page.fields === "" || (page.fields !== undefined && typeof fields[page.fields] === "object");
}
