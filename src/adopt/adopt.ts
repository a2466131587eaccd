import type { Finding } from "../findings/finding.ts";
import type { GuideDefaults } from "../guide/content.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { makeFolder } from "../files/folders.ts";
import { guidePaths, type GuidePaths } from "../project/paths.ts";
import { openProject, type Project } from "../project/project.ts";
import { schemaPath } from "../project/schema-path.ts";
import type { TemplateSource } from "../render/parse-template.ts";
import { convergeSources, type ConvergeChoice } from "./converge/converge-sources.ts";
import { identify, type Identity } from "./read/identity.ts";
import { readGuides, type SourceGuide } from "./read/read-guides.ts";
import { cutGuides, MINIMUM, type Unit } from "./read/units.ts";
import { loadChecked } from "./word/load-templates.ts";
import { wordGuides, type AdoptProgress } from "./word/word-guides.ts";
import { composeGuide, type ComposeOptions } from "./write/compose.ts";
import { configText } from "./write/config-text.ts";
import { givenGuides } from "./write/given-guides.ts";
import { linesOfSections, type LineCounts } from "./write/line-counts.ts";
import { proveGuide } from "./write/prove-guide.ts";
import { layoutsFor, OWN_LAYOUT } from "./write/project-layouts.ts";
import { createRenderer, type Proof } from "./write/prove.ts";
import { Stage } from "./write/stage.ts";

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
  readonly progress: AdoptProgress;
}

/** One guide, adopted. */
export interface AdoptedGuide {
  readonly guide: SourceGuide;
  readonly units: readonly Unit[];
  /** How many of its lines are shared. */
  readonly lines: () => LineCounts;
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
  const findings = [...opened.findings, ...readFindings];
  const managed = new Map(project.guides.map((paths) => [paths.name, paths]));
  const wanted = read.filter(({ name }) => options.force || !managed.has(name));
  const converged = options.converge ? convergeSources(wanted, options.converge, project, MINIMUM, progress) : wanted;

  progress.stage("compare", converged.length);
  const isFresh = project.guides.length === 0;
  const allIdentities = converged.map(({ name, text }) => identify(name, text, project.registry.namespace));
  const allUnits = cutGuides(
    converged.map(({ text }) => text),
    allIdentities,
  );
  const linesGiven = givenGuides(project, converged);
  const isOpen = (_: unknown, index: number) => !linesGiven.has(converged[index]?.name ?? "");
  const [guides, identities, units] = [converged.filter(isOpen), allIdentities.filter(isOpen), allUnits.filter(isOpen)];
  const registry = usualRegistry(identities, project, isFresh);
  const defaults: GuideDefaults = {
    registry: { ...project.registry, kind: registry },
    forceRegistry: false,
    layout: project.config.layout,
    proseFolder: "",
  };
  const words = wordGuides(project, identities, units, defaults, isFresh, progress);

  progress.stage("prove", guides.length);
  const layouts = layoutsFor(words.templates, words.pieces, isFresh);
  const usualLayout = isFresh ? (layouts.learned[0]?.name ?? OWN_LAYOUT) : project.config.layout;
  const sources = [...words.learned, ...layouts.sources];
  const { templates, findings: templateFindings } = loadChecked([...project.templates, ...sources]);
  findings.push(...templateFindings);
  const stage = new Stage(root, options.pid);
  const renderAgain = createRenderer(templates);
  const adopted: AdoptedGuide[] = [];
  const used = new Set([usualLayout]);
  guides.forEach((guide, index) => {
    const identity = identities[index];
    if (!identity) return;
    const paths = managed.get(guide.name) ?? pathsOf(guide.name, project);
    const guideDefaults = { ...defaults, layout: usualLayout, proseFolder: paths.prose };
    const composeOptions: ComposeOptions = {
      layouts: layouts.all,
      usualLayout,
      usualRegistry: registry,
      schema: schemaPath(root, paths.descriptor),
    };
    const proved = proveGuide(guide.text, identity, words.pieces[index] ?? [], (as, pieces) => {
      const composed = composeGuide(as, pieces, composeOptions);
      stage.guide(paths, composed);
      return { composed, proof: renderAgain(stage.filesOf(paths), guideDefaults) };
    });
    progress.step();
    if ("composed" in proved) {
      used.add(proved.composed.layout);
      adopted.push({
        guide,
        units: units[index] ?? [],
        lines: () => linesOfSections(proved.proof.sections, proved.proof.edits),
      });
    } else {
      findings.push(unproved(guide, proved));
      stage.forget(paths);
    }
  });

  const written = sources.filter(({ kind, name }) => kind === "partial" || used.has(name));
  const given = converged.flatMap((guide, index): AdoptedGuide[] => {
    const lines = linesGiven.get(guide.name);
    return lines ? [{ guide, units: allUnits[index] ?? [], lines }] : [];
  });
  for (const source of written) stage.file(source.file, source.text);
  if (isFresh && adopted.length > 0)
    stage.file(
      CONFIG_FILE,
      configText(
        { registry, layout: usualLayout, sources: adopted.map(({ guide }) => guide) },
        stage.read(CONFIG_FILE),
      ),
    );
  return {
    project,
    guides: [...adopted, ...given].sort((a, b) => (a.guide.name < b.guide.name ? -1 : 1)),
    known: read.filter(({ name }) => managed.has(name) && !options.force).map(({ name }) => name),
    sources: wanted,
    templates: written,
    findings,
    write: () => {
      if (adopted.length > 0) return stage.commit(options.force);
      stage.discard();
      return [];
    },
  };
}

/** An adoption of no guide. */
function nothing(findings: readonly Finding[]): Adoption {
  return { project: undefined, guides: [], known: [], sources: [], templates: [], findings, write: () => [] };
}

function usualRegistry(identities: readonly Identity[], project: Project, isFresh: boolean): "public" | "mirror" {
  if (!isFresh) return project.config.registry;
  const mirrors = identities.filter(({ registry }) => registry === "mirror").length;
  const known = identities.filter(({ registry }) => registry !== undefined).length;
  return mirrors * 2 > known ? "mirror" : known === 0 ? project.config.registry : "public";
}

function pathsOf(name: string, project: Project): GuidePaths {
  return guidePaths(name, project.config.descriptors[0] ?? "images/{name}.yaml", project.config);
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
