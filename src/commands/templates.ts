import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createGuideMaker } from "../build/make-guide.ts";
import { unifiedDiff } from "../files/diff.ts";
import { makeFolder } from "../files/folders.ts";
import { isThere } from "../files/is-there.ts";
import { likeFile } from "../files/like-file.ts";
import { slashed } from "../files/relative-path.ts";
import { replaceFiles } from "../files/replace-files.ts";
import { jsonText } from "../findings/reporters/json.ts";
import { didYouMean } from "../findings/suggest.ts";
import { commandLine } from "../package.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import { markedCopy, withoutMark } from "../project/template-copies.ts";
import { isOwnTemplate, type ReadTemplate } from "../project/template-files.ts";
import { listOf } from "../templates/list.ts";
import { isWithin, modelNames } from "../templates/names.ts";
import { listText, namesText, templateText } from "../templates/text.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { expectNoLink } from "./expect-no-link.ts";
import { report } from "./report.ts";

export interface TemplatesOptions extends CommonOptions {
  readonly json?: boolean | undefined;
  readonly names?: boolean | undefined;
}

/** From so many pages examples are taken; a project of hundreds has them all long before. */
const PAGES_OF_EXAMPLES = 40;

/**
 * `dhi-guides templates [NAME]`: lists layouts and partials, or shows one; with `--names`, what templates can name.
 *
 * @param name the template; of names, what they begin with; undefined for all
 * @returns 1 where templates have errors
 * @throws ProjectError where there is no such template or name
 */
export function templates(name: string | undefined, options: TemplatesOptions, context: CommandContext): ExitStatus {
  const { project, findings } = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  if (!project) return report(findings, context, options);
  const maker = createGuideMaker(project);
  const isData = options.json === true || options.reporter === "json";
  if (options.names) {
    const names = namesOf(name, modelsOf(project, maker));
    context.out(isData ? jsonText(names) : namesText(names));
    return 0;
  }
  const list = listOf(project, maker.templates);
  if (name === undefined) context.out(isData ? jsonText(list) : listText(list));
  else {
    // One that cannot be read is said to be there.
    const unread = findings.filter(({ file }) => isFileOf(name, file));
    if (unread.some(({ severity }) => severity === "error")) return report(unread, context, options);
    const { kind, name: wanted } = findTemplate(name, project.templates);
    const found = [...list.layouts, ...list.partials].find((each) => each.kind === kind && each.name === wanted);
    if (found) context.out(isData ? jsonText(found) : templateText(found));
  }
  return report(isData ? [] : [...findings, ...maker.findings], context, options);
}

function* modelsOf({ pages }: Project, { make }: ReturnType<typeof createGuideMaker>): Iterable<object> {
  for (const paths of pages.slice(0, PAGES_OF_EXAMPLES)) {
    const { content } = make(paths);
    if (content) yield content.model;
  }
}

