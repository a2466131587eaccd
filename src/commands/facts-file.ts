import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { NO_INFO, type ComplianceClaim } from "../catalog/definition.ts";
import { imageFacts } from "../catalog/facts.ts";
import { parseFactsFile, type StatedFacts } from "../descriptor/facts-file.ts";
import { digest } from "../files/cache.ts";
import { readText } from "../files/read-text.ts";
import { relativePath } from "../files/relative-path.ts";
import { compareFindings, type Finding } from "../findings/finding.ts";
import { place, type Problem } from "../findings/problem.ts";
import { didYouMean } from "../findings/suggest.ts";
import { FIRST_KIND } from "../kinds/kinds.ts";
import type { PagePaths } from "../project/paths.ts";
import { ProjectError, type Project } from "../project/project.ts";
import { createLocator } from "../yaml/locate.ts";

/** A catalog with what a file of facts states besides. */
interface StatedCatalog {
  readonly catalog: Catalog;
  /** What is wrong with the file: with an error, it states nothing. */
  readonly findings: readonly Finding[];
}

/**
 * Reads the file of facts that a command was given, or else the one that the settings name, and adds what it states to
 * what the catalog says.
 *
 * @param given the file on the command line
 * @param project its settings, and the images that it describes
 * @param catalog what the definitions say
 * @param wanted what is to be described
 * @returns the catalog as it was where neither names a file, or where the file has errors
 * @throws ProjectError where there is no such file
 */
export function withFacts(
  given: string | undefined,
  { root, config, pages }: Project,
  catalog: Catalog,
  wanted: readonly Pick<PagePaths, "name" | "kind">[] = [],
): StatedCatalog {
  const named = given ?? config.facts;
  if (named === undefined) return { catalog, findings: [] };
  const path = given === undefined ? resolve(root, named) : resolve(named);
  if (!existsSync(path)) throw new ProjectError(`there is no ${named}`);
  const file = relativePath(root, path);
  const read = readText(path);
  const parsed = "problem" in read ? { problems: [read.problem] } : parseFactsFile(read.text);
  const locator = createLocator("text" in read ? read.text : "");
  const placed = (problem: Problem) => place(problem, file, locator);
  if ("problems" in parsed) return { catalog, findings: parsed.problems.map(placed).sort(compareFindings) };

  const described = [...pages, ...wanted].filter(({ kind }) => kind === FIRST_KIND).map(({ name }) => name);
  const known = new Set([...catalog.imageNames, ...catalog.images.keys(), ...described]);
  const unknown = [...parsed.facts.keys()].filter((name) => !known.has(name));
  const images = new Map(catalog.images);
  for (const [name, facts] of parsed.facts) {
    if (!known.has(name)) continue;
    const image = images.get(name) ?? imageFacts(name, NO_INFO, []);
    images.set(name, { ...image, compliance: [...image.compliance, ...claimsIn(facts, name, file)] });
  }
  return {
    catalog: { ...catalog, images, digest: digest([catalog.digest, "text" in read ? read.text : ""].join("\n")) },
    findings: unknown.map((name) => placed(unknownProblem(name, known))).sort(compareFindings),
  };
}

/**
 * What pages are held against: the catalog, with what the file of facts that the settings name states of its images. An
 * image that only the file knows has no definitions, and rules must not take it for one that has none of anything.
 *
 * @param project its settings
 * @param catalog what the definitions say
 */
export function withKnownFacts(project: Project, catalog: Catalog): StatedCatalog {
  const stated = withFacts(undefined, project, catalog);
  const images = new Map([...stated.catalog.images].filter(([name]) => catalog.images.has(name)));
  return { ...stated, catalog: { ...stated.catalog, images } };
}

function claimsIn({ source: origin, ...facts }: StatedFacts, name: string, file: string): ComplianceClaim[] {
  return (["fips", "stig"] as const).flatMap((fact) => {
    const value = facts[fact];
    if (value === undefined) return [];
    return { fact, value, source: { file, key: `${name}.${fact}`, ...(origin !== undefined && { origin }) } };
  });
}

function unknownProblem(name: string, known: Iterable<string>): Problem {
  return {
    code: "facts-file-unknown",
    severity: "warning",
    message: `unexpected image ${JSON.stringify(name)}, of which there is neither a definition nor a descriptor`,
    fix: didYouMean(name, known) ?? "correct the name, or remove the entry",
    place: { path: [name], part: "key" },
  };
}
