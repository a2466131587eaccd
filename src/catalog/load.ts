import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { digest, readCache, writeCache } from "../files/cache.ts";
import { compareFindings, type Finding } from "../findings/finding.ts";
import type { Catalog } from "./catalog.ts";
import { NO_INFO, type Definition, type ImageInfo } from "./definition.ts";
import { imageFacts } from "./facts.ts";
import { parseDefinition, parseInfo, type ParsedDefinition } from "./parse.ts";

/** Raised when the shape of a parsed definition changes, so that older caches are not trusted. */
const CACHE_FORMAT = "definitions-2";
const CACHE_FILE = "definitions.json";

interface CachedDefinition {
  readonly digest: string;
  readonly parsed: ParsedDefinition;
}

/** Where a catalog is read from. */
export interface CatalogOptions {
  /** The folder that holds `image/<name>/<distro>/*.yaml`, and optionally `chart/` and the lists of published names. */
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
 * @returns the facts of each image; broken definitions are findings, and the others are still read
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

  const images = new Map<string, { info: ImageInfo; definitions: Definition[] }>();
  const findings: Finding[] = [];
  for (const [index, file] of files.entries()) {
    const text = texts[index] ?? "";
    const folder = file.split("/")[1] ?? "";
    const image = images.get(folder) ?? { info: NO_INFO, definitions: [] };
    images.set(folder, image);
    if (isInfo(file)) {
      const { info, finding } = parseInfo(text, file);
      image.info = info;
      if (finding) findings.push(finding);
      continue;
    }
    const known = cached[file];
    const reusable = known !== undefined && known.digest === digests[index];
    changed ||= !reusable;
    const entry = reusable ? known : { digest: digests[index] ?? "", parsed: parseDefinition(text, file) };
    fresh[file] = entry;
    if ("definition" in entry.parsed) image.definitions.push(entry.parsed.definition);
    else findings.push(entry.parsed.finding);
  }
  if (cacheRoot !== undefined && changed) await writeCache(cacheRoot, CACHE_FILE, CACHE_FORMAT, fresh);

  const named = [...images].map(([folder, { info, definitions }]) => {
    const name = repositoryName(definitions[0]?.image ?? folder);
    return [name, imageFacts(name, info, definitions)] as const;
  });
  const [listedImages, listedCharts, chartFolders] = await Promise.all([
    readNames(directory, "published-images.txt"),
    readNames(directory, "published-charts.txt"),
    folderNames(join(directory, "chart")),
  ]);
  const imageNames = new Set([...named.map(([name]) => name), ...listedImages]);
  const charts = [...listedCharts, ...chartFolders].map((name) => name.replace(/-chart$/, ""));
  return {
    images: new Map(named),
    imageNames,
    chartNames: charts.length > 0 ? new Set(charts) : undefined,
    findings: findings.sort(compareFindings),
    digest: digest([...files, ...digests, ...imageNames, "charts", ...charts].join("\n")),
  };
}

function repositoryName(image: string): string {
  return image.split("/").slice(1).join("/") || image;
}

function isInfo(file: string): boolean {
  return file.endsWith("/info.yaml");
}

async function definitionFiles(directory: string): Promise<string[]> {
  const images = await readdir(join(directory, "image"), { withFileTypes: true });
  const files = await Promise.all(
    images
      .filter((image) => image.isDirectory())
      .map(async (image) => {
        const folder = `image/${image.name}`;
        const entries = await readdir(join(directory, folder), { withFileTypes: true });
        const nested = await Promise.all(
          entries
            .filter((entry) => entry.isDirectory())
            .map(async (entry) => {
              const names = await readdir(join(directory, folder, entry.name));
              return names.filter((name) => /\.ya?ml$/.test(name)).map((name) => `${folder}/${entry.name}/${name}`);
            }),
        );
        const info = entries.some((entry) => entry.name === "info.yaml") ? [`${folder}/info.yaml`] : [];
        return [...info, ...nested.flat()];
      }),
  );
  return files.flat().sort();
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
