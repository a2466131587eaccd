import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { load as parseYaml } from "js-yaml";
import { expect } from "vitest";
import { adoptPages, type Adoption } from "../../src/adopt/adopt.ts";
import { buildGuides, formatMarkdown, type ProjectOptions } from "../../src/index.ts";
import type { DriftEntry } from "../../src/drift/drift-file.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { REPOSITORY } from "../support/project.ts";
import { temporaryFolder } from "../support/temporary.ts";

const packagedTemplates = join(REPOSITORY, "templates");

/** Guides, or other texts of images, by the image's name. */
export type Texts = Readonly<Record<string, string>>;

/** A catalog of one's own making: guides by name. */
export function catalog(guides: Readonly<Record<string, string | Buffer>>): string {
  const root = temporaryFolder();
  for (const [name, text] of Object.entries(guides)) put(root, `image/${name}/guides.md`, text);
  return root;
}

/** Writes a file beside the catalog, or into it. */
export function put(root: string, file: string, text: string | Buffer): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** Adopts the catalog into a project beside it. */
export function adopt(root: string, force = false): Adoption {
  return adoptPages({
    paths: [join(root, "image")],
    root: join(root, "project"),
    packagedTemplates,
    force,
    pid: 1,
    progress: { stage: () => {}, step: () => {} },
  });
}

/** The guides that the project gives, and what is wrong with them. */
export function build(
  root: string,
  options: Pick<ProjectOptions, "registry" | "namespace"> = {},
): { readonly pages: ReadonlyMap<string, string | undefined>; readonly findings: readonly Finding[] } {
  const { guides, findings } = buildGuides({ root: join(root, "project"), packagedTemplates, ...options });
  return { pages: new Map(guides.map(({ paths, text }) => [paths.name, text])), findings };
}

/** A file of the project. */
export const read = (root: string, file: string) => readFileSync(join(root, "project", file), "utf8");
/** Changes a file of the project. */
export const edit = (root: string, file: string, change: (text: string) => string) =>
  put(root, `project/${file}`, change(read(root, file)));
/** The partials that the project has of its own, sorted. */
export function partials(root: string): string[] {
  const folder = join(root, "project/templates/partials");
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
/** A partial of the project. */
export const partial = (root: string, name: string) => read(root, `templates/partials/${name}.hbs`);

/** A guide's descriptor, without its names. */
export function descriptor(root: string, name: string): Record<string, unknown> {
  const fields = parseYaml(read(root, `images/${name}.yaml`)) as Record<string, unknown>;
  expect(fields["name"]).toBe(name);
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== "name" && key !== "title"));
}

/** A guide's drift. */
export function drift(root: string, name: string): DriftEntry[] {
  const file = `images/${name}/drift.yaml`;
  if (!existsSync(join(root, "project", file))) return [];
  return (parseYaml(read(root, file)) as { entries: DriftEntry[] }).entries;
}

/** Takes all drift files out of the project. */
export function deleteDrift(root: string): void {
  for (const name of readdirSync(join(root, "image")))
    rmSync(join(root, `project/images/${name}/drift.yaml`), { force: true });
}

/** Most guides of these tests are alike; what each is in house style is asked for once. */
const styled = new Map<string, string>();

/** A text in house style. */
export function inHouseStyle(text: string): string {
  const known = styled.get(text) ?? formatMarkdown(text);
  styled.set(text, known);
  return known;
}

/**
 * Adopts a catalog, and proves that all guides come back.
 *
 * @param guides the guides by name
 * @returns the folder of the catalog and its project
 */
export function adoptProved(guides: Texts): string {
  const root = catalog(guides);
  const adoption = adopt(root);
  adoption.write();
  expect(adoption.findings).toEqual([]);
  const { pages, findings } = build(root);
  for (const [name, text] of Object.entries(guides)) expect(pages.get(name)).toBe(inHouseStyle(text));
  expect(findings).toEqual([]);
  return root;
}

export const NAMES = ["alma", "berta", "cilla", "dora", "elsa", "frida"];

/** One text an image. */
export function each(text: (name: string, index: number) => string, names: readonly string[] = NAMES): Texts {
  return Object.fromEntries(names.map((name, index) => [name, text(name, index)]));
}

/** Adopts one guide a name, proves that all come back, and gives the project's folder. */
export const adopted = (guide: (name: string, index: number) => string, names?: readonly string[]) =>
  adoptProved(each(guide, names));

/**
 * Makes guides in the package's words.
 *
 * @param more what each descriptor says beside the names, as YAML
 * @param change what is different about each page
 */
export function packaged(
  more: (name: string, index: number) => string,
  change: (page: string, index: number) => string = (page) => page,
  names: readonly string[] = NAMES,
): Texts {
  const descriptors = names.map((name, index) => {
    const title = name.charAt(0).toUpperCase() + name.slice(1);
    return [name, `name: ${name}\ntitle: ${title}\n${more(name, index)}`] as const;
  });
  const made = Object.entries(madeOnce(descriptors));
  return Object.fromEntries(made.map(([name, text], index) => [name, change(text, index)]));
}

/** The package's guides by their descriptors: most tests begin with the same ones. */
const packagedGuides = new Map<string, Texts>();

function madeOnce(descriptors: readonly (readonly [name: string, text: string])[]): Texts {
  const key = JSON.stringify(descriptors);
  const known = packagedGuides.get(key);
  if (known) return known;
  const root = temporaryFolder();
  for (const [name, text] of descriptors) put(root, `images/${name}.yaml`, text);
  const { guides, findings } = buildGuides({ root, packagedTemplates });
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const texts = Object.fromEntries(guides.map(({ paths, text }) => [paths.name, text ?? ""]));
  packagedGuides.set(key, texts);
  return texts;
}

/** Three guides say what is shared; the fourth is looked at. */
export const FOUR = ["alma", "berta", "cilla", "frida"];

/** The package's guide four times, the last one changed. */
export function oneOther(
  change: (page: string) => string,
  more: (name: string, index: number) => string = () => "",
): string {
  const texts = packaged(more, (page, index) => (index === 3 ? change(page) : page), FOUR);
  expect(texts["frida"]).not.toBe(texts["berta"]?.replaceAll("berta", "frida").replaceAll("Berta", "Frida"));
  return adoptProved(texts);
}

/** What is said of the one guide that was changed. */
export const said = (root: string) => descriptor(root, "frida");
