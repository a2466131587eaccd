import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { choose, expectDescriptors } from "../build/choose-guides.ts";
import { createGuideMaker, descriptorFiles, type GuideMaker } from "../build/make-guide.ts";
import { parseDescriptor } from "../descriptor/load.ts";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { driftBetween } from "../drift/drift-between.ts";
import { driftText, type DriftFile } from "../drift/drift-file.ts";
import { factsOf } from "../drift/facts.ts";
import { unifiedDiff } from "../files/diff.ts";
import { likeFile } from "../files/like-file.ts";
import { replaceFiles } from "../files/replace-files.ts";
import type { Finding } from "../findings/finding.ts";
import type { YamlPath } from "../findings/problem.ts";
import { profileOf } from "../guide/content.ts";
import { guidesOf, type PagePaths } from "../project/paths.ts";
import { openProject, type Project } from "../project/project.ts";
import { removeItems } from "../sync/edit.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { expectNoLink } from "./expect-no-link.ts";
import { report } from "./report.ts";
import { plural } from "../findings/plural.ts";

/** What becomes of a guide's `find` changes. */
interface Converted {
  readonly source: string;
  readonly drift: DriftFile;
}

/**
 * `dhi-guides drift --from-changes [names...]`: makes drift of what descriptors find and replace in shared text. The guide
 * that follows is the same to the byte, or its descriptor stays as it is.
 *
 * @param names the guides; all where there are none
 * @param options the command line
 * @param context the process
 * @returns 1 where a guide has errors, or could not be converted
 * @throws ProjectError where there is no guide of a name, or a file is a symbolic link
 */
export function driftFromChanges(
  names: readonly string[],
  options: CommonOptions,
  context: CommandContext,
): ExitStatus {
  const { project, findings } = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  if (!project) return report(findings, context, options);
  expectDescriptors(project);
  const maker = createGuideMaker(project);
  const found: Finding[] = [...findings, ...maker.findings];
  let count = 0;
  // What is found and replaced are words of guides.
  for (const paths of guidesOf(choose(project, names))) {
    const file = join(project.root, paths.descriptor);
    const { source = "", findings: own } = maker.make(paths);
    found.push(...own.filter(({ severity }) => severity === "error"));
    const finds = findsOf(parseDescriptor(source, descriptorFiles(paths, project)).descriptor);
    if (finds.length === 0) continue;
    const converted = convert(source, finds, paths, project, maker);
    if (!converted) {
      found.push(...own.filter(({ code }) => code === "change-find-deprecated"));
      continue;
    }
    const { drift } = paths;
    for (const path of [paths.descriptor, drift]) expectNoLink(project.root, path);
    // The drift first: together with the changes it gives a finding, the other way round another guide.
    mkdirSync(dirname(join(project.root, drift)), { recursive: true });
    writeFileSync(join(project.root, drift), driftText(converted.drift));
    replaceFiles(project.root, [
      { file: paths.descriptor, text: likeFile(readFileSync(file, "utf8"), converted.source) },
    ]);
    count += 1;
    if (!options.quiet) context.out(unifiedDiff(paths.descriptor, source, converted.source));
  }
  const status = report(found, context, options);
  if (!options.quiet) context.err(`${plural(count, "descriptor")} changed\n`);
  return found.some(({ code }) => code === "change-find-deprecated") ? 1 : status;
}

/** The lists of changes in which words are found, and which of their items do so. */
function findsOf(
  descriptor: Descriptor | undefined,
): { readonly path: YamlPath; readonly indexes: readonly number[] }[] {
  const { changes = {}, add = [] } = descriptor?.sections ?? {};
  const lists = [
    ...Object.entries(changes).map(([name, list]) => ({ path: ["sections", "changes", name], list })),
    ...add.map(({ changes: list = [] }, index) => ({ path: ["sections", "add", index, "changes"], list })),
  ];
  return lists.flatMap(({ path, list }) => {
    const indexes = [...list.keys()].filter((index) => "find" in (list[index] ?? {}));
    return indexes.length === 0 ? [] : [{ path, indexes }];
  });
}

/** Undefined where the guide would be another. */
function convert(
  source: string,
  finds: ReturnType<typeof findsOf>,
  paths: PagePaths,
  project: Project,
  maker: GuideMaker,
): Converted | undefined {
  const before = maker.make(paths);
  const without = finds.reduce((text, { path, indexes }) => removeItems(text, path, indexes), source);
  const { descriptor } = parseDescriptor(without, descriptorFiles(paths, project));
  if (!descriptor || findsOf(descriptor).length > 0 || before.text === undefined) return undefined;
  const profile = profileOf(descriptor, project);
  const head = {
    registry: profile.kind,
    ...(profile.kind === "mirror" && { namespace: profile.namespace }),
    facts: factsOf(descriptor),
  };
  const plain = maker.make(paths, undefined, { source: without, drift: { ...head, entries: [] } });
  const entries = driftBetween(plain.sections, before.sections, profile, descriptor.name);
  const drift = { ...head, entries };
  const after = maker.make(paths, undefined, { source: without, drift });
  return after.text === before.text ? { source: without, drift } : undefined;
}
