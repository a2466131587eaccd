import { createGuideMaker } from "../build/make-guide.ts";
import { FIRST_KIND } from "../kinds/kinds.ts";
import { makeFolder } from "../files/folders.ts";
import type { Finding } from "../findings/finding.ts";
import type { PageDefaults } from "../guide/content.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { guidesOf, pagePaths, type PagePaths } from "../project/paths.ts";
import { openProject, type Project } from "../project/project.ts";
import { schemaPath } from "../project/schema-path.ts";
import type { TemplateSource } from "../render/parse-template.ts";
import { describeGuide, type Description } from "./describe/describe-guide.ts";
import type { SharedContext } from "./describe/shared-context.ts";
import { learnAdditions } from "./learn/learn-additions.ts";
import { learnTemplates, loadKnown, withAdditions, type LearnedTemplates } from "./learn/learn-templates.ts";
import { listLayouts } from "./learn/learn-layouts.ts";
import { sharedTexts } from "./learn/shared-text.ts";
import { identify, type Identity } from "./read/identity.ts";
import { commonBlocks, cutGuide, type PublishedGuide } from "./read/published-guide.ts";
import { readGuides, type SourceGuide } from "./read/read-guides.ts";
import { configText, statedSettings } from "./write/config-text.ts";
import { guideFiles } from "./write/guide-files.ts";
import { proveGuide } from "./write/prove-guide.ts";
import { Stage } from "./write/stage.ts";

