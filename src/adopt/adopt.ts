import { mkdirSync } from "node:fs";
import type { Finding } from "../diagnostics/finding.ts";
import type { GuideDefaults } from "../guide/guide.ts";
import { templateModel } from "../guide/model.ts";
import { CONFIG_FILE } from "../project/config-file.ts";
import { guidePaths, type GuidePaths } from "../project/paths.ts";
import { openProject, type Project } from "../project/project.ts";
import type { TemplateSource } from "../render/parse-template.ts";
import { loadTemplates, type Templates } from "../render/templates.ts";
import { composeGuide, type ComposedGuide, type ComposeOptions } from "./compose.ts";
import { convergeSources, type ConvergeChoice } from "./converge-sources.ts";
import { abstractor, concrete, identify, type Identity } from "./identity.ts";
import { flattenLayout, learnLayouts, writeLayout, type FlatLayout } from "./layouts.ts";
import { learnPartials, type NewPartial } from "./learn.ts";
import { assignPartials, disown, type Near, type Piece } from "./pieces.ts";
import { renderAgain, type Proof } from "./prove.ts";
import { readGuides, type SourceGuide } from "./read-guides.ts";
import { chainKey, cutUnits, type Unit } from "./units.ts";
import { Stage } from "./stage.ts";

/** How many guides make a text shared. */
export const MINIMUM = 3;
/** More partials than that nobody keeps in mind. */
const MOST_PARTIALS = 120;
/** The layout of guides that share nothing. */
const OWN_LAYOUT = "own";

export interface AdoptOptions {
  readonly paths: readonly string[];
  /** The project's folder; made where it does not exist. */
  readonly root: string;
  readonly packagedTemplates: string;
  /** Whether descriptors that exist are overwritten. */
  readonly force: boolean;
  /** Which wordings are folded onto the commonest one before the guides are adopted; none where left out. */
  readonly converge?: ConvergeChoice | undefined;
  /** Tells apart what several runs write at the same time. */
  readonly pid: number;
  /** Called before each stage, and for each guide in it. */
  readonly progress: { readonly stage: (name: string, total: number) => void; readonly step: () => void };
}

/** One guide, adopted. */
export interface AdoptedGuide {
  readonly guide: SourceGuide;
  readonly paths: GuidePaths;
  readonly identity: Identity;
  readonly units: readonly Unit[];
  readonly pieces: readonly Piece[];
  readonly composed: ComposedGuide;
}

export interface Adoption {
  readonly project: Project | undefined;
  readonly guides: readonly AdoptedGuide[];
  /** Guides that the project has already. */
  readonly known: readonly string[];
  /** The guides as they were before any wording was folded. */
  readonly sources: readonly SourceGuide[];
  /** Templates that are new to the project. */
  readonly templates: readonly TemplateSource[];
  readonly findings: readonly Finding[];
  /** Puts everything in its place; nothing is written before. */
  readonly write: () => readonly string[];
}

/**
 * Adopts guides: makes descriptors and templates that give them again, proves it guide by guide, and stages the files.
 *
 * @param options what to adopt, into which project
 * @returns what was made, and a function that writes it
 * @throws ProjectError where the project cannot be opened
 */
