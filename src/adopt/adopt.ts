import { makeFolder } from "../files/folders.ts";
import type { Finding } from "../findings/finding.ts";
import { settingsOf, type Config } from "../project/config.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { guidesOf, idOf } from "../project/paths.ts";
import { openProject, type Project } from "../project/project.ts";
import type { TemplateSource } from "../render/parse-template.ts";
import { adoptedPages } from "./adopted-pages.ts";
import type { PageContext } from "./describe/page-context.ts";
import { sortPages } from "./known-pages.ts";
import type { PageGroup } from "./learn/learn-templates.ts";
import { provePages, type AdoptedPage } from "./prove-pages.ts";
import { identifyAll } from "./read/identify-all.ts";
import { cutGuide } from "./read/published-guide.ts";
import { readPages, type SourcePage } from "./read/read-pages.ts";
import { createThings, ownFiles, type SnapshotOf, type Thing } from "./read/things.ts";
import { shareText, type Shared } from "./share-text.ts";
import { configText, patternOf } from "./write/config-text.ts";
import { fieldsText } from "./write/descriptor-text.ts";
import { editYaml, statedIn, valueIn, type YamlEdit } from "./write/edit-yaml.ts";
import { Stage } from "./write/stage.ts";

export interface AdoptOptions {
  readonly paths: readonly string[];
  /** The project's folder; made where it does not exist. */
  readonly root: string;
  readonly packagedTemplates: string;
  /** What definitions say of a thing that is much or changes often: it goes into its snapshot where there is none. */
  readonly snapshotOf?: SnapshotOf | undefined;
  /** Whether pages that the project has, and gives otherwise, are adopted again. */
  readonly force: boolean;
  /** Tells apart what several runs write at the same time. */
  readonly pid: number;
  readonly progress: AdoptProgress;
}

/** Told how far an adoption is. */
export interface AdoptProgress {
  readonly stage: (name: string, total: number) => void;
  readonly step: () => void;
}

export interface Adoption {
  readonly project: Project | undefined;
  readonly pages: readonly AdoptedPage[];
  /** What pages are about that the project has already; with force, those that it gives as they are. */
  readonly known: readonly string[];
  /** Pages as they were read. */
  readonly sources: readonly SourcePage[];
  /** Templates that are new to the project. */
  readonly templates: readonly TemplateSource[];
  readonly findings: readonly Finding[];
  /** Puts everything in its place; nothing is written before. */
  readonly write: () => readonly string[];
}

/**
 * Adopts pages: learns their shared text, describes each as descriptor, prose and drift, proves that it comes back from
 * these, and stages the files.
 *
 * @param options what to adopt, into which project
 * @returns what was made, and a function that writes it
 * @throws ProjectError where the project cannot be opened
 */
export function adoptPages(options: AdoptOptions): Adoption {
  const { root, progress } = options;
  const { pages: read, findings: readFindings } = readPages(options.paths, root, {
    start: (files) => progress.stage("read", files),
    step: progress.step,
  });
  // A mistyped path begins no project.
  if (read.length === 0) return nothing(readFindings);
  makeFolder(root);
  const opened = openProject({ root, packagedTemplates: options.packagedTemplates });
  if (!opened.project) return nothing(opened.findings);
  const config = withPagesOf(read, opened.project.config);
  const project: Project = { ...opened.project, config };
  const thingOf = createThings(project, config, (kind, name) => {
    const listed = read.filter((page) => page.kind === kind && page.name === name).flatMap(({ text }) => namesIn(text));
    return options.snapshotOf?.(kind, name, listed);
  });
  const { known, wanted, findings } = sortPages(read, project, thingOf, {
    before: opened.project.config,
    force: options.force,
  });

  progress.stage("compare", 0);
  const stage = new Stage(root, options.pid);
  const stated = statedIn(stage.read(CONFIG_FILE) ?? "");
  const shared = shareText(cutPages(wanted, thingOf, project), project, {
    isRegistrySet: stated["registry"] !== undefined,
    isLayoutSet: (group) => valueIn(stated, settingPath(group, "layout")) !== undefined,
  });

  progress.stage("prove", wanted.length);
  const isFresh = project.pages.length === 0;
  // Where nobody adopts any, the settings say so.
  const leavesOut = ({ kind, page }: { readonly kind: object; readonly page: { readonly name: string } }) =>
    !isFresh || shared.groups.some((group) => group.kind === kind && group.page === page.name);
  const proved = provePages(shared, { project, thingOf, stage, leavesOut }, progress.step);
  const { adopted } = proved;
  const templates = stageTemplates(shared, adopted, stage);
  if (adopted.length > 0) leaveOutOthers(adopted, opened.project, thingOf, stage);
  if (adopted.length > 0) stageSettings(shared, adopted, opened.project.config, isFresh, stage);
  return {
    project,
    pages: adopted,
    known: known.map(({ kind, name }) => idOf(kind, name)),
    sources: wanted,
    templates,
    findings: [...opened.findings, ...readFindings, ...findings, ...proved.findings],
    write: () => {
      if (adopted.length > 0) return stage.commit(options.force);
      stage.discard();
      return [];
    },
  };
}

