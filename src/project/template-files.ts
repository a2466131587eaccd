import { existsSync, readdirSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { slashed } from "../files/relative-path.ts";
import { readText } from "../files/read-text.ts";
import type { Finding } from "../findings/finding.ts";
import { PACKAGED_TEMPLATES } from "../package.ts";
import { place } from "../findings/problem.ts";
import type { FileStamp } from "../files/stamp.ts";
import type { TemplateSource } from "../render/parse-template.ts";

const EXTENSION = ".hbs";

/** A template's file: what findings call it, and where it is read from. */
interface TemplateFile extends Omit<TemplateSource, "text"> {
  readonly path: string;
}

/** A template as it was read. */
export interface ReadTemplate extends TemplateSource {
  readonly path: string;
  readonly stamp: FileStamp;
}

/**
 * Lists the templates: the project's own, and those of the package for every name that the project does not have. So a
 * project can change one partial and keep the rest. Sorted by kind and name.
 */
function listTemplates(root: string, packaged: string): readonly TemplateFile[] {
  const files = new Map<string, TemplateFile>();
  for (const [base, called] of [
    [packaged, nameOfPackaged(root, packaged)],
    [join(root, "templates"), "templates"],
  ] as const)
    for (const [kind, folder] of [
      ["layout", ""],
      ["partial", "partials"],
    ] as const)
      for (const fileName of filesIn(join(base, folder))) {
        const below = [folder, fileName].filter(Boolean).join("/");
        const name = fileName.slice(0, -EXTENSION.length);
        files.set(below, { kind, file: `${called}/${below}`, name, path: join(base, folder, fileName) });
      }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
}

/**
 * How to change a template of the package: by a copy, for an edit in its place would go with the next installation.
 *
 * @param where a template, as findings name it, and a line
 * @param project the project: the copy is made from where the file is read
 * @returns what is to be copied, and the line to edit there; undefined for a template of the project's own
 */
export function copyOfPackaged(
  where: string,
  { root, templates }: { readonly root: string; readonly templates: readonly TemplateFile[] },
): { readonly copy: string; readonly line: string } | undefined {
  const [, file, below, line] = /^(.+\/(templates\/.+)):(\d+)$/.exec(where) ?? [];
  if (line === undefined) return undefined;
  // Findings name it alike on every machine, which may be no path: who copies needs one.
  const path = templates.find((template) => template.file === file)?.path;
  const from = path === undefined ? file : slashed(relative(root, path));
  return { copy: `copy ${from} to ${below}`, line };
}

/** Where the package is installed in the project, its path from there; else that within the package. */
function nameOfPackaged(root: string, packaged: string): string {
  const path = slashed(relative(root, packaged));
  return isAbsolute(path) || path.startsWith("..") ? PACKAGED_TEMPLATES : path;
}

/**
 * Reads the templates.
 *
 * @param packaged the folder of the package's templates
 * @returns the texts sorted by kind and name, and a finding for each file that cannot be read
 */
export function readTemplates(
  root: string,
  packaged: string,
): { readonly sources: readonly ReadTemplate[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const sources = listTemplates(root, packaged).flatMap((template): ReadTemplate[] => {
    const read = readText(template.path);
    if (!("problem" in read)) return [{ ...template, text: read.text, stamp: read.stamp }];
    findings.push(place(read.problem, template.file));
    return [];
  });
  return { sources, findings };
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(EXTENSION))
    .sort();
}