function namesOf(beginning: string | undefined, models: Iterable<object>): ReturnType<typeof modelNames> {
  const names = modelNames(models);
  if (beginning === undefined) return names;
  const found = names.filter(({ name }) => name === beginning || isWithin(name, beginning.replace(/\[\]$/, "")));
  if (found.length > 0) return found;
  const tops = [...new Set(names.map(({ name }) => name.split(/[.[]/)[0] ?? ""))];
  const fix = didYouMean(
    beginning,
    names.map(({ name }) => name),
  );
  throw new ProjectError(
    `there is no name ${beginning}${fix === undefined ? `, expected one of ${tops.join(", ")}` : `: ${fix}`}`,
  );
}

/** The template of a name: `start`, `partials/start`, `templates/partials/start.hbs`. */
function findTemplate(given: string, all: readonly ReadTemplate[]): ReadTemplate {
  const path = slashed(given);
  const name = path.replace(/^(?:.*\/)?templates\//, "").replace(/\.hbs$/, "");
  const exact = all.filter((each) => nameOf(each) === name);
  const isBare = !name.includes("/") && name === path;
  const found = isBare ? all.filter((each) => each.name === name) : exact;
  const [first, second] = found;
  if (second)
    throw new ProjectError(`${name} is a layout and a partial: say partials/${name}, or ${name}.hbs for the layout`);
  if (first) return first;
  const names = all.map((each) => each.name);
  const fix = didYouMean(name.replace(/^partials\//, ""), names);
  throw new ProjectError(
    `there is no template ${given}${fix === undefined ? `; ${commandLine("templates")} lists them` : `: ${fix}`}`,
  );
}

/** Whether a file is the template that a name says: `start` and `partials/start` are `templates/partials/start.hbs`. */
function isFileOf(name: string, file: string): boolean {
  const path = `${name.replace(/^(?:.*\/)?templates\//, "").replace(/\.hbs$/, "")}.hbs`;
  return isOwnTemplate(file) && [`templates/${path}`, `templates/partials/${path}`].includes(file);
}

/** As it stands below `templates/`, without the ending. */
const nameOf = ({ kind, name }: ReadTemplate) => (kind === "partial" ? `partials/${name}` : name);

/** What stands below the project's `templates/`. */
const ownFile = (template: ReadTemplate) => `templates/${nameOf(template)}.hbs`;

/**
 * `dhi-guides templates copy NAME...`: makes the project's own of templates of the package.
 *
 * @throws ProjectError where there is no such template, or the project has its own; nothing is written then
 */
export function copyTemplates(names: readonly string[], options: CommonOptions, context: CommandContext): ExitStatus {
  const { project, findings } = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  if (!project) return report(findings, context, options);
  const chosen = [...new Set(names.map((name) => findTemplate(name, project.templates)))];
  for (const template of chosen) {
    const file = ownFile(template);
    expectNoLink(project.root, file);
    if (isOwnTemplate(template.file) || isThere(join(project.root, file)))
      throw new ProjectError(`${file} is there already: edit it, or remove it to copy the package's`);
  }
  for (const template of chosen) {
    const file = ownFile(template);
    makeFolder(dirname(join(project.root, file)));
    writeFileSync(join(project.root, file), markedCopy(template.text), { flag: "wx" });
    if (options.reporter === "pretty") context.out(`${file}\n`);
  }
  if (!options.quiet) {
    const files = chosen.map(ownFile).join(", ");
    context.err(
      `edit ${chosen.length > 1 ? "them" : files}: a copy that is not edited is told as a warning; ` +
        `${commandLine("check")} shows what an edit changes in the pages\n`,
    );
  }
  return 0;
}

/** `dhi-guides templates diff NAME...`: shows what differs between the package's templates and the project's. */
export function diffTemplates(names: readonly string[], options: CommonOptions, context: CommandContext): ExitStatus {
  const copies = openCopies(names, options, context);
  if (!Array.isArray(copies)) return copies;
  for (const { file, text, packaged } of copies)
    if (withoutMark(text) !== packaged) context.out(unifiedDiff(file, packaged, withoutMark(text)));
  return 0;
}

/** `dhi-guides templates accept NAME...`: says that copies are meant as they are beside what the package says now. */
export function acceptTemplates(names: readonly string[], options: CommonOptions, context: CommandContext): ExitStatus {
  const copies = openCopies(names, options, context);
  if (!Array.isArray(copies)) return copies;
  const { root } = options;
  for (const { file } of copies) expectNoLink(root, file);
  replaceFiles(
    root,
    copies.map(({ file, text, packaged }) => ({
      file,
      text: likeFile(readFileSync(join(root, file), "utf8"), markedCopy(packaged, text)),
    })),
  );
  if (options.reporter === "pretty") for (const { file } of copies) context.out(`${file}\n`);
  return 0;
}

type Copy = ReadTemplate & { readonly packaged: string };

/** The project's templates that stand in the place of the package's; all of them where no name is given. */
function openCopies(names: readonly string[], options: CommonOptions, context: CommandContext): Copy[] | ExitStatus {
  const { project, findings } = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  if (!project) return report(findings, context, options);
  const isCopy = (template: ReadTemplate): template is Copy => template.packaged !== undefined;
  if (names.length === 0) return project.templates.filter(isCopy);
  return [...new Set(names.map((name) => findTemplate(name, project.templates)))].map((template) => {
    if (isCopy(template)) return template;
    throw new ProjectError(
      isOwnTemplate(template.file)
        ? `the package has no ${nameOf(template)}: ${template.file} is the project's alone`
        : `the project has no ${ownFile(template)}; ${commandLine(`templates copy ${nameOf(template)}`)} makes one`,
    );
  });
}
