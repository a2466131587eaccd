import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../descriptor/read-text.ts";
import type { Finding } from "../diagnostics/finding.ts";
import { place } from "../diagnostics/place.ts";
import type { TemplateSource } from "../render/parse-template.ts";

const EXTENSION = ".hbs";

/**
 * Reads the templates: the project's own, and those of the package for every name that the project does not have. So a
 * project can change one partial and keep the rest.
 *
 * @param root the project's folder
 * @param packaged the folder of the package's templates
 * @returns the texts, sorted by kind and name, and a finding for each file that cannot be read
 */
export function readTemplates(
  root: string,
  packaged: string,
): { readonly sources: readonly TemplateSource[]; readonly findings: readonly Finding[] } {
  const sources = new Map<string, TemplateSource>();
  const findings: Finding[] = [];
  // Findings and provenance name a template of the package as if it were the project's: that is where to change it.
  for (const base of [packaged, join(root, "templates")])
    for (const [kind, folder] of [
      ["layout", ""],
      ["partial", "partials"],
    ] as const)
      for (const fileName of filesIn(join(base, folder))) {
        const file = ["templates", folder, fileName].filter(Boolean).join("/");
        const read = readText(join(base, folder, fileName));
        const name = fileName.slice(0, -EXTENSION.length);
        if ("problem" in read) findings.push(place(read.problem, file));
        else sources.set(file, { kind, name, file, text: read.text });
      }
  return { sources: [...sources.values()].sort((a, b) => (a.file < b.file ? -1 : 1)), findings };
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(EXTENSION))
    .sort();
}