export function adoptGuides(options: AdoptOptions): Adoption {
  const { root, progress } = options;
  mkdirSync(root, { recursive: true });
  const opened = openProject({ root, packagedTemplates: options.packagedTemplates });
  if (!opened.project)
    return { project: undefined, guides: [], known: [], sources: [], templates: [], findings: opened.findings, write: () => [] };
  const { project } = opened;

  progress.stage("read", 0);
  const { guides: read, findings: readFindings } = readGuides(options.paths, root, progress.step);
  const findings = [...opened.findings, ...readFindings];
  const managed = new Map(project.guides.map((paths) => [paths.name, paths]));
  const wanted = read.filter(({ name }) => options.force || !managed.has(name));
  const guides = options.converge ? convergeSources(wanted, options.converge, project, MINIMUM, progress) : wanted;

  progress.stage("compare", guides.length);
  const isFresh = project.guides.length === 0;
  const identities = guides.map(({ name, text }) => identify(name, text, project.registry.namespace));
  const units = cutAll(guides, identities);
  const registry = usualRegistry(identities, project, isFresh);
  const defaults: GuideDefaults = {
    registry: { ...project.registry, kind: registry },
    forceRegistry: false,
    layout: project.config.layout,
    proseFolder: "",
  };
  const words = wordAll(project, identities, units, defaults, isFresh, progress);

  progress.stage("prove", guides.length);
  const layouts = layoutsFor(words.templates, words.pieces, isFresh);
  const usualLayout = isFresh ? (layouts.learned[0]?.name ?? OWN_LAYOUT) : project.config.layout;
  const sources = [...words.learned, ...layouts.sources];
  const templates = load([...project.templates, ...sources]);
  const stage = new Stage(root, options.pid);
  const adopted: AdoptedGuide[] = [];
  guides.forEach((guide, index) => {
    const identity = identities[index];
    if (!identity) return;
    const paths = managed.get(guide.name) ?? pathsOf(guide.name, project);
    const guideDefaults = { ...defaults, layout: usualLayout, proseFolder: paths.prose };
    const composeOptions: ComposeOptions = {
      layouts: layouts.all,
      usualLayout,
      usualRegistry: registry,
      folder: paths.descriptor.includes("/") ? paths.descriptor.slice(0, paths.descriptor.lastIndexOf("/")) : ".",
    };
    const all = words.pieces[index] ?? [];
    const own: readonly Piece[] = [{ kind: "own", lines: guide.text.replace(/\n+$/, "").split("\n") }];
    const plain = { ...identity, registry: "public" as const, canonical: (text: string) => text };
    // Less and less is shared until the guide comes back; at last even its references stay as they are.
    const attempts: (readonly [Identity, readonly Piece[]])[] = [
      [identity, all],
      [identity, disown(all, ({ changes }) => changes.length === 0)],
      [identity, disown(all, ({ changes }, next) => changes.length === 0 && next?.kind !== "own")],
      [identity, own],
      [plain, own],
    ];
    for (const [attempt, [as, pieces]] of attempts.entries()) {
      const composed = composeGuide(as, pieces, composeOptions);
      stage.guide(paths, composed);
      const proof = renderAgain(stage.filesOf(paths), templates, guideDefaults);
      if ("text" in proof && proof.text === guide.text) {
        adopted.push({ guide, paths, identity: as, units: units[index] ?? [], pieces, composed });
        return progress.step();
      }
      if (attempt === attempts.length - 1) findings.push(unproved(guide, proof));
    }
    stage.forget(paths);
    progress.step();
  });

  for (const source of sources) stage.file(source.file, source.text);
  if (isFresh && adopted.length > 0)
    stage.file(CONFIG_FILE, configText(registry, usualLayout, stage.read(CONFIG_FILE)));
  return {
    project,
    guides: adopted,
    known: read.filter(({ name }) => managed.has(name) && !options.force).map(({ name }) => name),
    sources: wanted,
    templates: sources,
    findings,
    write: () => stage.commit(options.force),
  };
}

function cutAll(guides: readonly SourceGuide[], identities: readonly Identity[]): Unit[][] {
  const abstracts = identities.map(abstractor);
  const cut = (isKnown: (chain: string) => boolean) =>
    guides.map(({ text }, index) => cutUnits(index, text, abstracts[index] ?? (() => undefined), isKnown));
  const counts = new Map<string, number>();
  for (const unit of cut(() => true).flat())
    if (unit.headings.length > 1) counts.set(chainKey(unit.headings), (counts.get(chainKey(unit.headings)) ?? 0) + 1);
  return cut((chain) => (counts.get(chain) ?? 0) >= MINIMUM);
}

function usualRegistry(identities: readonly Identity[], project: Project, isFresh: boolean): "public" | "mirror" {
  if (!isFresh) return project.config.registry;
  const mirrors = identities.filter(({ registry }) => registry === "mirror").length;
  const known = identities.filter(({ registry }) => registry !== undefined).length;
  return mirrors * 2 > known ? "mirror" : known === 0 ? project.config.registry : "public";
}

interface Worded {
  readonly pieces: readonly (readonly Piece[])[];
  readonly learned: readonly TemplateSource[];
  readonly templates: Templates;
}

/** Finds or learns the partials that word the guides. */
function wordAll(
  project: Project,
  identities: readonly Identity[],
  units: readonly (readonly Unit[])[],
  defaults: GuideDefaults,
  isFresh: boolean,
  progress: AdoptOptions["progress"],
): Worded {
  const styled = new Map<string, string>();
  let news: readonly NewPartial[] = [];
  const assign = (templates: Templates, only: ReadonlySet<string>) => {
    const headings = headingsOf(templates);
    return identities.map((identity, index) => {
      progress.step();
      const nearTo = (unit: Unit): readonly Near[] => nearPartials(unit, identity, news, headings);
      return assignPartials(identity, units[index] ?? [], { templates, defaults, styled, only, nearTo });
    });
  };
  const partialNames = project.templates.filter(({ kind }) => kind === "partial").map(({ name }) => name);
  const before = load(project.templates);
  const existing = assign(before, new Set(partialNames));

  progress.stage("learn", identities.length);
  // Where the project's partials say it, nothing is learned; a new project has none yet but the package's.
  const open = isFresh
    ? units.flat()
    : units.flatMap((list, index) => list.filter((unit) => !isWorded(unit, existing[index] ?? [])));
  const taken = new Set(
    isFresh
      ? project.templates
          .filter(({ text, kind }) => kind === "partial" && text.includes("@param"))
          .map(({ name }) => name)
      : partialNames,
  );
  news = learnPartials(open, { minimum: MINIMUM, taken, most: MOST_PARTIALS });

  let learned = news.map(({ source }) => source);
  let only = new Set(isFresh ? learned.map(({ name }) => name) : [...partialNames, ...learned.map(({ name }) => name)]);
  for (;;) {
    const templates = load(overlay(project.templates, learned));
    const pieces = assign(templates, only);
    const uses = countUses(pieces);
    if (isFresh) for (const name of preferred(existing, pieces)) only.add(name);
    const rare = learned.filter(({ name }) => (uses.get(name) ?? 0) < MINIMUM);
    if (rare.length === 0) return { pieces, learned, templates };
    const dropped = new Set(rare.map(({ name }) => name));
    learned = learned.filter(({ name }) => !dropped.has(name));
    only = new Set([...only].filter((name) => !dropped.has(name)));
  }
}

