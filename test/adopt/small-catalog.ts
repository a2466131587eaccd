import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { adoptGuides, type Adoption } from "../../src/adopt/adopt.ts";
import { createGuideMaker } from "../../src/build/make-guide.ts";
import { openProject } from "../../src/project/project.ts";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { temporaryFolder } from "../support/temporary.ts";

const packagedTemplates = fileURLToPath(new URL("../../templates", import.meta.url));

/** A catalog of one's own making: guides by name. */
export function catalog(guides: Readonly<Record<string, string | Buffer>>): string {
  const root = temporaryFolder();
  for (const [name, text] of Object.entries(guides)) {
    const path = join(root, "image", name, "guides.md");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return root;
}

/** Adopts the catalog into a project beside it. */
export function adopt(root: string, force = false): Adoption {
  return adoptGuides({
    paths: [join(root, "image")],
    root: join(root, "project"),
    packagedTemplates,
    force,
    pid: 1,
    progress: { stage: () => {}, step: () => {} },
  });
}

/** The guides that the project gives. */
export function build(root: string): Map<string, string | undefined> {
  const { project } = openProject({ root: join(root, "project"), packagedTemplates });
  if (!project) throw new Error("the project cannot be opened");
  const maker = createGuideMaker(project);
  return new Map(project.guides.map((paths) => [paths.name, maker.make(paths).text]));
}

/** A file of the project. */
export const read = (root: string, file: string) => readFileSync(join(root, "project", file), "utf8");
/** The partials that the project has of its own. */
export const partials = (root: string) => readdirSync(join(root, "project/templates/partials"));

/**
 * Adopts a catalog, and proves that all guides come back.
 *
 * @param guides the guides by name
 * @returns the folder of the catalog and its project
 */
export function adoptProved(guides: Readonly<Record<string, string>>): string {
  const root = catalog(guides);
  const adoption = adopt(root);
  adoption.write();
  expect(adoption.findings).toEqual([]);
  const built = build(root);
  for (const [name, text] of Object.entries(guides)) expect(built.get(name)).toBe(formatMarkdown(text));
  return root;
}

export const NAMES = ["alma", "berta", "cilla", "dora", "elsa", "frida"];

/** Adopts one guide a name, proves that all come back, and gives the project's folder. */
export function adopted(guide: (name: string, index: number) => string, names: readonly string[] = NAMES): string {
  return adoptProved(Object.fromEntries(names.map((name, index) => [name, guide(name, index)])));
}

/** A section that all of them have. */
export const about = (name: string) => `## About ${name}\n\nThis is ${name}, lamp of house ${name.length}.\n\n`;
