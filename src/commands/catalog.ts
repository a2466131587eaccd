import { existsSync, statSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { EMPTY_CATALOG, type Catalog } from "../catalog/catalog.ts";
import { loadCatalog } from "../catalog/load.ts";
import { relativePath } from "../files/relative-path.ts";
import { didYouMean } from "../findings/suggest.ts";
import { KINDS, type Kind } from "../kinds/kinds.ts";
import { commandLine } from "../package.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { idOf } from "../project/paths.ts";
import { ProjectError, type Project } from "../project/project.ts";
import type { Defined } from "../sync/defined.ts";
import { definedIn, definedNames } from "../sync/find-defined.ts";

/**
 * Reads the catalog that a command was given, or else the one that the settings name.
 *
 * @param given the folder on the command line
 * @param useCache whether parsed definitions are remembered in the project's cache folder
 * @param onRead called before it is read, with the number of its definitions and the folder as it was named
 * @returns the catalog, whose findings name files relative to the root; an empty one where neither names one
 * @throws ProjectError where there is none in the folder
 */
export async function openCatalog(
  given: string | undefined,
  { root, config }: { readonly root: string; readonly config: Pick<Project["config"], "catalog"> },
  useCache = true,
  onRead?: (count: number, folder: string) => void,
): Promise<Catalog> {
  const directory = given === undefined ? config.catalog && resolve(root, config.catalog) : resolve(given);
  if (directory === undefined) return EMPTY_CATALOG;
  if (!existsSync(directory))
    throw new ProjectError(given === undefined ? missingText(config.catalog ?? "") : `there is no ${given}`);
  if (!statSync(join(directory, "image"), { throwIfNoEntry: false })?.isDirectory())
    throw new ProjectError(`there is no folder image in the catalog ${given ?? config.catalog ?? ""}`);
  const named = given ?? config.catalog ?? "";
  const catalog = await loadCatalog({
    directory,
    cacheRoot: useCache ? root : undefined,
    ...(onRead && { onRead: (count) => onRead(count, named) }),
  });
  const folder = relativePath(root, directory);
  const { infoSchema } = catalog;
  return {
    ...catalog,
    infoSchema: infoSchema && { ...infoSchema, file: posix.join(folder, infoSchema.file) },
    findings: catalog.findings.map((finding) => ({ ...finding, file: posix.join(folder, finding.file) })),
  };
}

/** In CI, a catalog of another repository is not there unless the workflow brings it. */
function missingText(catalog: string): string {
  return `there is no ${catalog}, which \`catalog\` in ${CONFIG_FILE} names: put the catalog there, or say where it is; in CI, check its repository out first, and name its folder: \`catalog\` of the action, --catalog of verify, --from of sync and new; new --no-from does without it`;
}

/**
 * Refuses to go on without a catalog.
 *
 * @param given the folder on the command line
 * @throws ProjectError where neither the command line nor the settings name one
 */
export function expectCatalog(given: string | undefined, { config }: Pick<Project, "config">): void {
  if (given === undefined && config.catalog === undefined)
    throw new ProjectError("where are the definitions? Give --from DIR, or set `catalog` in dhi-guides.config.yaml");
}

/**
 * Finds what a catalog says of one thing.
 *
 * @param name its name
 * @param kind its kind
 * @param from the catalog's folder, as it was named
 * @param advice what else one can do where there is none, for the end of the message
 * @throws ProjectError where the catalog has no definition of it; with its full name, where it has one of another kind
 */
export function definedOrThrow(name: string, kind: Kind, catalog: Catalog, from: string, advice = ""): Defined {
  const known = definedIn(name, kind, catalog);
  if (known?.hasDefinitions) return known;
  const missing = `there is no definition of "${idOf(kind, name)}" in ${from}`;
  const other = KINDS.find((each: Kind) => definedIn(name, each, catalog)?.hasDefinitions) as Kind | undefined;
  if (other)
    throw new ProjectError(`${missing}, but of the ${other.noun}: ${commandLine(`new ${idOf(other, name)}`)}${advice}`);
  const question = didYouMean(name, definedNames(kind, catalog))?.replace('"', `"${idOf(kind, "")}`);
  throw new ProjectError(`${missing}${question === undefined ? "" : `: ${question}`}${advice}`);
}

/**
 * The settings that a command about definitions does not go by.
 *
 * @param given what the command line says instead of them
 */
export function unusedWith({
  from,
  facts,
}: {
  readonly from?: string | undefined;
  readonly facts?: string | undefined;
}) {
  return ["preview", "verify", ...(from === undefined ? [] : ["catalog"]), ...(facts === undefined ? [] : ["facts"])];
}
