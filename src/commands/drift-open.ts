import type { BuiltPage } from "../build/built-page.ts";
import { choose, expectDescriptors } from "../build/choose-guides.ts";
import { GuideFindings } from "../build/guide-findings.ts";
import { createGuideMaker, type GuideMaker } from "../build/make-guide.ts";
import { readProject } from "../build/read-project.ts";
import { hasDrift } from "../drift/drift-path.ts";
import type { Finding } from "../findings/finding.ts";
import type { PagePaths } from "../project/paths.ts";
import { openProject, type Project } from "../project/project.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { report } from "./report.ts";

/* What the commands about drift have in common. */

/** Guides, made. */
interface Drifted {
  readonly project: Project;
  readonly maker: GuideMaker;
  readonly guides: readonly BuiltPage[];
  readonly findings: readonly Finding[];
}

/**
 * Opens a project and makes guides.
 *
 * @param names the guides; all where there are none
 * @param options the command line
 * @param context the process
 * @param isMade which of them are made: where left out, those that have drift
 * @returns the guides and all findings; or the status, where there is no project
 */
export function openDrift(
  names: readonly string[],
  options: CommonOptions,
  context: CommandContext,
  isMade = (paths: PagePaths, { root }: Project): boolean => hasDrift(root, paths.drift),
): Drifted | { readonly status: ExitStatus } {
  const opened = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  const { project, findings } = opened;
  if (!project) return { status: report([...findings, ...readProject(opened, names)], context, options) };
  expectDescriptors(project);
  const maker = createGuideMaker(project);
  const guides = choose(project, names)
    .filter((paths) => isMade(paths, project))
    .map((paths) => maker.make(paths));
  // What is wrong with a descriptor is found in each of its pages.
  const found = new GuideFindings();
  for (const guide of guides) found.add(guide);
  return { project, maker, guides, findings: [...findings, ...maker.findings, ...found.all()] };
}

/** Whether a finding makes the command fail: drift tells of drift, and of what cannot be made. */
export const isError = ({ severity }: Finding): boolean => severity === "error";

/** `1 entry`, `2 entries`. */
export const counted = (entries: number): string => (entries === 1 ? "1 entry" : `${entries} entries`);