/** The repositories that a page names in their usual form: `dhi/redis`. */
const namesIn = (text: string) => [...text.matchAll(/`dhi\/([^`\s]+)`/g)].map(([, name = ""]) => name);

/** The settings with all pages that are adopted: who adopts an overview wants one. */
function withPagesOf(read: readonly SourcePage[], config: Config): Config {
  const withPages = (kind: SourcePage["kind"]) => {
    const isRead = (name: string) => read.some((each) => each.kind === kind && each.page.name === name);
    return Object.fromEntries(
      Object.entries(settingsOf(config, kind).pages).filter(([name, page]) => page !== false || !isRead(name)),
    );
  };
  let all = config;
  for (const kind of new Set(read.map((each) => each.kind))) {
    const pages = withPages(kind);
    all =
      kind.settings === undefined ? { ...all, pages } : { ...all, [kind.settings]: { ...all[kind.settings], pages } };
  }
  return all;
}

/** Says of the project's things whose pages were left out by the settings until now that they go on without. */
function leaveOutOthers(
  adopted: readonly AdoptedPage[],
  { config, pages }: Project,
  thingOf: (page: Pick<SourcePage, "kind" | "name">) => Thing,
  stage: Stage,
): void {
  const things = new Set(adopted.map(({ source }) => thingOf(source)));
  for (const paths of guidesOf(pages)) {
    const thing = thingOf(paths);
    const turnedOn = paths.kind.pages.filter(
      ({ name }) =>
        settingsOf(config, paths.kind).pages[name] === false &&
        adopted.some(({ source }) => source.kind === paths.kind && source.page.name === name),
    );
    const edits = turnedOn.flatMap(({ fields }): YamlEdit[] => (fields ? [[[fields], false]] : []));
    const { text, fields = {} } = thing.descriptor ?? {};
    const isOpen = edits.every(([[name = ""]]) => fields[name] === undefined);
    if (text !== undefined && edits.length > 0 && isOpen && !things.has(thing))
      stage.complete(paths.descriptor, editYaml(text, edits, fieldsText));
  }
}

/** Cuts pages, those of each kind and name together. */
function cutPages(
  wanted: readonly SourcePage[],
  thingOf: (page: SourcePage) => Thing,
  { config, registry }: Project,
): readonly PageGroup[] {
  const identities = identifyAll(wanted, thingOf, registry);
  return adoptedPages(config, registry).flatMap((page) => {
    const guides = wanted
      .filter((source) => source.kind === page.kind && source.page.name === page.page)
      .flatMap((source) => {
        const identity = identities.get(source);
        const { beside, files, descriptor } = thingOf(source);
        // A page that is described anew has its files anew; those of others, and what no page names, stay.
        const own = new Set(descriptor && ownFiles(descriptor.fields, source));
        const taken = files.filter((file) => !own.has(file));
        return identity ? [cutGuide(source, identity, { beside, taken })] : [];
      });
    return guides.length > 0 ? [{ ...page, guides }] : [];
  });
}

/** Stages the templates that are new and used. */
function stageTemplates({ sources, groups }: Shared, adopted: readonly AdoptedPage[], stage: Stage) {
  const layouts = [...groups.map(({ layout }) => layout), ...adopted.map(({ description }) => description.layout)];
  const used = new Set(layouts);
  const templates = sources.filter(({ kind, name }) => kind === "partial" || used.has(name));
  for (const source of templates) stage.file(source.file, source.text);
  return templates;
}

/** Stages the settings: of a new project, what most pages have in common; of another, that it has such pages now. */
function stageSettings(
  { registry, groups }: Shared,
  adopted: readonly AdoptedPage[],
  before: Config,
  isFresh: boolean,
  stage: Stage,
): void {
  const kinds = [...new Set(groups.map(({ kind }) => kind))];
  const wanted = kinds.flatMap((kind): YamlEdit[] => {
    const ofKind = groups.filter((group) => group.kind === kind);
    const above = kind.settings === undefined ? [] : [kind.settings];
    const isAdopted = (name: string) => ofKind.some(({ page }) => page === name);
    const pages = kind.pages
      .slice(1)
      .map(({ name }): YamlEdit => [[...above, "pages", name], isAdopted(name) ? undefined : false]);
    const turnedOn = pages.filter(([path, value]) => {
      const set = settingsOf(before, kind).pages[path.at(-1) ?? ""];
      return value === undefined && set === false;
    });
    if (!isFresh) return turnedOn;
    const guides = patternOf(
      adopted.flatMap(({ source }) => (source.kind === kind && source.page === kind.pages[0] ? [source] : [])),
    );
    const layouts = ofKind
      .filter(({ layout, packaged }) => layout !== packaged)
      .map((group): YamlEdit => [settingPath(group, "layout"), group.layout]);
    return [
      ...layouts,
      ...(guides === undefined ? [] : [[[...above, "published"], guides] as const]),
      ...turnedOn,
      ...pages.filter(([, value]) => value === false),
    ];
  });
  const all: YamlEdit[] = [...(isFresh ? [[["registry"], registry] as const] : []), ...wanted];
  const current = stage.read(CONFIG_FILE);
  const text = configText(all, current);
  if (text !== (current ?? "")) stage.complete(CONFIG_FILE, text);
}

/** Where the settings say something of a page. */
function settingPath({ kind, page }: Pick<PageContext, "kind" | "page">, key: string): readonly string[] {
  const above = kind.settings === undefined ? [] : [kind.settings];
  return page === kind.pages[0].name ? [...above, key] : [...above, "pages", page, key];
}

/** An adoption of no page. */
function nothing(findings: readonly Finding[]): Adoption {
  return { project: undefined, pages: [], known: [], sources: [], templates: [], findings, write: () => [] };
}
