import { expect } from "vitest";
import { buildGuides, type ProjectOptions } from "../../src/index.ts";
import { type Files, makeProject, REPOSITORY } from "./project.ts";

/**
 * Makes the pages of a project.
 *
 * @param files what it holds
 * @param profile where images are pulled from
 * @returns the pages by what they are of and their names: `chart/redis overview`
 */
export function makePages(files: Files, profile: Partial<ProjectOptions> = {}): Readonly<Record<string, string>> {
  const root = makeProject(files);
  const { pages, findings } = buildGuides({ root, packagedTemplates: `${REPOSITORY}/templates`, ...profile });
  expect(findings.filter(({ code }) => code !== "info-differs")).toEqual([]);
  return Object.fromEntries(pages.map(({ paths, text = "" }) => [`${paths.id} ${paths.page.name}`, text]));
}

/** A descriptor that leaves all pages as they are. */
export const describing = (name: string, more = ""): string => `name: ${name}\ntitle: Example\n${more}`;

/** A page in one line, so that it does not matter where it is wrapped. */
export const words = (page = ""): string => page.replace(/\s+/g, " ");
