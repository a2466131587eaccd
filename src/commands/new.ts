import { rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { EMPTY_CATALOG, type Catalog } from "../catalog/catalog.ts";
import { isOfSettings } from "../project/names.ts";
import { isProjectError } from "../project/project-error.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import { makeFolder } from "../files/folders.ts";
import { isSystemError, withPath } from "../files/system-error.ts";
import { commandLine } from "../package.ts";
import type { Finding } from "../findings/finding.ts";
import { openCatalog } from "./catalog.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { withFacts } from "./facts-file.ts";
import { failureLine } from "./failure.ts";
import { newFiles, thingOf, type NewFileOptions, type Thing } from "./new-files.ts";
import { aboutDefinitions, aboutFinishedGuides } from "./new-notes.ts";
import { report } from "./report.ts";

export interface NewOptions extends CommonOptions, Omit<NewFileOptions, "from" | "advice"> {
  /** The catalog whose definitions give the facts; that of the settings where left out, and none where false. */
  readonly from?: string | false | undefined;
  /** A file of facts besides; that of the settings where left out. */
  readonly facts?: string | undefined;
}

/** Descriptors that were written, and what is to be said of them. */
interface Written {
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * `dhi-guides new NAME... [--from DIR | --no-from]`: writes descriptors that build at once and mark what only a person knows. What can
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
  const { catalog: ofSettings } = project.config;
  const given = options.from === false ? undefined : options.from;
  const from = options.from === false ? undefined : (given ?? ofSettings);
  const defined = from === undefined ? EMPTY_CATALOG : await openCatalog(given, project);
  const advice = options.from === undefined ? "; to begin without definitions, give --no-from" : undefined;
  const { catalog, findings: ofFacts } = withFacts(options.facts, project, defined, things);
  // Which of its names are unknown, `sync` tells.
  const broken = ofFacts.filter(({ severity }) => severity === "error");
  if (broken.length > 0) return report(broken, context, options);

  const done: (Written & Thing)[] = [];
  let failed = 0;
  for (const thing of things) {
    try {
      done.push({ ...(await writeNew(thing, project, catalog, { ...options, from, advice })), ...thing });
    } catch (error) {
      if (things.length === 1 || !(isProjectError(error) || isSystemError(error))) throw error;
      context.err(failureLine(error));
      failed += 1;
    }
  }
  const written = done.filter(({ files }) => files.length > 0);
  const files = written.flatMap((each) => each.files);
  if (options.reporter === "pretty") for (const file of files) context.out(`${file}\n`);
  const found = done.flatMap((each) => each.findings);
  const status = report([...findings.filter(isOfSettings), ...found], context, options);
  if (!options.quiet && files.length > 0) {
    const next = commandLine(`build ${written.map(({ id }) => id).join(" ")}`);
    context.err(`wrote ${files.join(", ")}: fill in what is marked, then run ${next}\n`);
    const folder = given === undefined ? ofSettings && resolve(project.root, ofSettings) : resolve(given);
    const notes = [...aboutFinishedGuides(written, project, folder), aboutDefinitions(options.from, project)];
    for (const note of notes) if (note !== undefined) context.err(`${note}\n`);
  }
  return failed > 0 ? 1 : status;
}

/** Nothing is written where the definitions have errors. */
async function writeNew(thing: Thing, project: Project, catalog: Catalog, options: NewFileOptions): Promise<Written> {
  const { files, findings } = await newFiles(thing, project, catalog, options);
  for (const [index, { file, text }] of files.entries())
    writeFile(join(project.root, file), text, index === 0 ? "wx" : "w");
  return { files: files.map(({ file }) => file), findings };
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
