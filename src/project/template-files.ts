import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { foldCase } from "../files/fold-case.ts";
import { leadsOut, slashed } from "../files/relative-path.ts";
import { readText } from "../files/read-text.ts";
import type { Finding } from "../findings/finding.ts";
import { commandLine, PACKAGED_TEMPLATES } from "../package.ts";
import { place } from "../findings/problem.ts";
import type { FileStamp } from "../files/stamp.ts";
import type { TemplateSource } from "../render/parse-template.ts";
import { copyFinding, copyState } from "./template-copies.ts";

const EXTENSION = ".hbs";

/** A template's file: what findings call it, and where it is read from. */
interface TemplateFile extends Omit<TemplateSource, "text"> {
  readonly path: string;
  /** Where the package's is that it replaces. */
  readonly replaces?: string | undefined;
}

/** A template as it was read. */
export interface ReadTemplate extends TemplateSource {
  readonly path: string;
  readonly stamp: FileStamp;
  /** What the package's template of the same name says, which this one of the project's replaces. */
  readonly packaged?: string | undefined;
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
        const path = join(base, folder, fileName);
        const replaces = files.get(below)?.path;
        files.set(below, { kind, file: `${called}/${below}`, name, path, ...(replaces !== path && { replaces }) });
      }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
}

/**
 * How to change a template of the package: by a copy, for an edit in its place would go with the next installation.
 *
 * @param where a template, as findings name it, and a line
 * @returns the command that makes the copy, and the line to edit there; undefined for a template of the project's own
 */
export function copyOfPackaged(where: string): { readonly command: string; readonly line: string } | undefined {
  const [, name = "", line] = /^.+\/templates\/(.+)\.hbs:(\d+)$/.exec(where) ?? [];
  if (line === undefined) return undefined;
  return { command: commandLine(`templates copy ${name}`), line: `line ${line} of templates/${name}.hbs` };
}

/** Whether a template is the project's own: as findings name it. */
export function isOwnTemplate(file: string): boolean {
  return file.startsWith("templates/");
}

/** Where the package is installed in the project, its path from there; else that within the package. */
function nameOfPackaged(root: string, packaged: string): string {
  const path = slashed(relative(root, packaged));
  return leadsOut(path) ? PACKAGED_TEMPLATES : path;
}

/**
 * Reads the templates.
 *
 * @param packaged the folder of the package's templates
 * @returns the texts sorted by kind and name; a finding for each file that cannot be read, and for each copy of the
 *   package's that is unchanged or behind, or that differs from another template's name in case alone
 */
export function readTemplates(
  root: string,
  packaged: string,
): { readonly sources: readonly ReadTemplate[]; readonly findings: readonly Finding[] } {
  const listed = listTemplates(root, packaged);
  const findings: Finding[] = findCaseTwins(listed);
  const sources = listed.flatMap((template): ReadTemplate[] => {
    const read = readText(template.path);
    if ("problem" in read) {
      findings.push(place(read.problem, template.file));
      return [];
    }
    const packaged = template.replaces === undefined ? undefined : textOf(template.replaces);
    const told = packaged === undefined ? undefined : copyFinding(template.file, copyState(read.text, packaged));
    if (told) findings.push(told);
    const { kind, file, name, path } = template;
    return [
      { kind, file, name, path, text: read.text, stamp: read.stamp, ...(packaged !== undefined && { packaged }) },
    ];
  });
  return { sources, findings };
}

/**
 * Finds templates of the project's own whose names differ from another's in case alone. On macOS and Windows two of its own
 * are one file; and one of the package's is not replaced, which may have been meant.
 */
function findCaseTwins(templates: readonly TemplateFile[]): Finding[] {
  const firsts = new Map<string, TemplateFile>();
  const twins: { readonly file: string; readonly other: TemplateFile }[] = [];
  // The package's own names come first: they stay.
  for (const template of [...templates].sort((a, b) => Number(isOwnTemplate(a.file)) - Number(isOwnTemplate(b.file)))) {
    const key = foldCase(`${template.kind} ${template.name}`);
    const other = firsts.get(key);
    if (other) twins.push({ file: template.file, other });
    else firsts.set(key, template);
  }
  return twins.map(({ file, other }) => ({
    code: "file-name",
    severity: "warning",
    file,
    line: 1,
    column: 1,
    message: `unexpected file name that differs from that of ${other.file} in case alone`,
    fix: isOwnTemplate(other.file)
      ? "rename one of the two: on macOS and Windows they are one file"
      : `call it ${other.name}${EXTENSION} to replace the package's, or something else`,
  }));
}

/** What the package says is for comparison only: where it cannot be read, there is nothing to compare. */
function textOf(path: string): string | undefined {
  const read = readText(path);
  return "text" in read ? read.text : undefined;
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(EXTENSION))
    .sort();
}
