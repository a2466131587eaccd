import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix, relative, resolve } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { EMPTY_CATALOG } from "../catalog/catalog.ts";
import { validate } from "../descriptor/validate.ts";
import { relativePath, slashed } from "../files/relative-path.ts";
import type { Finding } from "../findings/finding.ts";
import { settingsFor, type Choices } from "../init/choices.ts";
import { findPlaces, foldersWithGuides, isCatalog, type Places } from "../init/places.ts";
import { EXAMPLE, firstBeside, type Skippable } from "../init/names.ts";
import { planFiles } from "../init/plan-files.ts";
import type { PlannedFile } from "../init/planned-file.ts";
import { shellWord } from "../init/run-from.ts";
import { sortFiles, writeNew } from "../init/write-new.ts";
import { COMMAND, commandLine } from "../package.ts";
import { configSchema, type Config } from "../project/config.ts";
import { loadConfig } from "../project/load-config.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import { openCatalog } from "./catalog.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { newFiles, thingOf } from "./new-files.ts";
import { report } from "./report.ts";

/** What a user chooses: what the settings say, and what is written. */
export interface InitChoices extends Choices {
  /** The first thing that gets a descriptor; "" for none. */
  readonly first?: string | undefined;
  /** The files that are left out. */
  readonly skip?: readonly Skippable[] | undefined;
}

export interface InitOptions extends CommonOptions, InitChoices {
  /** Takes the default of what the command line does not say. */
  readonly yes?: boolean | undefined;
  /** Prints this file, and writes nothing. */
  readonly print?: string | undefined;
  /** Asks what the command line does not say; undefined where there is nobody to answer. */
  readonly ask?: ((given: InitChoices, defaults: InitChoices, isSet: boolean) => Promise<InitChoices>) | undefined;
}

/**
 * `dhi-guides init [DIR]`: sets a project up. Nothing that is there is overwritten: what it lacks is said.
 *
 * @param options what was chosen; `root` is the project's folder, which need not be there
 * @returns 1 where the settings that are there are wrong
 * @throws ProjectError where there is nobody to ask, a choice cannot be, or something is in the way
 */
export async function init(options: InitOptions, context: CommandContext): Promise<ExitStatus> {
  const root = resolve(options.root);
  if (existsSync(root) && !statSync(root).isDirectory()) throw new ProjectError(`${options.root} is no folder`);
  const isAsking = !options.yes && options.print === undefined;
  if (isAsking && !options.ask)
    throw new ProjectError(
      `there is no terminal to ask on: run ${commandLine("init --yes")}, with flags for what is to be otherwise (--help lists them)`,
    );
  if (options.registry === "public" && options.namespace !== undefined)
    throw new ProjectError("--registry public has no namespace: leave --namespace out, or take --registry mirror");
  const places = findPlaces(root);
  const existing = existsSync(join(root, CONFIG_FILE)) ? loadConfig(root) : undefined;
  if (existing && "findings" in existing) return report(existing.findings, context, options);

  const given = choicesIn(options);
  const defaults = defaultsFor(root, places, given.catalog ?? existing?.config.catalog);
  const chosen = isAsking ? await options.ask?.(given, defaults, existing !== undefined) : undefined;
  const choices = chosen ?? { ...defaults, ...given };
  const catalog = expectCatalog(root, choices.catalog);
  // Settings that are there say what holds: of them only what was asked for in words is missing.
  const stated = settingsFor({ ...(existing ? given : choices), catalog: existing ? given.catalog : catalog }, root);
  const config = existing?.config ?? expectValid(stated);
  const agentsTemplate = readFileSync(join(context.packagedTemplates, "init/AGENTS.md"), "utf8");
  const files = planFiles({ places, stated, config, catalog, version: packageJson.version, agentsTemplate });
  if (options.print !== undefined) return print(options.print, files, context);

  const { project, findings } = openProject({ root, packagedTemplates: context.packagedTemplates, config });
  if (!project) return report(findings, context, options);
  const first = await firstDescriptor(choices, catalog, project, given.first !== undefined);
  if (first.findings.some(({ severity }) => severity === "error")) return report(first.findings, context, options);
  const wanted = files.filter(({ id }) => !choices.skip?.includes(id as Skippable));
  const { missing, kept } = sortFiles(places.top, [...wanted, ...first.files.map((file) => below(places, file))]);
  writeNew(places.top, missing);

  const shown = (path: string) => relativePath(process.cwd(), join(places.top, path));
  if (options.reporter === "pretty") for (const { path } of missing) context.out(`${shown(path)}\n`);
  const status = report(first.findings, context, options);
  if (options.quiet) return status;
  for (const { path, lacking } of kept) {
    if (lacking === "") continue;
    context.err(`${shown(path)} is there, and stays as it is; add to it:\n\n${lacking.replace(/^(?=.)/gm, "  ")}\n`);
  }
  context.err(
    missing.length === 0
      ? `nothing to write: ${kept.every(({ lacking }) => lacking === "") ? "all is there" : "all files are there"}\n`
      : `wrote ${missing.length} files${keptText(kept.map(({ path }) => shown(path)))}${lockFileText(places)}\n`,
  );
  const example = first.id === EXAMPLE && missing.find(({ id }) => id === "first");
  if (example)
    context.err(`${shown(example.path)} is only an example: replace it by what ${commandLine("new NAME")} writes\n`);
  context.err(`next: ${nextCommand({ places, project, catalog, first: first.id, choices })}\n`);
  return status;
}

