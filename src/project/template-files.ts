import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../descriptor/read-text.ts";
import type { Finding } from "../diagnostics/finding.ts";
import { place } from "../diagnostics/place.ts";
import type { FileStamp } from "../incremental/stamp.ts";
import type { TemplateSource } from "../render/parse-template.ts";

const EXTENSION = ".hbs";

/** A template's file: what findings call it, and where it is read from. */
export interface TemplateFile extends Omit<TemplateSource, "text"> {
  readonly path: string;
}

/** A template as it was read. */
export interface ReadTemplate extends TemplateSource {
  readonly path: string;
  readonly stamp: FileStamp;
}

/**
 * Lists the templates: the project's own, and those of the package for every name that the project does not have. So a
 * project can change one partial and keep the rest.
 *
 * @param root the project's folder
 * @param packaged the folder of the package's templates
 * @returns the files, sorted by kind and name
 */
export function listTemplates(root: string, packaged: string): readonly TemplateFile[] {
  const files = new Map<string, TemplateFile>();
  // Findings and provenance name a template of the package as if it were the project's: that is where to change it.
  for (const base of [packaged, join(root, "templates")])
    for (const [kind, folder] of [
      ["layout", ""],
      ["partial", "partials"],
    ] as const)
      for (const fileName of filesIn(join(base, folder))) {
        const file = ["templates", folder, fileName].filter(Boolean).join("/");
        files.set(file, { kind, file, name: fileName.slice(0, -EXTENSION.length), path: join(base, folder, fileName) });
      }
  return [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

/**
 * Reads the templates.
 *
 * @param root the project's folder
 * @param packaged the folder of the package's templates
 * @returns the texts in the order of {@link listTemplates}, and a finding for each file that cannot be read
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
