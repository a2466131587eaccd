import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import { digest, readCache, writeCache } from "../files/cache.ts";
import { compareFindings, type Finding } from "../findings/finding.ts";
import type { Catalog } from "./catalog.ts";
import { chartFacts } from "./charts.ts";
import { NO_INFO, type ChartRelease, type Definition, type ImageInfo } from "./definition.ts";
import { imageFacts } from "./facts.ts";
import { parseDefinition, parseInfo, type ParsedDefinition } from "./parse.ts";

/** Raised when the shape of a parsed definition changes, or what is one, so that older caches are not trusted. */
const CACHE_FORMAT = "definitions-6";
const CACHE_FILE = "definitions.json";

interface CachedDefinition {
  readonly digest: string;
  readonly parsed: ParsedDefinition;
}

/** Where a catalog is read from. */
export interface CatalogOptions {
  /** The folder that holds `image/<name>/`, and optionally `chart/<name>/` and the lists of published names. */
  readonly directory: string;
  /** The project's root: parsed definitions are remembered in its cache folder. Without it nothing is remembered. */
  readonly cacheRoot?: string | undefined;
  /** Called before the definitions are read, with their number. */
  readonly onRead?: (count: number) => void;
}

/**
 * Reads all definitions of a catalog. A file is parsed again when its content changed, never on account of its date.
 *
 * @param options where the catalog is
 * @returns the facts of each image and chart; broken definitions are findings, and the others are still read
 * @throws where the folder `image/` cannot be read
 */
export async function loadCatalog({ directory, cacheRoot, onRead }: CatalogOptions): Promise<Catalog> {
  const files = await definitionFiles(directory);
  onRead?.(files.filter((file) => !isInfo(file)).length);
  const texts = await Promise.all(files.map((file) => readFile(join(directory, file), "utf8")));
  const digests = texts.map(digest);
  const cached = cacheRoot === undefined ? {} : await readDefinitions(cacheRoot);
  const fresh: Record<string, CachedDefinition> = {};
  let changed = Object.keys(cached).length !== files.filter((file) => !isInfo(file)).length;

  const things = new Map<string, Thing>();
  const findings: Finding[] = [];
  for (const [index, file] of files.entries()) {
    const text = texts[index] ?? "";
    if (isInfo(file)) {
      const { info, finding } = parseInfo(text, file);
      thingAt(file, things).info = info;
      if (finding) findings.push(finding);
      continue;
    }
    const known = cached[file];
    const reusable = known !== undefined && known.digest === digests[index];
    changed ||= !reusable;
    const entry = reusable ? known : { digest: digests[index] ?? "", parsed: parseDefinition(text, file) };
    fresh[file] = entry;
    const { definition, release, finding } = entry.parsed;
    if (definition) thingAt(file, things).definitions.push(definition);
    if (release) thingAt(file, things).releases.push(release);
    if (finding) findings.push(finding);
  }
  if (cacheRoot !== undefined && changed) await writeCache(cacheRoot, CACHE_FILE, CACHE_FORMAT, fresh);

  const images = thingsIn("image", things).map(([folder, { info, definitions }]) => {
    const name = repositoryName(definitions[0]?.image ?? folder);
    return [name, imageFacts(name, info, definitions)] as const;
  });
  const charts = thingsIn("chart", things)
    .filter(([, { releases }]) => releases.length > 0)
    .map(([folder, { info, releases }]) => {
      const name = repositoryName(releases[0]?.image ?? `${folder}-chart`);
      return [folder, chartFacts(folder, name, info, releases)] as const;
    });
  const [infoSchema, listedImages, listedCharts, chartFolders] = await Promise.all([
    readInfoSchema(directory),
    readNames(directory, "published-images.txt"),
    readNames(directory, "published-charts.txt"),
    folderNames(join(directory, "chart")),
  ]);
  const imageNames = new Set([...images.map(([name]) => name), ...listedImages]);
  // A chart whose definitions were read has the name that they say; of the others only the folder's is known.
  const byFolder = new Map(charts);
  const chartNames = [...listedCharts, ...chartFolders].map((name) =>
    (byFolder.get(name)?.name ?? name).replace(/-chart$/, ""),
  );
  return {
    images: new Map(images),
    charts: byFolder,
    imageNames,
    chartNames: chartNames.length > 0 ? new Set(chartNames) : undefined,
    infoSchema,
    findings: findings.sort(compareFindings),
    digest: digest([...files, ...digests, ...imageNames, "charts", ...chartNames].join("\n")),
  };
}

/** What stands in one folder of a catalog. */
interface Thing {
  info: ImageInfo;
  readonly definitions: Definition[];
  readonly releases: ChartRelease[];
}

/** A folder that says nothing, such as one with a descriptor alone, is no thing of the catalog. */
function thingAt(file: string, things: Map<string, Thing>): Thing {
  const folder = file.split("/", 2).join("/");
  const thing = things.get(folder) ?? { info: NO_INFO, definitions: [], releases: [] };
  things.set(folder, thing);
  return thing;
}

function thingsIn(top: string, things: ReadonlyMap<string, Thing>): [folder: string, thing: Thing][] {
  return [...things].flatMap(([path, thing]) => {
    const [parent, folder = ""] = path.split("/");
    return parent === top ? [[folder, thing]] : [];
  });
}

function repositoryName(image: string): string {
  return image.split("/").slice(1).join("/") || image;
}

function isInfo(file: string): boolean {
  return /^[^/]+\/[^/]+\/info\.yaml$/.test(file);
}

/** All YAML of the folders of images and charts: whether it is a definition, its content tells. */
async function definitionFiles(directory: string): Promise<string[]> {
  const images = await yamlFiles(directory, "image");
  const charts = (await isFolder(join(directory, "chart"))) ? await yamlFiles(directory, "chart") : [];
  return [...images, ...charts].sort();
}

async function yamlFiles(directory: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(directory, folder), { withFileTypes: true });
  const files = await Promise.all(
    entries.map(async (entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return yamlFiles(directory, path);
      return /\.ya?ml$/.test(entry.name) && path.split("/").length > 2 ? [path] : [];
    }),
  );
  return files.flat();
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function readInfoSchema(directory: string): Promise<Catalog["infoSchema"]> {
  for (const file of [".info.spec.json", "info.spec.json"]) {
    const text = await readFile(join(directory, file), "utf8").catch(() => undefined);
    if (text !== undefined) return { file, text };
  }
  return undefined;
}

async function readNames(directory: string, name: string): Promise<string[]> {
  const text = await readFile(join(directory, name), "utf8").catch(() => "");
  return text.split(/\s+/).filter((line) => line !== "");
}

async function folderNames(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

async function readDefinitions(root: string): Promise<Record<string, CachedDefinition>> {
  // The store has already proved that these are the bytes that this module wrote.
  return ((await readCache(root, CACHE_FILE, CACHE_FORMAT)) ?? {}) as Record<string, CachedDefinition>;
}
