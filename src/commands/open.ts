import { basename, resolve } from "node:path";
import type { Finding } from "../diagnostics/finding.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { createPipeline, type Pipeline } from "../pipeline.ts";
import { findGuides, type FindGuides, type GuidePaths } from "../project/paths.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import type { GuideRecord } from "../incremental/state.ts";
import type { BuildOptions, CommandContext } from "./context.ts";
import { findEarlierGuides } from "./earlier-guides.ts";
import type { BuildMemory } from "./memory.ts";
import { firstNames } from "./summary.ts";

/** A project, and what is asked for of it. */
export interface FoundProject {
  readonly project: Project;
  /** About files that could not be read. */
  readonly findings: readonly Finding[];
  /** The guides that were asked for, but for those that need no look. */
  readonly chosen: readonly GuidePaths[];
  /** How many need none, because they are as the last build left them. */
  readonly upToDate: number;
  /** What is known of the last build; undefined where somebody changed meanwhile what that rests on. */
  readonly memory: Memory | undefined;
}

/** A project, ready to make guides. */
export interface OpenedProject extends FoundProject {
  /** What the last build left of a guide whose inputs and output are as they were. */
  readonly cleanOf: (paths: GuidePaths) => GuideRecord | undefined;
  readonly pipeline: Pipeline;
}

/** A project whose settings are wrong. */
interface Refused {
  readonly project: undefined;
  readonly findings: readonly Finding[];
}

/** What is known of the last build, as far as it saves a look here. */
type Memory = Pick<
  BuildMemory,
  "scan" | "findKnown" | "findStale" | "cleanOf" | "holds" | "knowsTemplates" | "changedPartials"
>;

/**
 * Opens the project that a command works on.
 *
 * @param names the guides that are asked for; all where there are none
 * @param options where, and what the command line overrules
 * @param context the process
 * @param memory what is known of the last build
 * @returns the project; where its settings are wrong, only the findings
 * @throws ProjectError where there is no project, or no guide of a name
 */
export function open(
  names: readonly string[],
  options: BuildOptions,
  context: CommandContext,
  memory?: Memory,
): OpenedProject | Refused {
  const found = find(names, options, context, memory);
  return found.project ? prepare(found) : found;
}

/**
 * The first half of {@link open}: looks what there is.
 *
 * @param names the guides that are asked for; all where there are none
 * @param options where, and what the command line overrules
 * @param context the process
 * @param known what is known of the last build
 * @returns the project; where its settings are wrong, only the findings
 * @throws ProjectError where there is no project, or no guide of a name
 */
export function find(
  names: readonly string[],
  { root, out, registry, namespace }: BuildOptions,
  { packagedTemplates }: CommandContext,
  known?: Memory,
): FoundProject | Refused {
  let memory: Memory | undefined;
  // They are looked for when it is clear whether the last build's list holds.
  const findAll: FindGuides = (config, outputOf) =>
    memory?.findKnown?.(config, outputOf) ?? findGuides(resolve(root), config, outputOf);
  const { project, findings } = openProject({ root, out, registry, namespace, packagedTemplates }, findAll);
  if (!project) return { project, findings };
  if (known?.holds(project)) memory = known;
  return {
    project,
    findings,
    chosen: memory?.findStale ? memory.findStale(project.config, project.outputOf) : choose(project, names),
    upToDate: memory?.findStale ? memory.scan.clean.length : 0,
    memory,
  };
}

/**
 * The other half: loads the templates.
 *
 * @param found what there is
 * @returns the project
 */
export function prepare(found: FoundProject): OpenedProject {
  const { project, memory } = found;
  const isListed = memory?.findStale !== undefined;
  const pipeline = createPipeline(
    project,
    { templates: memory?.knowsTemplates(project.templates), guides: isListed },
    memory && findEarlierGuides(project, memory),
  );
  const findings = [...found.findings, ...pipeline.findings];
  // Of two descriptors of one name it is the second that is refused, whatever the last build knew of it.
  const mayBeClean = !isListed && findings.length === 0;
  return {
    ...found,
    findings,
    cleanOf: ({ name, descriptor }) => {
      const known = mayBeClean ? memory?.cleanOf(name) : undefined;
      return known?.descriptor.path === descriptor ? known : undefined;
    },
    pipeline,
  };
}

/**
 * Picks the guides of some names.
 *
 * @param project the opened project
 * @param names the names; all guides where there are none
 * @returns the guides, in the project's order
 * @throws ProjectError where there is no guide of a name
 */
export function choose({ guides }: Project, names: readonly string[]): readonly GuidePaths[] {
  if (names.length === 0) return guides;
  const known = new Set(guides.map(({ name }) => name));
  for (const name of names) {
    if (known.has(name)) continue;
    // Who gives the descriptor's path means its name.
    const question = didYouMean(basename(name).replace(/\.ya?ml$/, ""), known);
    const list = known.size > 0 ? `, expected one of ${firstNames([...known])}` : "";
    throw new ProjectError(`there is no descriptor of "${name}"${question === undefined ? list : `: ${question}`}`);
  }
  return guides.filter(({ name }) => names.includes(name));
}
