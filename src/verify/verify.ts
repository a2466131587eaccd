import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { digest, readCache, writeCache } from "../files/cache.ts";
import { EMPTY_CATALOG, type Catalog } from "../catalog/catalog.ts";
import { compareFindings } from "../findings/finding.ts";
import { plainText } from "../files/line-ends.ts";
import type { CustomRule } from "./custom/custom-rule.ts";
import { checkGuide, silentWithout } from "./check.ts";
import type { FixableFinding } from "./rule.ts";
import { createSamples, type Samples } from "./code/samples.ts";
import { factsOf, type Page, pageOf } from "./page.ts";
import { DEFAULT_CONFIG, type ProfileName, type VerifyConfig } from "./config.ts";
import { parseGuide } from "./parsed/parsed-guide.ts";
import { asTextLimit, findTextLimit, TextLimitError } from "../markdown/text-limit.ts";
import type { Suppression } from "./suppressions.ts";

/** What holds for one guide alone. */
export interface GuideSettings {
  /** Which page of which thing it is; where left out, its place tells. */
  readonly page?: Page | undefined;
  /** The registry profile, where it is another than the config's. */
  readonly profile?: ProfileName | undefined;
  /** Findings that are accepted, besides those of the guide's own comments. */
  readonly suppress?: readonly Suppression[] | undefined;
}

/** What is verified, and against what. */
export interface VerifyOptions {
  /** The project's root; findings name their files relative to it. */
  readonly root: string;
  /** The guides, relative to the root. */
  readonly files: readonly string[];
  readonly catalog?: Catalog;
  readonly config?: Partial<VerifyConfig>;
  /** What holds for single guides, by file. */
  readonly guides?: ReadonlyMap<string, GuideSettings>;
  /** Remembers the findings of unchanged guides in the root's cache folder. */
  readonly cache?: boolean;
  /** Rules besides those of the package. */
  readonly customRules?: readonly CustomRule[];
  /** Names this build of the rules, custom ones among them, so that another build does not trust its cache. */
  readonly version?: string;
}

const CACHE_FILE = "verify.json";

interface CachedGuide {
  readonly digest: string;
  readonly findings: readonly FixableFinding[];
}

/**
 * Verifies guides: lints them and holds what they say against the definitions.
 *
 * @returns all findings, sorted by file and position; a guide that cannot be read is one
 */
export async function verifyGuides(options: VerifyOptions): Promise<FixableFinding[]> {
  const { root, files, catalog = EMPTY_CATALOG, guides = new Map<string, GuideSettings>(), customRules } = options;
  const config = { ...DEFAULT_CONFIG, ...options.config };
  const key = digest(JSON.stringify([options.version, catalog.digest, config]));
  // The store has already proved that these are the bytes that this module wrote.
  const cached = (options.cache ? await readCache(root, CACHE_FILE, key) : undefined) as
    Record<string, CachedGuide> | undefined;
  const fresh: Record<string, CachedGuide> = { ...cached };
  const findings: FixableFinding[] = [];
  const samples = createSamples();
  let changed = false;
  for (const file of files) {
    const text = await read(join(root, file));
    if (typeof text !== "string") {
      findings.push({ ...text, file });
      continue;
    }
    const { profile = config.profile, suppress = [], page = pageOf(file, catalog, root) } = guides.get(file) ?? {};
    const about = [page.kind.name, page.name, page.page.name, page.page.isComplete, page.lacksFacts];
    const guideDigest = digest(JSON.stringify([text, profile, suppress, about]));
    let entry = cached?.[file];
    if (entry?.digest !== guideDigest) {
      entry = {
        digest: guideDigest,
        findings: await verifyText(file, text, catalog, { ...config, profile }, suppress, samples, page, customRules),
      };
      changed = true;
    }
    // What a rule failed at may be mended in a file that it imports.
    if (entry.findings.some(({ code }) => code === "rule-failed")) delete fresh[file];
    else fresh[file] = entry;
    findings.push(...entry.findings);
  }
  if (options.cache && changed) await writeCache(root, CACHE_FILE, key, fresh);
  return findings.sort(compareFindings);
}

/**
 * Verifies one guide that is already in memory.
 *
 * @param file its path relative to the root
 * @param suppress findings that are accepted
 * @param page which page of which thing it is; where left out, its path tells
 * @param customRules rules besides those of the package
 */
export async function verifyText(
  file: string,
  text: string,
  catalog: Catalog = EMPTY_CATALOG,
  config: VerifyConfig = DEFAULT_CONFIG,
  suppress: readonly Suppression[] = [],
  samples: Samples = createSamples(),
  page: Page = pageOf(file, catalog),
  customRules: readonly CustomRule[] = [],
): Promise<FixableFinding[]> {
  const limit = findTextLimit(text);
  if (limit) return [limitFinding(file, limit)];
  try {
    const guide = parseGuide(
      file,
      text,
      factsOf(page, catalog),
      config.profile === "mirror" ? config.namespace : undefined,
    );
    return await checkGuide(guide, catalog, config, suppress, samples, customRules);
  } catch (error) {
    const known = asTextLimit(error);
    if (known instanceof TextLimitError) return [limitFinding(file, known)];
    throw error;
  }
}

function limitFinding(file: string, { code, message, fix, line, column }: TextLimitError): FixableFinding {
  return { code, severity: "error", file, line, column, message, fix };
}

/** A guide's text, or why there is none. */
async function read(path: string): Promise<string | Omit<FixableFinding, "file">> {
  try {
    return plainText(await readFile(path, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isMissing = code === "ENOENT" || code === "ENOTDIR";
    return {
      code: isMissing ? "file-missing" : "file-unreadable",
      severity: "error",
      line: 1,
      column: 1,
      message: isMissing ? "the file does not exist" : `the file cannot be read: ${message.replace(` '${path}'`, "")}`,
    };
  }
}

/** The codes of the rules that can find nothing on a page. */
export function silentRules(
  page: Page,
  catalog: Catalog,
  customRules: readonly CustomRule[] = [],
): ReadonlySet<string> {
  return silentWithout(catalog, factsOf(page, catalog), customRules);
}