export interface AdoptOptions {
  readonly paths: readonly string[];
  /** The project's folder; made where it does not exist. */
  readonly root: string;
  readonly packagedTemplates: string;
  /** Whether guides that the project has, and gives otherwise, are adopted again. */
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

/** One guide, adopted. */
export interface AdoptedGuide {
  readonly guide: SourceGuide;
  readonly description: Description;
}

export interface Adoption {
  readonly project: Project | undefined;
  readonly guides: readonly AdoptedGuide[];
  /** Guides that the project has already; with force, those that it gives as they are. */
  readonly known: readonly string[];
  /** Guides as they were read. */
  readonly sources: readonly SourceGuide[];
  /** Templates that are new to the project. */
  readonly templates: readonly TemplateSource[];
  readonly findings: readonly Finding[];
  /** Puts everything in its place; nothing is written before. */
  readonly write: () => readonly string[];
}

/**
 * Adopts guides: learns their shared text, describes each as descriptor, prose and drift, proves that it comes back from
 * these, and stages the files.
 *
 * @param options what to adopt, into which project
 * @returns what was made, and a function that writes it
 * @throws ProjectError where the project cannot be opened
 */
export function adoptGuides(options: AdoptOptions): Adoption {
  const { root, progress } = options;
  const { guides: read, findings: readFindings } = readGuides(options.paths, root, {
    start: (files) => progress.stage("read", files),
    step: progress.step,
  });
  // A mistyped path begins no project.
  if (read.length === 0) return nothing(readFindings);
  makeFolder(root);
  const opened = openProject({ root, packagedTemplates: options.packagedTemplates });
  if (!opened.project) return nothing(opened.findings);
  const { project } = opened;
  const managed = new Map(guidesOf(project.pages).map((paths) => [paths.name, paths]));
  // What the project gives already needs no other files: what was improved by hand stays.
  const current = options.force ? createGuideMaker(project) : undefined;
  const isGiven = ({ name, text }: SourceGuide) => {
    const paths = managed.get(name);
    return paths !== undefined && (!current || current.make(paths).text === text);
  };
  const known = read.filter(isGiven).map(({ name }) => name);
  const wanted = read.filter(({ name }) => !known.includes(name));

  progress.stage("compare", 0);
  const published = wanted.map((source) =>
    cutGuide(source, identify(source.name, source.text, project.registry.namespace, source.displayName)),
  );
  const stage = new Stage(root, options.pid);
  const shared = settleShared(published, project, stage);

  progress.stage("prove", published.length);
  const proved = proveGuides(published, shared, { project, managed, stage }, progress.step);
  const { adopted } = proved;
  const templates = stageShared(shared, adopted, project, stage);
  return {
    project,
    guides: adopted,
    known,
    sources: wanted,
    templates,
    findings: [...opened.findings, ...readFindings, ...proved.findings],
    write: () => {
      if (adopted.length > 0) return stage.commit(options.force);
      stage.discard();
      return [];
    },
  };
}

/** What the guides of a project have in common: its templates, and its usual settings. */
interface Shared extends LearnedTemplates {
  readonly registry: "public" | "mirror";
  readonly context: SharedContext;
  /** What is said of guides beside it, where that was asked already. */
  readonly described: ReadonlyMap<PublishedGuide, Description>;
}

/** A project that has guides has its shared text; a new one gets that of the guides. */
function settleShared(published: readonly PublishedGuide[], project: Project, stage: Stage): Shared {
  const isFresh = project.pages.length === 0;
  const stated = isFresh ? statedSettings(stage.read(CONFIG_FILE) ?? "") : undefined;
  const identities = published.map(({ identity }) => identity);
  const registry = usualRegistry(identities, project, isFresh && stated?.["registry"] === undefined);
  const defaults: PageDefaults = {
    registry: { ...project.registry, kind: registry },
    forceRegistry: false,
    page: { ...FIRST_KIND.pages[0], layout: project.config.layout },
    proseFolder: "",
  };
  const learned = isFresh ? learnTemplates(published, project.templates, defaults) : loadKnown(project);
  // A layout that the settings name stays the project's usual one, if there is one of that name.
  const isNamed = stated?.["layout"] !== undefined && learned.templates.layouts.has(project.config.layout);
  const layout = isNamed ? project.config.layout : learned.layout;
  const context: SharedContext = {
    templates: learned.templates,
    texts: sharedTexts(learned.templates, learned.own),
    layouts: listLayouts(learned.templates, layout),
    defaults: { ...defaults, page: { ...defaults.page, layout } },
    additions: learned.additions,
    common: commonBlocks(published),
  };
  if (!isFresh) return { ...learned, layout, registry, context, described: new Map() };
  const described = new Map(published.map((guide) => [guide, describeGuide(guide, context)]));
  const added = learnAdditions(described, learned.templates.partials.keys());
  const all = withAdditions(learned, added, project.templates);
  const { templates, additions } = all;
  return { ...all, layout, registry, context: { ...context, templates, additions }, described };
}

/** Where adopted guides go. */
interface Target {
  readonly project: Project;
  /** Where guides stand that the project has. */
  readonly managed: ReadonlyMap<string, PagePaths>;
  readonly stage: Stage;
}

/** Stages the files of each guide that comes back from them. */
function proveGuides(
  published: readonly PublishedGuide[],
  shared: Shared,
  { project, managed, stage }: Target,
  step: () => void,
): { readonly adopted: readonly AdoptedGuide[]; readonly findings: readonly Finding[] } {
  const maker = createGuideMaker(stagedProject(project, stage, shared));
  const findings = [...maker.findings];
  const adopted: AdoptedGuide[] = [];
  for (const guide of published) {
    const { source } = guide;
    const known = managed.get(source.name) ?? pagePaths(source.name, FIRST_KIND, project.config)[0];
    const paths = { ...known, page: { ...known.page, layout: shared.layout } };
    let files: ReadonlyMap<string, string> = new Map();
    const forget = () => {
      for (const path of files.keys()) stage.forget(path);
    };
    const proof = proveGuide(guide, shared.context, shared.described.get(guide), (description) => {
      forget();
      files = guideFiles(
        description,
        paths,
        schemaPath(project.root, paths.descriptor),
        shared.context.defaults.registry,
      );
      for (const [path, text] of files) stage.file(path, text);
      return maker.make(paths);
    });
    step();
    if ("description" in proof) {
      adopted.push({ guide: source, description: proof.description });
      // Drift of the guide as it was would be applied to the guide as it is.
      if (!files.has(paths.drift)) stage.remove(paths.drift);
    } else {
      forget();
      findings.push(unproved(source, proof.problems));
    }
  }
  return { adopted, findings };
}

/** Stages the templates that are new and used, and the settings of a new project. */
function stageShared(
  { sources, layout, registry }: Shared,
  adopted: readonly AdoptedGuide[],
  project: Project,
  stage: Stage,
): readonly TemplateSource[] {
  const used = new Set([layout, ...adopted.map(({ description }) => description.layout)]);
  const templates = sources.filter(({ kind, name }) => kind === "partial" || used.has(name));
  for (const source of templates) stage.file(source.file, source.text);
  if (project.pages.length === 0 && adopted.length > 0) {
    const usual = { registry, layout, sources: adopted.map(({ guide }) => guide) };
    stage.complete(CONFIG_FILE, configText(usual, stage.read(CONFIG_FILE)));
  }
  return templates;
}

/** An adoption of no guide. */
function nothing(findings: readonly Finding[]): Adoption {
  return { project: undefined, guides: [], known: [], sources: [], templates: [], findings, write: () => [] };
}

/** The project as it will be, in the folder where its files wait. */
function stagedProject(project: Project, stage: Stage, shared: Shared): Project {
  const learned = new Set(shared.sources.map(({ kind, name }) => `${kind} ${name}`));
  const kept = project.templates.filter(({ kind, name }) => !learned.has(`${kind} ${name}`));
  const [first] = project.templates;
  if (!first) throw new Error("the package has templates");
  return {
    ...project,
    root: stage.folder,
    templates: [...kept, ...shared.sources.map((source) => ({ ...first, ...source }))],
    config: { ...project.config, layout: shared.layout },
    registry: { ...project.registry, kind: shared.registry },
    forceRegistry: false,
  };
}

function usualRegistry(identities: readonly Identity[], project: Project, isOpen: boolean): "public" | "mirror" {
  if (!isOpen) return project.config.registry;
  const mirrors = identities.filter(({ registry }) => registry === "mirror").length;
  const known = identities.filter(({ registry }) => registry !== undefined).length;
  return mirrors * 2 > known ? "mirror" : known === 0 ? project.config.registry : "public";
}

function unproved({ file }: SourceGuide, problems: readonly string[]): Finding {
  return {
    code: "adopt-unproved",
    severity: "error",
    file,
    line: 1,
    column: 1,
    message: `unexpected guide that cannot be given again: ${problems.join("; ")}`,
  };
}
