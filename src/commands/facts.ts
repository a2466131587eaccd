import { join, posix } from "node:path";
import { descriptorFiles } from "../build/make-guide.ts";
import { createNeededTags } from "../build/needed-tags.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { loadDescriptor } from "../descriptor/load.ts";
import { readText } from "../files/read-text.ts";
import type { Finding } from "../findings/finding.ts";
import { didYouMean } from "../findings/suggest.ts";
import { jsonText } from "../findings/reporters/json.ts";
import { KINDS, type Kind } from "../kinds/kinds.ts";
import { openProject, ProjectError, projectWithout, type Project } from "../project/project.ts";
import { definedIn, definedThings, type DefinedThing } from "../sync/find-defined.ts";
import type { ThingFacts } from "../sync/fact-schema.ts";
import { expectCatalog, openCatalog, unusedWith } from "./catalog.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { withFacts } from "./facts-file.ts";
import { factsText } from "./facts-text.ts";
import { report } from "./report.ts";

export interface FactsOptions extends CommonOptions {
  /** The catalog; that of the settings where left out. */
  readonly from?: string | undefined;
  /** A file of facts besides; that of the settings where left out. */
  readonly facts?: string | undefined;
  readonly json?: boolean | undefined;
}

/**
 * `dhi-guides facts [names...]`: what definitions say, who says it, and where they disagree. It needs no project; of what
 * one documents, it says how the descriptor differs.
 *
 * @param names images and charts; all where there are none
 * @returns 1 where a definition of one of them, or the file of facts, could not be read
 * @throws ProjectError where there is no catalog, or no definition of a name
 */
export async function facts(
  names: readonly string[],
  options: FactsOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  // The facts have stdout for themselves, whatever findings are printed as.
  const findingsApart = { ...context, out: context.err };
  const opened = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  const { findings: ofSettings } = opened;
  const project = projectWithout(opened, unusedWith(options));
  if (!project) return report(ofSettings, findingsApart, options);
  if ((options.facts ?? project.config.facts) === undefined) expectCatalog(options.from, project);
  // In a folder that is no project, nothing is left behind.
  const defined = await openCatalog(options.from, project, project.pages.length > 0);
  const { catalog, findings: ofFacts } = withFacts(options.facts, project, defined);
  // Which of its names are unknown, `sync` tells.
  const unread = ofFacts.filter(({ severity }) => severity === "error");
  if (unread.length > 0) return report([...unread, ...unreadable(names, catalog)], findingsApart, options);
  const chosen = names.length === 0 ? [definedThings(catalog)] : names.map((name) => thingsNamed(name, catalog));
  const things = [...new Map(chosen.flat().map((thing) => [thing.id, thing])).values()];
  const reportOf = createReporter(project, catalog);
  const reports = things.map(reportOf);
  if (options.json) context.out(jsonText(reports));
  else context.out(reports.map((each) => factsText(each, { color: context.outColor })).join("\n"), "colored");
  const broken = new Set([...unreadable(names, catalog), ...things.flatMap((thing) => thing.findings)]);
  return report([...(opened.project ? [] : ofSettings), ...broken], findingsApart, options);
}

/** Nothing where there is something of the name, but none that can be read. */
function thingsNamed(name: string, catalog: Catalog): readonly DefinedThing[] {
  const things = definedThings(catalog, name);
  if (things.length > 0 || unreadable([name], catalog).length > 0) return things;
  const all = definedThings(catalog);
  // Who gives another kind means what there is of that name.
  const same = all.find((thing) => thing.name === posix.basename(name));
  const names = same ? [same.id] : all.flatMap((thing) => [thing.name, thing.id]);
  const question = didYouMean(same?.id ?? name, names);
  throw new ProjectError(
    `there is no definition of "${name}" in the catalog${question === undefined ? "" : `: ${question}`}`,
  );
}

/** What is wrong with files in the folders of some names. */
function unreadable(names: readonly string[], { findings }: Pick<Catalog, "findings">): Finding[] {
  const folders = names.flatMap((name) =>
    name.includes("/") ? name : KINDS.map(({ folder }: Kind) => `${folder}/${name}`),
  );
  return findings.filter(({ file }) => folders.some((folder) => `/${file}`.includes(`/${folder}/`)));
}

/** Gives a thing's facts, with how its descriptor differs, where the project has a valid one. */
function createReporter(project: Project, catalog: Catalog): (thing: DefinedThing) => ThingFacts {
  const { root } = project;
  const neededTags = createNeededTags(project);
  return ({ id, name, kind, report: reportAlone }) => {
    const paths = project.pages.find((page) => page.id === id);
    if (!paths) return reportAlone();
    const { text, descriptor } = loadDescriptor({
      ...descriptorFiles(paths, project),
      companions: { root, info: paths.info },
    });
    if (!descriptor || text === undefined) return reportAlone();
    const read = readText(join(root, paths.snapshot));
    const snapshot = "text" in read ? read.text : undefined;
    const defined = definedIn(name, kind, catalog, { tags: neededTags(paths, descriptor) });
    return defined?.report({ file: paths.descriptor, text, snapshot }) ?? reportAlone();
  };
}