/** The partials that say nearly what a unit says: learned from its section, or of its heading. */
function nearPartials(
  unit: Unit,
  identity: Identity,
  news: readonly NewPartial[],
  headings: ReadonlyMap<string, readonly string[]>,
): readonly Near[] {
  const learned = news.flatMap(({ source, near }): Near[] => {
    const parameters = near.get(unit);
    if (!parameters) return [];
    const values = Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === "string" ? concrete(value, identity) : value,
    ]);
    return [{ partial: source.name, parameters: Object.fromEntries(values) }];
  });
  const others = (headings.get(chainKey(unit.headings)) ?? []).map((partial) => ({ partial, parameters: {} }));
  return [...learned, ...others.filter(({ partial }) => !learned.some((near) => near.partial === partial))].slice(0, 5);
}

/** The partials by the headings that they begin with. */
function headingsOf({ partials }: Templates): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const { name, text, parameters } of partials.values()) {
    if ([...parameters.values()].some((parameter) => parameter.fallback === undefined)) continue;
    const [, heading] = /^## (.+)$/m.exec(text) ?? [];
    const fallback = /\[heading=(.*?)\](?: {2}|$)/m.exec(text)?.[1];
    const key = chainKey([heading === "{{heading}}" ? (fallback ?? "") : (heading ?? "")]);
    if (key !== "") result.set(key, [...(result.get(key) ?? []), name]);
  }
  return result;
}

function isWorded(unit: Unit, pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => piece.kind === "shared" && piece.lines[0] === unit.lines[0]);
}

/** Partials of the package that say what nearly all of a section's guides say. */
function preferred(existing: readonly (readonly Piece[])[], learned: readonly (readonly Piece[])[]): string[] {
  void existing;
  void learned;
  return [];
}

function countUses(pieces: readonly (readonly Piece[])[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const guide of pieces)
    for (const name of new Set(guide.flatMap((piece) => (piece.kind === "shared" ? piece.partial : []))))
      uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

function overlay(base: readonly TemplateSource[], more: readonly TemplateSource[]): TemplateSource[] {
  return [...new Map([...base, ...more].map((source) => [source.file, source])).values()];
}

function load(sources: readonly TemplateSource[]): Templates {
  return loadTemplates(overlay(sources, []), templateModel).templates;
}

function layoutsFor(
  templates: Templates,
  pieces: readonly (readonly Piece[])[],
  isFresh: boolean,
): {
  readonly all: readonly FlatLayout[];
  readonly learned: readonly FlatLayout[];
  readonly sources: readonly TemplateSource[];
} {
  const own: FlatLayout = { name: OWN_LAYOUT, entries: [] };
  const learned = isFresh ? learnLayouts(pieces, MINIMUM) : [];
  const existing = isFresh ? [] : [...templates.layouts].map(([name, { sections }]) => flattenLayout(name, sections));
  const hasOwn = existing.some(({ name }) => name === OWN_LAYOUT);
  const all = [...existing, ...learned, ...(hasOwn ? [] : [own])];
  const sources = all
    .filter((layout) => !existing.includes(layout))
    .map((layout) => ({
      kind: "layout" as const,
      name: layout.name,
      file: `templates/${layout.name}.hbs`,
      text: writeLayout(layout),
    }));
  return { all, learned, sources };
}

function pathsOf(name: string, project: Project): GuidePaths {
  return guidePaths(name, project.config.descriptors[0] ?? "images/{name}.yaml", project.config);
}

function configText(registry: string, layout: string, existing: string | undefined): string {
  const lines = [`registry: ${registry}`, `layout: ${layout}`];
  const kept = (existing ?? "").split("\n").filter((line) => line !== "" && !/^(?:registry|layout):/.test(line));
  return `${[...lines, ...kept].join("\n")}\n`;
}

function unproved(guide: SourceGuide, proof: Proof): Finding {
  const reason = "problems" in proof ? proof.problems.join("; ") : "its text does not come back";
  return {
    code: "adopt-unproved",
    severity: "error",
    file: guide.file,
    line: 1,
    column: 1,
    message: `unexpected guide that cannot be given again: ${reason}`,
  };
}