/** What the command line says, without what is left out. */
function choicesIn(options: InitOptions): InitChoices {
  const { arrangement, descriptors, output, catalog, registry, namespace, first, skip } = options;
  const all = { arrangement, descriptors, output, catalog, registry, namespace, first, skip };
  const stated = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as InitChoices;
  // A path is meant from where the command runs; settings and commands are read from the project on.
  return catalog === undefined ? stated : { ...stated, catalog: fromRoot(options.root, catalog) };
}

function fromRoot(root: string, catalog: string): string {
  return relative(resolve(root), resolve(catalog)) === "" ? "." : relativePath(resolve(root), resolve(catalog));
}

/** What is chosen where nobody chooses. */
function defaultsFor(root: string, places: Places, named: string | undefined): InitChoices {
  const catalog = named ?? places.catalog;
  const arrangement = isCatalog(root) ? "catalog" : "folders";
  return { arrangement, ...(catalog !== undefined && { catalog }), first: firstBeside(catalog) };
}

function expectCatalog(root: string, catalog: string | undefined): string | undefined {
  if (catalog === undefined || isCatalog(resolve(root, catalog))) return catalog;
  throw new ProjectError(`there is no catalog in ${catalog}: expected a folder with image/<name>/<distro>/*.yaml`);
}

function expectValid(stated: Readonly<Record<string, unknown>>): Config {
  const valid = validate(configSchema, stated);
  if ("value" in valid) return valid.value;
  throw new ProjectError(valid.problems[0]?.message ?? "the settings cannot be");
}

function print(wanted: string, files: readonly PlannedFile[], context: CommandContext): ExitStatus {
  const file = files.find(({ id, path }) => [id, path, posix.basename(path)].includes(slashed(wanted)));
  if (!file)
    throw new ProjectError(`init writes no ${wanted}, expected one of ${files.map(({ id }) => id).join(", ")}`);
  context.out(file.text);
  return 0;
}

/** The descriptor to begin with; none where the project has some, unless it was asked for. */
async function firstDescriptor(
  { first = "" }: InitChoices,
  catalog: string | undefined,
  project: Project,
  isGiven: boolean,
): Promise<{ files: readonly { file: string; text: string }[]; findings: readonly Finding[]; id?: string }> {
  const thing = thingOf(first);
  const isThere = project.pages.some((page) => (isGiven ? page.id === thing.id : true));
  if (first === "" || isThere) return { files: [], findings: [] };
  const defined = catalog === undefined ? EMPTY_CATALOG : await openCatalog(resolve(project.root, catalog), project);
  return { ...(await newFiles(thing, project, defined, { from: catalog })), id: thing.id };
}

function below({ root }: Places, { file, text }: { readonly file: string; readonly text: string }): PlannedFile {
  return { id: "first", path: posix.join(root, file), text, lacking: () => "" };
}

/** The file that CI cannot do without, where it is still to be made. */
function lockFileText({ top, installation: { folder, lockFile } }: Places): string {
  if (existsSync(join(top, folder, lockFile))) return "";
  const shown = relativePath(process.cwd(), join(top, folder, lockFile));
  return `; commit them with ${shown}, by which CI installs`;
}

function keptText(kept: readonly string[]): string {
  if (kept.length === 0) return "";
  return `, left ${kept.join(", ")} as ${kept.length === 1 ? "it is" : "they are"}`;
}

/** What to run now, from where `init` ran. */
function nextCommand(done: {
  readonly places: Places;
  readonly project: Project;
  readonly catalog: string | undefined;
  readonly first: string | undefined;
  readonly choices: InitChoices;
}): string {
  const { places, project, catalog, first } = done;
  const { manager } = places.installation;
  const steps: string[] = [];
  const folder = relativePath(process.cwd(), join(places.top, places.root));
  if (folder !== "") steps.push(`cd ${shellWord(folder)}`);
  const isWritten = !places.hasPackage && !done.choices.skip?.includes("package");
  const isInstalled = existsSync(join(places.top, places.home, "node_modules/dhi-guides"));
  if (isWritten || (places.isDependency && !isInstalled)) steps.push(manager.install);
  else if (!places.isDependency) steps.push(`${manager.add} dhi-guides@${packageJson.version}`);
  const isMoving = catalog !== undefined && foldersWithGuides(resolve(project.root, catalog)).size > 0;
  if (isMoving && first === undefined && project.pages.length === 0)
    steps.push(`${COMMAND} adopt ${shellWord(catalog)}`);
  steps.push(
    first === undefined && !isMoving && project.pages.length === 0 ? `${COMMAND} new NAME` : `${COMMAND} build`,
  );
  return steps.join(" && ");
}
