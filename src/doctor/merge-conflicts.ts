import { existsSync } from "node:fs";
import { join } from "node:path";
import { conflictLine } from "../files/conflict-marks.ts";
import { plainText } from "../files/line-ends.ts";
import type { Finding } from "../findings/finding.ts";
import { plural } from "../findings/plural.ts";
import { commandLine } from "../package.ts";
import { MANIFEST, readManifest } from "../output/manifest.ts";
import type { Project } from "../project/project.ts";
import { projectFiles } from "./project-files.ts";
import type { Check } from "./setup.ts";

/** Files that a merge left half done, and a manifest that is not what a build writes. */
export const mergeConflicts: Check = {
  name: "merges",
  look: ({ project }) => {
    if (!project) return { seen: "not looked at", findings: [] };
    const manifest = project.outputPath(MANIFEST);
    const outputs = new Map(project.pages.map(({ output, descriptor }) => [output, descriptor]));
    const findings: Finding[] = [];
    let count = 0;
    for (const { file, text } of projectFiles(project)) {
      count += 1;
      const line = conflictLine(plainText(text));
      if (line === undefined) continue;
      findings.push({
        code: "setup-conflict",
        severity: "error",
        file,
        line,
        column: 1,
        message: "unexpected marks of a merge conflict, expected one of the two versions",
        fix: fixOf(file, manifest, outputs.get(file)),
      });
    }
    const isInConflict = findings.some(({ file }) => file === manifest);
    return {
      seen: `${plural(count, "file")} without marks of a conflict`,
      findings: [...findings, ...(isInConflict ? [] : manifestFindings(project, manifest))],
    };
  },
};

/** What is made is made again; what people wrote, they decide. */
function fixOf(file: string, manifest: string, descriptor: string | undefined): string {
  if (file === manifest) return `run ${commandLine("build")}, which writes it anew, then \`git add ${file}\``;
  if (descriptor === undefined) return "edit the file, then `git add` it";
  return `mend ${descriptor} first, then run ${commandLine("build")}, which makes it anew, and \`git add ${file}\``;
}

/** Lines that are no entries, pages with several hashes, and entries of pages that are gone. */
function manifestFindings(project: Project, file: string): Finding[] {
  const path = join(project.outputFolder, MANIFEST);
  if (!existsSync(path)) return [];
  const { manifest, brokenLine } = readManifest(path);
  const finding = (line: number, message: string): Finding => ({
    code: "output-manifest",
    severity: "warning",
    file,
    line,
    column: 1,
    message,
    fix: `run ${commandLine("build")}, which writes the file anew, and commit it with the pages`,
  });
  const expected = new Set(project.pages.map(project.outputFile));
  const several = [...manifest].filter(([, hashes]) => hashes.includes(" "));
  const gone = [...manifest.keys()].filter(
    (page) => !expected.has(page) && !existsSync(join(project.outputFolder, page)),
  );
  return [
    ...(brokenLine === undefined
      ? []
      : [finding(brokenLine, "unexpected line, expected a hash, two blanks and a page")]),
    ...(several.length === 0 ? [] : [finding(1, `unexpected second hash of ${listed(several.map(([page]) => page))}`)]),
    ...(gone.length === 0 ? [] : [finding(1, `unexpected entry of a page that is gone: ${listed(gone)}`)]),
  ];
}

function listed([first = "", ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${plural(others.length, "other page")}`;
}
